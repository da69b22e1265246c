"""How long each step takes: what still waits counts as well, and single cases are not shown."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from django.utils import timezone

from matchmaking.clocks.averages import Spell, Summary, summary
from matchmaking.insights.asking import Asked
from matchmaking.insights.choices import Step
from matchmaking.insights.counting import Row
from matchmaking.insights.selectors.figures import counted
from matchmaking.insights.selectors.kept import kept

# From which day to which; and the measure behind whose list these records are.
EVENTS: dict[str, tuple[str, str]] = {
    Step.AGREED: ("asked", "agreed"),
    Step.DELIVERED: ("agreed", "delivered"),
    Step.FUNDED: ("handed_in", "funded"),
    Step.PAID: ("funded", "paid"),
    Step.COMPLETED: ("funded", "completed"),
}
FIRST = {Step.AGREED: "asked", Step.DELIVERED: "agreed"}  # of requests; the others of projects


@dataclass(frozen=True)
class Lasted:
    """A step and its durations in days; the summary is None where they would tell single cases."""

    step: Step
    measure: str
    count: int
    summary: Summary | None


def steps(asked: Asked) -> list[Lasted]:
    """Return how long each step takes among the records that fit."""
    today = timezone.localdate()
    return kept().answer(("steps", asked, today), partial(_steps, asked, today))


def _steps(asked: Asked, today: datetime.date) -> list[Lasted]:
    return [_lasted(step, asked, today) for step in Step]


def _lasted(step: Step, asked: Asked, today: datetime.date) -> Lasted:
    measure = FIRST.get(step, "funded")
    rows = [row for row, amounts in counted(asked) if measure in amounts]
    found = summary(_spells(rows, *EVENTS[step], today))
    return Lasted(step, measure, found.count, found if found.is_enough else None)


def _spells(rows: list[Row], start: str, end: str, today: datetime.date) -> Iterator[Spell]:
    days: Callable[[str], datetime.date] = datetime.date.fromisoformat
    for row in rows:
        if start not in row.days:
            continue
        since, is_finished = days(row.days[start]), end in row.days
        until = days(row.days[end]) if is_finished else today
        yield Spell(max(0, (until - since).days), is_finished, row.is_open and not is_finished)
