"""The tables of the figures as files."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils.functional import keep_lazy_text
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from files.export import Column
from matchmaking.insights.choices import End, Measure, Way
from matchmaking.insights.counting import Sums
from matchmaking.insights.pages import GROUPS
from matchmaking.insights.selectors import Figures, Lasted, steps


class Line(NamedTuple):
    """A row of the file: by what, which of it, and the sums."""

    by: str
    code: str
    name: str
    sums: Sums


class Path(NamedTuple):
    """A row of the flow."""

    way: str
    end: str
    number: int


def _lines(found: Figures, *names: str) -> Iterator[Line]:
    for name in names:
        title, _head, by, order = GROUPS[name]
        sums = by(found)
        for code, label in list(order(sums)):
            yield Line(str(title), code, label, sums[code])
    yield Line(gettext("All, each once"), "", "", found.tally.total)


@keep_lazy_text
def _about(heading: Any, measure: Any) -> str:
    """Say a heading of a measure, once the reader's language is known."""
    return str(heading % {"measure": measure})


def _number(measure: Measure) -> Column:
    return Column(measure.value, measure.label, lambda line: line.sums[measure].number)


def _dollars(measure: Measure) -> Column:
    heading = _about(_("%(measure)s, US dollars"), measure.label)
    return Column(f"{measure}_usd", heading, lambda line: Decimal(line.sums[measure].minor) / 100)


def _unpriced(measure: Measure) -> Column:
    heading = _about(_("%(measure)s, without an amount"), measure.label)
    return Column(f"{measure}_unpriced", heading, lambda line: line.sums[measure].unpriced)


SUMS = (
    Column("by", _("By"), lambda line: line.by),
    Column("code", _("Code"), lambda line: line.code),
    Column("name", _("Name"), lambda line: line.name),
    *(make(measure) for measure in Measure for make in (_number, _dollars, _unpriced)),
)
FLOW = (
    Column("way", _("What came of it"), lambda path: Way(path.way).label),
    Column("end", _("Where it stands"), lambda path: End(path.end).label),
    Column("requests", _("Requests"), lambda path: path.number),
)


def _of_step(key: str, heading: Any) -> Column:
    def read(one: Lasted) -> Any:
        return getattr(one.summary, key) if one.summary else None

    return Column(key, heading, read)


STEPS = (
    Column("step", _("Step"), lambda one: one.step.label),
    Column("records", _("Records"), lambda one: one.count),
    _of_step("finished", _("Finished")),
    _of_step("waiting", _("Still waiting")),
    _of_step("median", _("Median, days")),
    _of_step("ninetieth", _("Nine in ten within, days")),
)
Rows = Callable[[Figures], Any]
TABLES: dict[str, tuple[Rows, tuple[Column, ...]]] = {
    "figures": (lambda found: _lines(found, "theme", "kind", "region", "year"), SUMS),
    "states": (lambda found: _lines(found, "state"), SUMS),
    "flow": (lambda found: [Path(*path, n) for path, n in sorted(found.flow.items())], FLOW),
    "steps": (lambda found: steps(found.asked), STEPS),
}
