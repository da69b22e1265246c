"""Who reviews what: a fair assignment of reviewers to the applications of a whole call.

A flow from applications to reviewers, solved as one linear programme whose corners are whole
numbers. In this order: as many places filled as can be; the work shared as evenly as can be;
the reviewers who fit best.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import coo_array

# What counts how much in how well a reviewer fits; what is not known counts half.
LANGUAGE_WEIGHT, THEMES_WEIGHT = 0.4, 0.6
UNKNOWN = 0.5
KIN = 0.5  # a reviewer who knows the wider theme, or another part of it


class Bar(StrEnum):
    """Why somebody cannot review an application."""

    CONFLICT = "conflict"
    ASSIGNED = "assigned"
    DECLINED = "declined"
    AWAY = "away"
    FULL = "full"
    LANGUAGE = "language"


@dataclass(frozen=True)
class Reviewer:
    """What is known of a reviewer: `load` reviews are under way, `most` at a time."""

    id: int
    languages: frozenset[str] = frozenset()
    themes: frozenset[str] = frozenset()
    load: int = 0
    most: int = 5
    is_away: bool = False


@dataclass(frozen=True)
class Task:
    """An application, how many reviewers it still wants, and who is barred from it why."""

    id: int
    wanted: int
    language: str = ""
    themes: frozenset[str] = frozenset()
    conflicts: frozenset[int] = frozenset()
    assigned: frozenset[int] = frozenset()
    declined: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Match:
    """How a reviewer fits an application, or what bars them; None is not known."""

    task: int
    reviewer: int
    bar: Bar | None
    reads_language: bool | None
    themes_known: float | None  # the share of the application's themes
    load: int
    most: int

    @property
    def fit(self) -> float:
        """Return how well they fit, 0 to 1."""
        language = UNKNOWN if self.reads_language is None else float(self.reads_language)
        themes = UNKNOWN if self.themes_known is None else self.themes_known
        return LANGUAGE_WEIGHT * language + THEMES_WEIGHT * themes


@dataclass(frozen=True)
class Plan:
    """The pairs proposed, and how many places of which application nobody can take."""

    pairs: tuple[Match, ...]
    missing: dict[int, int]
    loads: dict[int, int]  # by reviewer, with what they had before


def match(task: Task, reviewer: Reviewer) -> Match:
    """Return how a reviewer fits an application."""
    reads = task.language in reviewer.languages if task.language and reviewer.languages else None
    known = _themes_known(task.themes, reviewer.themes)
    return Match(
        task=task.id,
        reviewer=reviewer.id,
        bar=_bar(task, reviewer, reads),
        reads_language=reads,
        themes_known=known,
        load=reviewer.load,
        most=reviewer.most,
    )


def ranked(task: Task, reviewers: Iterable[Reviewer]) -> list[Match]:
    """Return everyone for one application: who can first, the least busy, then the best fit."""
    found = (match(task, reviewer) for reviewer in reviewers)
    return sorted(found, key=lambda one: (one.bar is not None, one.load, -one.fit, one.reviewer))


def assign(tasks: Sequence[Task], reviewers: Sequence[Reviewer]) -> Plan:
    """Return the fairest assignment; every application gets its number where that is possible."""
    free = [one for task in tasks for who in reviewers if not (one := match(task, who)).bar]
    free = [one for one in free if _wanted(tasks, one.task) > 0]
    chosen = _solve(free, tasks, reviewers) if free else []
    loads = {reviewer.id: reviewer.load for reviewer in reviewers}
    missing = {task.id: task.wanted for task in tasks if task.wanted > 0}
    for pair in chosen:
        loads[pair.reviewer] += 1
        missing[pair.task] -= 1
    short = {task: number for task, number in missing.items() if number > 0}
    return Plan(tuple(chosen), short, loads)


def _bar(task: Task, reviewer: Reviewer, reads: bool | None) -> Bar | None:
    barred = (
        (Bar.CONFLICT, reviewer.id in task.conflicts),
        (Bar.ASSIGNED, reviewer.id in task.assigned),
        (Bar.DECLINED, reviewer.id in task.declined),
        (Bar.AWAY, reviewer.is_away),
        (Bar.LANGUAGE, reads is False),
        (Bar.FULL, reviewer.load >= reviewer.most),
    )
    return next((bar for bar, stands in barred if stands), None)


def _themes_known(asked: frozenset[str], known: frozenset[str]) -> float | None:
    if not asked or not known:
        return None
    return sum(_knows(theme, known) for theme in asked) / len(asked)


def _knows(theme: str, known: frozenset[str]) -> float:
    """Return how far a reviewer knows a theme: itself, all of it, a part of it, one beside it."""
    widest = theme.split(".")[0]
    if theme in known or widest in known:
        return 1.0
    return KIN if any(other.split(".")[0] == widest for other in known) else 0.0


def _wanted(tasks: Sequence[Task], pk: int) -> int:
    return next(task.wanted for task in tasks if task.id == pk)


def _solve(
    free: Sequence[Match], tasks: Sequence[Task], reviewers: Sequence[Reviewer]
) -> list[Match]:
    """Return the pairs of the best flow.

    One column for each pair, and one for each further review of a reviewer: each costs more than
    the one before, so an even share is the cheapest. Filling a place is worth more than any
    review costs, and a step of load more than all fits together.
    """
    slots = [
        (reviewer.id, number)
        for reviewer in reviewers
        for number in range(reviewer.load + 1, reviewer.most + 1)
    ]
    step = 1.0 + len(free)
    place = step * (1.0 + max((number for _who, number in slots), default=0))
    costs = [-place - one.fit for one in free] + [step * number for _who, number in slots]
    of_task, wanted = _rows([one.task for one in free], {one.id: one.wanted for one in tasks})
    answer = linprog(
        costs,
        A_ub=_wide(of_task, len(costs)),
        b_ub=wanted,
        A_eq=_balance(free, slots),
        b_eq=np.zeros(len({who for who, _number in slots})),
        bounds=(0, 1),
        method="highs-ds",  # the simplex ends in a corner, and all corners are whole numbers
    )
    return [one for one, share in zip(free, answer.x, strict=False) if share > 0.5]


def _rows(owners: Sequence[int], limits: dict[int, int]) -> tuple[list[int], NDArray[np.float64]]:
    """Return the row of each owner, and what each row may hold."""
    order = {owner: row for row, owner in enumerate(dict.fromkeys(owners))}
    held = np.array([limits[owner] for owner in order], dtype=float)
    return [order[owner] for owner in owners], held


def _wide(rows: Sequence[int], width: int) -> coo_array:
    ones = np.ones(len(rows))
    return coo_array((ones, (rows, range(len(rows)))), shape=(max(rows) + 1, width))


def _balance(free: Sequence[Match], slots: Sequence[tuple[int, int]]) -> coo_array:
    """Return the equations: a reviewer's pairs are as many as their slots taken."""
    order = {who: row for row, who in enumerate(dict.fromkeys(who for who, _number in slots))}
    rows = [order[one.reviewer] for one in free] + [order[who] for who, _number in slots]
    signs = [1.0] * len(free) + [-1.0] * len(slots)
    return coo_array((signs, (rows, range(len(rows)))), shape=(len(order), len(rows)))
