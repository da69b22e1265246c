"""What is to be shared out, and under which demands: plain rows, and the same as arrays."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, vstack

from matchmaking.matching.engine.rows import RowId

Reals = NDArray[np.float64]
Whole = NDArray[np.int64]
Marks = NDArray[np.bool_]

PLENTY = 1 << 50  # steps left of an offer that names no limit


@dataclass(frozen=True, slots=True)
class Ask:
    """The open rest of one line of a need."""

    id: RowId
    need: RowId
    weight: float = 1.0  # what the State's own priority counts
    part: float = 1.0  # how much of the whole need this rest is, 0 to 1


@dataclass(frozen=True, slots=True)
class Give:
    """What is left of one line of an offer, in steps: whole units, or hundredths of a tonne."""

    id: RowId
    offer: RowId
    donor: RowId
    left: int | None = None  # None: no limit is known


@dataclass(frozen=True, slots=True)
class Balance:
    """A demand on the share that some needs get of all that is given, counted in needs met."""

    id: RowId
    needs: frozenset[RowId]
    at_least: float = 0.0
    at_most: float = 1.0


@dataclass(frozen=True)
class Routes:
    """The possible ways from an offer's line to a need's line; one place in each array is one."""

    ask: NDArray[np.intp]
    give: NDArray[np.intp]
    fit: Reals  # how well they match and serve, 0 to 1
    share: Reals  # of the asked rest that one step covers
    lot: Whole  # the smallest amount worth a delivery, in steps

    @classmethod
    def of(cls, rows: list[tuple[int, int, float, float, int]]) -> "Routes":
        """Lay out rows of (ask, give, fit, share, lot) in the order of asks and gives."""
        columns = list(zip(*sorted(rows), strict=True)) if rows else [()] * 5
        ask, give, fit, share, lot = (np.array(column) for column in columns)
        return cls(
            ask.astype(np.intp),
            give.astype(np.intp),
            fit.astype(np.float64),
            share.astype(np.float64),
            lot.astype(np.int64),
        )

    def __len__(self) -> int:
        return len(self.ask)


@dataclass(frozen=True)
class Problem:
    """A set of needs, a set of offers, and what the broker demands. Amounts are whole steps."""

    asks: tuple[Ask, ...]
    gives: tuple[Give, ...]
    routes: Routes
    most_donors: int | None = None  # to one need
    balances: tuple[Balance, ...] = ()
    locks: Mapping[int, int] = field(default_factory=dict)  # route -> steps that stay as they are

    @cached_property
    def given(self) -> Reals:
        """How much of a need one step of each route meets: what a balance counts."""
        part = np.array([ask.part for ask in self.asks], np.float64)
        return np.asarray(part[self.routes.ask] * self.routes.share)

    @cached_property
    def value(self) -> Reals:
        """What one step of each route is worth: need met, by priority and match."""
        weight = np.array([ask.weight for ask in self.asks], np.float64)
        return np.asarray(weight[self.routes.ask] * self.routes.fit * self.given)

    @cached_property
    def left(self) -> Whole:
        """The steps left of every give."""
        return np.array([PLENTY if g.left is None else g.left for g in self.gives], np.int64)

    @cached_property
    def most(self) -> Whole:
        """The most steps a route can carry."""
        wanted = np.floor(1 / self.routes.share + 1e-9).astype(np.int64)
        most = np.minimum(wanted, self.left[self.routes.give])
        most[most < self.routes.lot] = 0
        return np.asarray(np.where(self.is_locked, self.locked, most))

    @cached_property
    def locked(self) -> Whole:
        """The locked steps of every route; nothing where it is free."""
        steps = np.zeros(len(self.routes), np.int64)
        for route, amount in self.locks.items():
            steps[route] = amount
        return steps

    @cached_property
    def is_locked(self) -> Marks:
        """Which routes are locked."""
        marks = np.zeros(len(self.routes), bool)
        marks[list(self.locks)] = True
        return marks

    @cached_property
    def need_of(self) -> NDArray[np.intp]:
        """The number of the need each route leads to."""
        numbers: dict[RowId, int] = {}
        per_ask = [numbers.setdefault(ask.need, len(numbers)) for ask in self.asks]
        return np.array(per_ask, np.intp)[self.routes.ask]

    @cached_property
    def donor_of(self) -> NDArray[np.intp]:
        """The number of the donor each route comes from."""
        numbers: dict[RowId, int] = {}
        per_give = [numbers.setdefault(give.donor, len(numbers)) for give in self.gives]
        return np.array(per_give, np.intp)[self.routes.give]

    @cached_property
    def tilts(self) -> Reals:
        """One row a demand of balance: it holds where the row times the amounts is at most 0."""
        rows = []
        for balance in self.balances:
            inside = np.array([ask.need in balance.needs for ask in self.asks], bool)
            here = inside[self.routes.ask] * self.given
            if balance.at_least > 0:
                rows.append(balance.at_least * self.given - here)
            if balance.at_most < 1:
                rows.append(here - balance.at_most * self.given)
        return np.array(rows, np.float64).reshape(len(rows), len(self.routes))

    @cached_property
    def matrix(self) -> csr_array:
        """Every limit as a row over the routes: asks first, then gives, then balance."""
        places = np.arange(len(self.routes))
        wanted = csr_array(
            (self.routes.share, (self.routes.ask, places)), (len(self.asks), len(places))
        )
        ones = np.ones(len(places))
        taken = csr_array((ones, (self.routes.give, places)), (len(self.gives), len(places)))
        return csr_array(vstack([wanted, taken, csr_array(self.tilts)], format="csr"))

    @cached_property
    def limits(self) -> Reals:
        """The right side of every row of the matrix."""
        sides = [np.ones(len(self.asks)), self.left.astype(float), np.zeros(len(self.tilts))]
        return np.concatenate(sides)

    def worth(self, amounts: Whole) -> float:
        """Add up what a proposal is worth."""
        return float(self.value @ amounts)
