"""The choice of offers as a mixed-integer program, solved by HiGHS."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from matchmaking.matching.engine.rows import RowId

from .rows import EFFORT, EXACT, UNSURE, Link, Part, Problem, whole_or_cents

SCALE = 10_000  # lifts small differences above the solver's absolute tolerance
TIE = 0.001  # what the whole score of a match counts between combinations worth the same
NEAR_WHOLE = 1e-5
OUT_OF_TIME = 1  # as milp calls it
Row = dict[int, float]


@dataclass(frozen=True)
class Limits:
    """What a combination may be made of."""

    parties: int
    offers: int | None = None
    keep: frozenset[RowId] = frozenset()  # offers that must take part
    without: tuple[frozenset[RowId], ...] = ()  # parties known already: not all of them again
    seconds: float = 5.0


@dataclass(frozen=True)
class Solution:
    """The parts found, and the proven bound on the worth of any."""

    parts: tuple[Part, ...]
    bound: float
    ran_out: bool = False  # of time, before anything was found
    is_whole: bool = True


@dataclass
class _Program:
    """Columns and rows of the program, written one after the other."""

    gains: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    lower: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    rows: list[tuple[Row, float]] = field(default_factory=list)

    def column(self, gain: float, upper: float, *, whole: bool, lower: float = 0.0) -> int:
        self.gains.append(gain)
        self.upper.append(upper)
        self.lower.append(lower)
        self.whole.append(whole)
        return len(self.gains) - 1

    def at_most(self, row: Row, limit: float) -> None:
        self.rows.append((row, limit))

    def matrix(self) -> csr_array:
        entries = [
            (at, column, value)
            for at, (row, _) in enumerate(self.rows)
            for column, value in row.items()
        ]
        places = ([e[0] for e in entries], [e[1] for e in entries])
        shape = (len(self.rows), len(self.gains))
        return csr_array(([e[2] for e in entries], places), shape=shape)


@dataclass(frozen=True)
class _Use:
    """The column of a link: one of its units covers `share` and takes `amount`."""

    link: Link
    column: int
    share: float
    amount: float | None  # None: nobody knows how much


def solve(problem: Problem, limits: Limits) -> Solution:
    """Find the combination worth most; the same question always gets the same answer.

    Mostly things come out whole by themselves. Only where they do not is the larger program
    solved that asks for it.
    """
    found = _solve(problem, limits, in_wholes=False)
    return found if found.is_whole else _solve(problem, limits, in_wholes=True)


def _solve(problem: Problem, limits: Limits, *, in_wholes: bool) -> Solution:
    program = _Program()
    chosen = _choose(program, problem, limits)
    uses = list(_use(program, problem, chosen, in_wholes))
    _cover_no_line_twice(program, uses)
    _give_no_more_than_is_left(program, uses, chosen)
    found = milp(
        -SCALE * np.array(program.gains),
        integrality=np.array(program.whole, int),
        bounds=Bounds(program.lower, program.upper),
        constraints=LinearConstraint(program.matrix(), ub=[limit for _, limit in program.rows]),
        options={"time_limit": limits.seconds, "mip_rel_gap": 0.0},
    )
    bound = -found.mip_dual_bound / SCALE if found.get("mip_dual_bound") is not None else 1.0
    if found.x is None:
        return Solution((), bound, ran_out=found.status == OUT_OF_TIME)
    is_whole = in_wholes or all(_is_near_whole(use, found.x) for use in uses)
    return Solution(tuple(_parts(uses, found.x)), bound, is_whole=is_whole)


def _is_near_whole(use: _Use, values: NDArray[np.float64]) -> bool:
    value = float(values[use.column])
    return not use.link.is_whole or abs(value - round(value)) < NEAR_WHOLE


def _choose(program: _Program, problem: Problem, limits: Limits) -> dict[RowId, int]:
    """Decide which parties take part, and with which of their offers."""
    parties: dict[RowId, int] = {}
    offers: dict[RowId, int] = {}
    for one in problem.candidates:
        party = parties.setdefault(one.party, -1)
        if party < 0:
            party = parties[one.party] = program.column(0.0, 1.0, whole=True)
        kept = float(one.offer in limits.keep)
        gain = TIE * EFFORT * one.score - EFFORT
        offers[one.offer] = program.column(gain, 1.0, whole=True, lower=kept)
        program.at_most({offers[one.offer]: 1.0, party: -1.0}, 0.0)
    program.at_most(dict.fromkeys(parties.values(), 1.0), limits.parties)
    if limits.offers is not None:
        program.at_most(dict.fromkeys(offers.values(), 1.0), limits.offers)
    for known in limits.without:
        program.at_most({parties[party]: 1.0 for party in known}, len(known) - 1.0)
    return offers


def _use(
    program: _Program, problem: Problem, chosen: dict[RowId, int], in_wholes: bool
) -> Iterator[_Use]:
    """Write a column for what each link gives: whole things, or a share of the line."""
    for link in problem.links.values():
        gain, serving = link.worth * problem.line_weight, link.serving
        if serving.share is None or serving.most is None:
            column = program.column(gain * UNSURE, 1.0, whole=False)
            program.at_most({column: 1.0, chosen[link.key.offer]: -1.0}, 0.0)
            yield _Use(link, column, 1.0, None)
        elif link.is_whole:
            most = math.floor(serving.most + EXACT)
            column = program.column(gain * serving.share, most, whole=in_wholes)
            yield _Use(link, column, serving.share, 1.0)
        else:
            column = program.column(gain, serving.most * serving.share, whole=False)
            yield _Use(link, column, 1.0, 1 / serving.share)


def _cover_no_line_twice(program: _Program, uses: Sequence[_Use]) -> None:
    rows: dict[RowId, Row] = {}
    for use in uses:
        rows.setdefault(use.link.asked.id, {})[use.column] = use.share
    for row in rows.values():
        program.at_most(row, 1.0)


def _give_no_more_than_is_left(
    program: _Program, uses: Sequence[_Use], chosen: dict[RowId, int]
) -> None:
    rows: dict[tuple[RowId, RowId], Row] = {}
    for use in uses:
        left = use.link.serving.left
        if use.amount is not None and left:
            row = rows.setdefault((use.link.key.offer, use.link.given.id), {})
            row[use.column] = use.amount / left
    for (offer, _), row in rows.items():
        program.at_most({**row, chosen[offer]: -1.0}, 0.0)


def _parts(uses: Sequence[_Use], values: NDArray[np.float64]) -> Iterator[Part]:
    """Read the parts off the columns: whole things whole, money and measures to the hundredth."""
    for use in uses:
        value = float(values[use.column])
        if use.amount is None:
            if value > EXACT:
                yield Part(use.link.key)
            continue
        if use.link.is_whole and abs(value - round(value)) < NEAR_WHOLE:
            value = round(value)
        amount = whole_or_cents(value * use.amount, use.link.is_whole)
        if amount > 0 and amount * (use.link.unit_share or 0.0) > EXACT:
            yield Part(use.link.key, amount)
