"""What a workbook would change in a budget: nothing of it is done before somebody says so."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from matchmaking.money import Money
from matchmaking.projects import figures
from matchmaking.projects.completeness import Gap, budget_faults
from matchmaking.projects.contents import Contents, section_of
from matchmaking.projects.merging import merge
from matchmaking.projects.papers.budget.columns import COMPUTED, KEY, columns_of
from matchmaking.projects.papers.budget.reading import Fault, Sheet
from matchmaking.projects.sections import section_named

Said = Mapping[str, Any]
BUDGET = "budget"


@dataclass(frozen=True)
class Change:
    """One line that would come, go or change; of a change, each field before and after."""

    act: str  # added, changed, removed
    words: str
    fields: tuple[tuple[str, str, str], ...] = ()

    @property
    def label(self) -> str:
        """What would happen to the line."""
        return {"added": _("new"), "changed": _("changed"), "removed": _("taken out")}[self.act]


@dataclass(frozen=True)
class Preview:
    """All that would change, what stands in the way, and the sums before and after."""

    section: dict[str, Any]
    changes: tuple[Change, ...]
    faults: tuple[Fault, ...]
    gaps: tuple[Gap, ...]
    same: int
    sums: tuple[tuple[str, Money, Money], ...] = field(default_factory=tuple)

    @property
    def is_fit(self) -> bool:
        """Whether it can be taken over: it changes something and nothing is wrong."""
        return bool(self.changes) and not self.faults


def preview(said: Contents, sheet: Sheet) -> Preview:
    """Hold a workbook against the budget as it stands, and against what it was made from."""
    current = section_of(said, section_named(BUDGET))
    merged = merge({**current, BUDGET: sheet.lines}, current, sheet.prints)
    after = {**said, BUDGET: merged.said[BUDGET] or []}
    names = _Names(said)
    before = {line["key"]: line for line in current[BUDGET]}
    changes = tuple(_changes(before, after[BUDGET], names))
    touched = sum(1 for change in changes if change.act != "added")
    return Preview(
        section={**merged.said, BUDGET: after[BUDGET]},
        changes=changes,
        faults=(*sheet.faults, *_conflicts(merged.conflicts, sheet, before)),
        gaps=tuple(budget_faults(after)),
        same=len(before) - touched,
        sums=tuple(_sums(said, after)),
    )


class _Names:
    """Words for the columns and for what stands in them."""

    def __init__(self, said: Said) -> None:
        columns = [c for c in columns_of(said) if c.key not in (KEY, *COMPUTED)]
        self.labels = {column.key: column.label for column in columns}
        self.options = {column.key: dict(column.options) for column in columns}
        self.currency = said["proposal"]["currency"]

    def words(self, key: str, value: Any) -> str:
        if key.endswith("_minor"):
            return str(Money(value, self.currency))
        return "" if value is None else self.options[key].get(value, str(value))


def _changes(before: Mapping[str, Said], after: list[Said], names: _Names) -> Iterator[Change]:
    for line in after:
        old = before.get(line["key"])
        if old is None:
            yield Change("added", line["description"], tuple(_fields({}, line, names)))
        elif old != line:
            yield Change("changed", line["description"], tuple(_fields(old, line, names)))
    kept = {line["key"] for line in after}
    for key, line in before.items():
        if key not in kept:
            yield Change("removed", line["description"])


def _fields(old: Said, new: Said, names: _Names) -> Iterator[tuple[str, str, str]]:
    for key, label in names.labels.items():
        if old.get(key) != new[key] and (old or new[key]):
            then = names.words(key, old[key]) if old else ""
            yield label, then, names.words(key, new[key])


def _conflicts(
    conflicts: tuple[str, ...], sheet: Sheet, before: Mapping[str, Said]
) -> Iterator[Fault]:
    written = {line["key"]: line for line in sheet.lines}
    for name in conflicts:
        key = name.partition("/")[2]
        line = written.get(key) or before.get(key) or {"description": ""}
        words = _(
            "“%(line)s” was also changed on the site after this workbook was made. Download it "
            "again to see how it reads now, and write your change into that."
        )
        yield Fault(sheet.places.get(key, 0), "", "", words % {"line": line["description"]})


def _sums(before: Said, after: Said) -> Iterator[tuple[str, Money, Money]]:
    for label, figure in (
        (_("Total cost"), figures.total),
        (_("Co-financing"), figures.cofinancing),
        (_("Asked of the fund"), figures.asked),
    ):
        yield label, figure(before), figure(after)
