"""Which applications to fund under a budget and the committee's demands; proven how good.

A mixed-integer program for HiGHS. Amounts are whole steps of what is asked, so that every answer is
exact in the smallest unit of money; the same question always gets the same answer.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

STEP = 10  # percent points between the amounts that are considered
SCALE = 10_000.0  # lifts small differences above the solver's absolute tolerance
TIE = 1e-7  # what a better place counts between choices worth the same
SECONDS, NODES = 20.0, 20_000
TRIES = 50  # answers off by the solver's tolerance that are cut away before giving up
INFEASIBLE = 2  # as milp calls it

Wish = Literal["", "must", "must_not"]
Row = tuple[dict[int, float], float, float]  # entries, lower, upper


@dataclass(frozen=True)
class Applicant:
    """An application that could be funded: what it asks, its score, and where it counts."""

    id: int
    score: float  # of a hundred
    asked_minor: int
    groups: frozenset[str] = (
        frozenset()
    )  # "state:KEN", "region:014", "continent:002", "theme:marking"
    wish: Wish = ""


@dataclass(frozen=True)
class Limit:
    """How much those of a group get together, in minor units."""

    group: str
    at_least: int = 0
    at_most: int | None = None


@dataclass(frozen=True)
class Problem:
    """Applications in the order of their rank, the money, and what is demanded."""

    applicants: tuple[Applicant, ...]
    budget: int
    limits: tuple[Limit, ...] = ()
    least_percent: int = 100  # of what is asked; 100 is all or nothing
    region_percent: int = 100  # of all that is granted, at most for one continent
    state_most: int | None = None  # at most for one State
    counts_projects: bool = False  # instead of money


@dataclass(frozen=True)
class Conflict:
    """A demand without which the others could hold."""

    code: str  # "must", "must_not", "at_least", "at_most", "budget", "together"
    group: str = ""
    applicants: tuple[int, ...] = ()


@dataclass(frozen=True)
class Answer:
    """Who gets how much, what that is worth, and what no choice can exceed."""

    granted: dict[int, int] = field(default_factory=dict)
    value: float = 0.0
    bound: float = 0.0
    conflicts: tuple[Conflict, ...] = ()

    @property
    def quality(self) -> float:
        """The share of the best possible that is reached at least, 0 to 1."""
        return min(1.0, self.value / self.bound) if self.bound > 0 else 1.0


@dataclass(frozen=True)
class _Column:
    """One application at one amount."""

    at: int
    amount: int
    gain: float


def choose(problem: Problem) -> Answer:
    """Return the choice worth most that keeps every demand, or why none does."""
    columns = _columns(problem)
    cuts: list[Row] = []
    bound: float | None = None
    for _ in range(TRIES):
        found = _solve(problem, columns, cuts)
        if found is None:
            return Answer(conflicts=tuple(conflicts(problem)))
        taken, proven = found
        bound = proven if bound is None else bound
        granted = {problem.applicants[columns[c].at].id: columns[c].amount for c in taken}
        if not broken(problem, granted):
            value = worth(problem, granted)
            return Answer(granted, value, max(bound, value))
        cuts.append(_never_again(taken, len(columns)))
    return Answer(conflicts=(Conflict("together"),))


def worth(problem: Problem, granted: dict[int, int]) -> float:
    """Return what a choice is worth: its scores, by money or by application."""
    return sum(
        _gain(problem, applicant, granted[applicant.id])
        for applicant in problem.applicants
        if granted.get(applicant.id)
    )


def by_rank(problem: Problem) -> dict[int, int]:
    """Fund in the order of rank until the money ends, whatever else is demanded."""
    left, granted = problem.budget, {}
    for applicant in problem.applicants:
        if applicant.asked_minor > left:
            break
        granted[applicant.id] = applicant.asked_minor
        left -= applicant.asked_minor
    return granted


def broken(problem: Problem, granted: dict[int, int]) -> list[Conflict]:
    """Return the demands that a choice does not keep, in exact integers."""
    return [
        *_broken_wishes(problem, granted),
        *_broken_limits(problem, granted),
        *_broken_balance(problem, granted),
    ]


def conflicts(problem: Problem) -> Iterator[Conflict]:
    """Yield every single demand without which the rest could hold; "together" if there is none."""
    found = False
    for conflict, easier in _eased(problem):
        if _solve(easier, _columns(easier), []) is not None:
            found = True
            yield conflict
    if not found:
        yield Conflict("together")


def _eased(problem: Problem) -> Iterator[tuple[Conflict, Problem]]:
    for at, limit in enumerate(problem.limits):
        code = "at_least" if limit.at_least else "at_most"
        rest = (*problem.limits[:at], *problem.limits[at + 1 :])
        yield Conflict(code, limit.group), replace(problem, limits=rest)
    for at, applicant in enumerate(problem.applicants):
        if applicant.wish:
            rows = list(problem.applicants)
            rows[at] = replace(applicant, wish="")
            conflict = Conflict(applicant.wish, applicants=(applicant.id,))
            yield conflict, replace(problem, applicants=tuple(rows))
    if problem.region_percent < 100:
        yield Conflict("region_percent"), replace(problem, region_percent=100)
    if problem.state_most is not None:
        yield Conflict("state_most"), replace(problem, state_most=None)
    asked = sum(applicant.asked_minor for applicant in problem.applicants)
    if asked > problem.budget:
        yield Conflict("budget"), replace(problem, budget=asked)


def _gain(problem: Problem, applicant: Applicant, amount: int) -> float:
    """Return what granting `amount` is worth: money, or the share of the project, by its score."""
    by = applicant.asked_minor if problem.counts_projects else 1
    return applicant.score / 100 * amount / by


def amounts(asked: int, least_percent: int) -> list[int]:
    """Return the amounts that may be granted: all that is asked, and steps down to the least."""
    percents = [*range(least_percent, 100, STEP), 100]
    return sorted({asked * percent // 100 for percent in percents if asked * percent >= 100})


def _columns(problem: Problem) -> list[_Column]:
    """Return one column for each amount of each application that may be funded."""
    return [
        _Column(at, amount, _gain(problem, applicant, amount))
        for at, applicant in enumerate(problem.applicants)
        if applicant.wish != "must_not"
        for amount in amounts(applicant.asked_minor, problem.least_percent)
    ]


def _solve(
    problem: Problem, columns: Sequence[_Column], cuts: Sequence[Row]
) -> tuple[list[int], float] | None:
    """Return the columns taken and the proven bound; None where nothing keeps the demands."""
    rows = [*_rows(problem, columns), *cuts]
    if not columns:
        return ([], 0.0) if all(lower <= 0 for _, lower, _ in rows) else None
    most = max(column.gain for column in columns) or 1.0
    count = len(problem.applicants)
    gains = [column.gain / most + TIE * (count - column.at) / count for column in columns]
    found = milp(
        -SCALE * np.array(gains),
        integrality=np.ones(len(columns)),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(
            _matrix(rows, len(columns)), [row[1] for row in rows], [row[2] for row in rows]
        ),
        options={"mip_rel_gap": 0.0, "time_limit": SECONDS, "node_limit": NODES},
    )
    if found.x is None:
        return None
    bound = -found.mip_dual_bound / SCALE * most
    return [int(at) for at in np.flatnonzero(found.x > 0.5)], bound


def _rows(problem: Problem, columns: Sequence[_Column]) -> Iterator[Row]:
    """Yield the demands; money in shares of the budget, which suits the solver's tolerance."""
    unit = float(max(problem.budget, 1))
    money = {c: column.amount / unit for c, column in enumerate(columns)}
    yield money, 0.0, problem.budget / unit
    yield from _once_each(problem, columns)
    for limit in _all_limits(problem):
        inside = {c: money[c] for c in _inside(problem, columns, limit.group)}
        most = np.inf if limit.at_most is None else limit.at_most / unit
        yield inside, limit.at_least / unit, most
    if problem.region_percent < 100:
        share = problem.region_percent / 100
        for group in groups_of(problem, "continent"):
            own = set(_inside(problem, columns, group))
            part = {c: money[c] * ((c in own) - share) for c in money}
            yield part, -np.inf, 0.0


