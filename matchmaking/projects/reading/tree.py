"""The tree that readers are shown: sections with text, facts, results and tables."""

from dataclasses import dataclass, field

from matchmaking.money import Money

Pair = tuple[str, str]


@dataclass(frozen=True)
class Table:
    """Rows under heads. `written` columns are in the language of the proposal."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: frozenset[int] = frozenset()
    written: frozenset[int] = frozenset()
    foot: tuple[tuple[str, ...], ...] = ()

    @property
    def marked_heads(self) -> list[tuple[str, bool]]:
        """The heads with whether figures stand below them."""
        return [(head, at in self.numeric) for at, head in enumerate(self.heads)]

    @property
    def marked_rows(self) -> list[list[tuple[str, bool, bool]]]:
        """The cells with whether each is a figure, and whether its author wrote it."""
        return [
            [(cell, at in self.numeric, at in self.written) for at, cell in enumerate(row)]
            for row in self.rows
        ]


@dataclass(frozen=True)
class ResultReading:
    """One result with how it is measured; depth 0 is the impact."""

    key: str
    level: str
    label: str
    number: str
    statement: str
    assumptions: str
    depth: int
    indicators: Table | None = None

    @property
    def indent(self) -> int:
        """How far in it stands on a page, in steps of the grid."""
        return 2 * self.depth


@dataclass(frozen=True)
class SectionReading:
    """One section as it is read."""

    code: str
    title: str
    text: str
    facts: tuple[Pair, ...] = ()
    results: tuple[ResultReading, ...] = ()
    tables: tuple[Table, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing at all."""
        return not (self.text or self.results or self.tables or any(v for _k, v in self.facts))


@dataclass(frozen=True)
class ProposalReading:
    """A whole proposal as it is read."""

    title: str
    language: str
    facts: tuple[Pair, ...]
    total: Money
    cofinancing: Money
    asked: Money
    sections: tuple[SectionReading, ...] = field(default_factory=tuple)

    @property
    def shown(self) -> tuple[SectionReading, ...]:
        """The sections that say something."""
        return tuple(section for section in self.sections if not section.is_empty)


def as_text(section: SectionReading) -> str:
    """Return a section as plain text, a line for each thing it says: what differences compare."""
    lines = [f"{label}: {value}" for label, value in section.facts if value]
    lines += section.text.splitlines()
    for result in section.results:
        lines.append(f"{result.label} {result.number}: {result.statement}")
        lines += [result.assumptions] if result.assumptions else []
        lines += _table_lines(result.indicators) if result.indicators else []
    for table in section.tables:
        lines += _table_lines(table)
    return "\n".join(lines)


def _table_lines(table: Table) -> list[str]:
    return [" · ".join(cell for cell in row if cell) for row in (*table.rows, *table.foot)]
