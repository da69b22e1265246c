"""What a load did, in words."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import Model

LONGEST = 60


class LocalChange(NamedTuple):
    """An edit of the secretariat that the load left alone."""

    row: str
    field: str
    here: Any
    in_file: Any

    def __str__(self) -> str:
        return f"{self.row} {self.field}: here {_short(self.here)}, file {_short(self.in_file)}"


@dataclass
class TableReport:
    """What happened to one table."""

    model: type[Model]
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    retired: list[str] = field(default_factory=list)
    kept: list[LocalChange] = field(default_factory=list)
    local_rows: list[str] = field(default_factory=list)
    unchanged: int = 0

    def lines(self) -> list[str]:
        """Return the account of this table, the summary first."""
        counts = [
            f"{len(rows)} {word}"
            for word, rows in (
                ("added", self.added),
                ("changed", self.changed),
                ("retired", self.retired),
            )
            if rows
        ]
        name = str(self.model._meta.verbose_name_plural)
        lines = [f"{name}: {', '.join([*counts, f'{self.unchanged} unchanged'])}"]
        lines += [f"  changed {row}" for row in self.changed]
        lines += [f"  retired {row}" for row in self.retired]
        lines += [f"  local change kept: {change}" for change in self.kept]
        lines += [f"  local row kept: {row}" for row in self.local_rows]
        return lines


@dataclass
class Report:
    """What a load did, table by table."""

    tables: list[TableReport] = field(default_factory=list)

    @property
    def has_changes(self) -> bool:
        """Whether anything was written."""
        return any(t.added or t.changed or t.retired for t in self.tables)

    def lines(self) -> list[str]:
        """Return the whole account."""
        return [line for table in self.tables for line in table.lines()]


def _short(value: Any) -> str:
    text = str(value)
    return f"'{text if len(text) <= LONGEST else text[: LONGEST - 3] + '...'}'"