def _once_each(problem: Problem, columns: Sequence[_Column]) -> Iterator[Row]:
    own: dict[int, dict[int, float]] = {at: {} for at in range(len(problem.applicants))}
    for c, column in enumerate(columns):
        own[column.at][c] = 1.0
    for at, row in own.items():
        yield row, float(problem.applicants[at].wish == "must"), 1.0


def _all_limits(problem: Problem) -> Iterator[Limit]:
    yield from problem.limits
    if problem.state_most is not None:
        for group in groups_of(problem, "state"):
            yield Limit(group, at_most=problem.state_most)


def groups_of(problem: Problem, dimension: str) -> list[str]:
    """Return the groups of a dimension that occur, in order."""
    named = {group for applicant in problem.applicants for group in applicant.groups}
    return sorted(group for group in named if group.startswith(f"{dimension}:"))


def _inside(problem: Problem, columns: Sequence[_Column], group: str) -> list[int]:
    return [c for c, column in enumerate(columns) if group in problem.applicants[column.at].groups]


def _never_again(taken: Sequence[int], count: int) -> Row:
    """Cut away exactly one answer, which the solver's tolerance let pass."""
    chosen = set(taken)
    entries = {c: 1.0 if c in chosen else -1.0 for c in range(count)}
    return entries, -np.inf, len(chosen) - 1.0


def _matrix(rows: Sequence[Row], count: int) -> csr_array:
    entries = [(at, c, value) for at, row in enumerate(rows) for c, value in row[0].items()]
    places = ([entry[0] for entry in entries], [entry[1] for entry in entries])
    return csr_array(([entry[2] for entry in entries], places), shape=(len(rows), count))


def _broken_wishes(problem: Problem, granted: dict[int, int]) -> Iterator[Conflict]:
    for applicant in problem.applicants:
        has = bool(granted.get(applicant.id))
        if (applicant.wish == "must" and not has) or (applicant.wish == "must_not" and has):
            yield Conflict(applicant.wish, applicants=(applicant.id,))


def _broken_limits(problem: Problem, granted: dict[int, int]) -> Iterator[Conflict]:
    if sum(granted.values()) > problem.budget:
        yield Conflict("budget")
    for limit in _all_limits(problem):
        total = _total(problem, granted, limit.group)
        if total < limit.at_least:
            yield Conflict("at_least", limit.group)
        if limit.at_most is not None and total > limit.at_most:
            yield Conflict("at_most", limit.group)


def _broken_balance(problem: Problem, granted: dict[int, int]) -> Iterator[Conflict]:
    whole = sum(granted.values())
    for group in groups_of(problem, "continent"):
        if _total(problem, granted, group) * 100 > whole * problem.region_percent:
            yield Conflict("region_percent", group)


def _total(problem: Problem, granted: dict[int, int], group: str) -> int:
    return sum(
        granted.get(applicant.id, 0)
        for applicant in problem.applicants
        if group in applicant.groups
    )
