"""How long each stage really takes: in all, by quarter, and by region where there are enough."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.utils import timezone

from matchmaking.clocks import averages, reckoning
from matchmaking.clocks.averages import ENOUGH, Spell, Summary
from matchmaking.clocks.choices import Stage
from matchmaking.clocks.models import Clock
from matchmaking.clocks.selectors.targets import StageInForce, stages_in_force
from matchmaking.vocabulary.selectors import labels, regions_of

QUARTER = 3  # months


class Part(NamedTuple):
    """A stage in one period or one region."""

    label: str
    summary: Summary


@dataclass(frozen=True)
class StageAverage:
    """One stage: its target, how long it takes in all, and by year, quarter and region."""

    stage: StageInForce
    summary: Summary
    by_year: list[Part]
    by_quarter: list[Part]
    by_region: list[Part]


class _Spell(NamedTuple):
    spell: Spell
    in_time: bool
    began_on: datetime.date
    region: str


def stage_averages(today: datetime.date | None = None) -> list[StageAverage]:
    """Return the figures of every stage. Days are counted as the target in force counts them."""
    day = today or timezone.localdate()
    clocks: dict[str, list[Clock]] = defaultdict(list)
    for clock in Clock.objects.select_related("need").order_by("pk"):
        clocks[clock.stage].append(clock)
    return [_average(stage, clocks[stage.stage], day) for stage in stages_in_force(day)]


def _average(stage: StageInForce, clocks: list[Clock], today: datetime.date) -> StageAverage:
    rows = [_spell(clock, stage.target.counts, today) for clock in clocks if _has_begun(clock)]
    names = labels("region")
    return StageAverage(
        stage=stage,
        summary=_summary(rows),
        by_year=_parts(rows, lambda row: str(row.began_on.year)),
        by_quarter=_parts(rows, lambda row: _quarter(row.began_on)),
        by_region=[
            Part(names.get(part.label, part.label), part.summary)
            for part in _parts((row for row in rows if row.region), lambda row: row.region)
        ],
    )


def _has_begun(clock: Clock) -> bool:
    """Say whether there is a duration at all: the day agreed for a delivery may be to come."""
    return clock.since <= timezone.now() or clock.done_at is not None


def _spell(clock: Clock, counts: str, today: datetime.date) -> _Spell:
    began_on = timezone.localdate(clock.since)
    ended_at = clock.done_at or clock.stopped_at
    end = timezone.localdate(ended_at) if ended_at else today
    paused = clock.paused_days if clock.counts == counts else 0
    days = max(0, reckoning.between(began_on, end, counts) - paused)
    return _Spell(
        Spell(days, clock.done_at is not None, is_open=clock.is_open),
        clock.done_at is not None and timezone.localdate(clock.done_at) <= clock.due_on,
        began_on,
        _region(clock),
    )


def _summary(rows: Iterable[_Spell]) -> Summary:
    kept = list(rows)
    return averages.summary((row.spell for row in kept), in_time=sum(r.in_time for r in kept))


def _parts(rows: Iterable[_Spell], key: Callable[[_Spell], str]) -> list[Part]:
    """Return the groups with enough in them; smaller ones would tell of single cases."""
    groups: dict[str, list[_Spell]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return [
        Part(label, _summary(members))
        for label, members in sorted(groups.items())
        if len(members) >= ENOUGH
    ]


def _quarter(day: datetime.date) -> str:
    return f"{day.year} Q{(day.month - 1) // QUARTER + 1}"


def _region(clock: Clock) -> str:
    path = regions_of(clock.need.country_id) if clock.need else ()
    return path[-1] if path else ""


def stage_named(code: str) -> Stage | None:
    """Return a stage by its code."""
    return Stage(code) if code in Stage else None
