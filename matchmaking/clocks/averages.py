"""Averages of durations that do not flatter: what still waits counts as well. Pure.

A duration is finished, or it is only known to last longer than it has so far. The estimate of
Kaplan and Meier uses both; its median is the day by which half would be finished.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

ENOUGH = 5  # fewer are not shown apart: they would tell of single cases


@dataclass(frozen=True, slots=True)
class Spell:
    """So many days, finished or not; one that waits is open, one that was broken off is not."""

    days: int
    is_finished: bool
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Summary:
    """What is known of the durations of one stage."""

    finished: int
    waiting: int
    broken_off: int
    median: int | None  # None: not half of them are finished yet, so nobody can know
    ninetieth: int | None
    mean: float | None  # of the finished alone: it flatters while some still wait
    mean_at_least: float | None  # with what waits as old as it is today: it can only grow
    waiting_median: float | None  # the age of those that wait
    waiting_most: int | None
    in_time: int

    @property
    def count(self) -> int:
        """How many durations there are in all."""
        return self.finished + self.waiting + self.broken_off

    @property
    def is_enough(self) -> bool:
        """Whether there are enough to be shown apart."""
        return self.count >= ENOUGH


def summary(spells: Iterable[Spell], in_time: int = 0) -> Summary:
    """Summarise durations; `in_time` is how many of the finished kept their target."""
    rows = list(spells)
    done = [row.days for row in rows if row.is_finished]
    ages = sorted(row.days for row in rows if row.is_open)
    known = [row.days for row in rows if row.is_finished or row.is_open]
    curve = survival(rows)
    return Summary(
        finished=len(done),
        waiting=len(ages),
        broken_off=len(rows) - len(done) - len(ages),
        median=reached(curve, 0.5),
        ninetieth=reached(curve, 0.1),
        mean=sum(done) / len(done) if done else None,
        mean_at_least=sum(known) / len(known) if known else None,
        waiting_median=middle(ages),
        waiting_most=ages[-1] if ages else None,
        in_time=in_time,
    )


def survival(spells: Iterable[Spell]) -> list[tuple[int, float]]:
    """Return after which day which share is still unfinished (Kaplan and Meier)."""
    rows = sorted(spells, key=lambda row: row.days)
    at_risk, share = len(rows), 1.0
    curve: list[tuple[int, float]] = []
    for days, group in groupby(rows, key=lambda row: row.days):
        members = list(group)
        finished = sum(row.is_finished for row in members)
        if finished:
            share *= 1 - finished / at_risk
            curve.append((days, share))
        at_risk -= len(members)
    return curve


def reached(curve: Sequence[tuple[int, float]], share: float) -> int | None:
    """Return the first day on which no more than `share` is unfinished; None if never yet."""
    return next((days for days, left in curve if left <= share + 1e-9), None)


def middle(ordered: Sequence[int]) -> float | None:
    """Return the median of figures in order."""
    if not ordered:
        return None
    half = len(ordered) // 2
    if len(ordered) % 2:
        return float(ordered[half])
    return (ordered[half - 1] + ordered[half]) / 2
