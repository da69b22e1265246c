"""Finds every way from an offer's line to a need's line that the matcher and the broker allow."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from matchmaking.matching.engine.matcher import STEPS, Matcher
from matchmaking.matching.engine.rows import Kind, RowId
from matchmaking.matching.engine.serving import (
    Asked,
    Given,
    Serving,
    counts_money,
    serves,
    unit_of,
)

from .problem import Give, Reals, Routes

# Two figures that cannot be mixed up: which of them a share comes from shows what was counted.
UNITS, DOLLARS = 2.0, 8.0
WEIGHED = frozenset({"tonne", "kilogram", "kg", "hour"})
PART = 0.01  # the smallest part of what may be divided


@dataclass(frozen=True, slots=True)
class Stock:
    """What is left of a line of an offer: in its unit, or in dollars where it is money."""

    offer: RowId
    donor: RowId
    line: Given
    left: float | None
    in_dollars: bool
    step: float  # 1 for what comes in whole units

    @classmethod
    def of(cls, offer: RowId, donor: RowId, line: Given, kinds: Mapping[str, Kind]) -> "Stock":
        """Measure a line; what is weighed, or is not whole already, may be divided."""
        in_dollars = counts_money(line.kind, line.unit, kinds)
        left = line.dollars if in_dollars else line.left
        weighed = unit_of(line.kind, line.unit, kinds) in WEIGHED
        odd = left is not None and left != int(left) and not in_dollars
        return cls(offer, donor, line, left, in_dollars, PART if weighed or odd else 1.0)

    @property
    def give(self) -> Give:
        """The same in steps, as a problem takes it."""
        steps = None if self.left is None else int(max(0.0, self.left) / self.step + 1e-9)
        return Give(self.line.id, self.offer, self.donor, steps)


@dataclass(frozen=True)
class Terms:
    """What the broker lets count and happen beside the match."""

    match_counts: float = 1.0  # 0: every fit is as good as any; 1: by its score
    lot_share: float = 0.0  # of what a route could carry
    smallest: Mapping[RowId, float] = field(default_factory=dict)  # units, by offer
    only_for: Mapping[RowId, frozenset[RowId]] = field(default_factory=dict)  # needs, by offer
    barred: Collection[tuple[RowId, RowId]] = ()  # need and offer that somebody set aside


def routes_between(
    matcher: Matcher,
    asked: Sequence[tuple[RowId, Asked]],
    stocks: Sequence[Stock],
    terms: Terms,
    kinds: Mapping[str, Kind],
) -> Routes:
    """Return the routes from `stocks` to `asked` (need and line); the places are those given."""
    links = [
        link
        for link in _links([line for _, line in asked], stocks, kinds)
        if link[2].share is not None
    ]
    board = _Board(matcher, asked, stocks, terms)
    parts = [part for rows in matcher.blocks() for part in board.routes(rows, links)]
    if not parts:
        return Routes.of([])
    ask, give, fit, share, lot = (np.concatenate(column) for column in zip(*parts, strict=True))
    order = np.lexsort((give, ask))
    return Routes(ask[order], give[order], fit[order], share[order], lot[order])


def lines_served(
    asked: Sequence[Asked], stocks: Sequence[Stock], kinds: Mapping[str, Kind]
) -> dict[int, bool]:
    """Return the places of the asked lines that anything serves, whoever may have it.

    True where any of it is counted in the same unit.
    """
    found: dict[int, bool] = {}
    for asks, _, serving in _links(asked, stocks, kinds):
        for at in asks.tolist():
            found[at] = found.get(at, False) or serving.share is not None
    return found


Class = tuple[str, str, bool, bool]
Part = tuple[NDArray[np.intp], NDArray[np.intp], Reals, Reals, NDArray[np.int64]]
Link = tuple[NDArray[np.intp], NDArray[np.intp], Serving]


def _links(
    asked: Sequence[Asked], stocks: Sequence[Stock], kinds: Mapping[str, Kind]
) -> list[Link]:
    asks, gives = _by_class(asked), _by_class(stock.line for stock in stocks)
    return [
        (asks[one], gives[other], serving)
        for one in asks
        for other in gives
        for serving in [_serving(one, other, kinds)]
        if serving is not None
    ]


def _by_class(lines: Iterable[Asked | Given]) -> dict[Class, NDArray[np.intp]]:
    """Gather the lines that serve or are served alike: only their figures differ."""
    found: dict[Class, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        figure = line.quantity if isinstance(line, Asked) else line.left
        if figure != 0 and line.dollars != 0:
            found[line.kind, line.unit, figure is None, line.dollars is None].append(at)
    return {key: np.array(places, np.intp) for key, places in found.items()}


def _serving(one: Class, other: Class, kinds: Mapping[str, Kind]) -> Serving | None:
    """Ask for two classes at once, with figures that tell units from dollars."""
    units, dollars = (None if one[2] else UNITS), (None if one[3] else DOLLARS)
    left, money = (None if other[2] else UNITS), (None if other[3] else DOLLARS)
    asked = Asked(0, one[0], one[1], units, dollars)
    return serves(asked, Given(0, other[0], other[1], left, money), kinds)


class _Board:
    """The figures of all lines as arrays."""

    def __init__(
        self,
        matcher: Matcher,
        asked: Sequence[tuple[RowId, Asked]],
        stocks: Sequence[Stock],
        terms: Terms,
    ) -> None:
        self.matcher, self.terms = matcher, terms
        position = matcher.needs.position
        self.row = np.array([position.get(need, -1) for need, _ in asked], np.intp)
        places = matcher.offers.position
        self.column = np.array([places.get(stock.offer, -1) for stock in stocks], np.intp)
        self.quantity = _figures([line.quantity for _, line in asked])
        self.dollars = _figures([line.dollars for _, line in asked])
        self.left = _figures([stock.left for stock in stocks])
        self.step = np.array([stock.step for stock in stocks], np.float64)
        smallest = [terms.smallest.get(stock.offer, 0.0) for stock in stocks]
        self.smallest = np.array(smallest, np.float64)
        self.allowed = _allowed(matcher, terms)

    def routes(self, rows: slice, links: Sequence[Link]) -> Iterator[Part]:
        """Yield the routes to the needs of one block."""
        marks = self.matcher.marks(rows)
        marks[~self.allowed[rows]] = -1
        for asks, gives, serving in links:
            here = asks[(self.row[asks] >= rows.start) & (self.row[asks] < rows.stop)]
            there = gives[self.column[gives] >= 0]
            if len(here) and len(there):
                score = marks[np.ix_(self.row[here] - rows.start, self.column[there])]
                at, to = np.nonzero(score >= 0)
                yield self._part(here[at], there[to], score[at, to] / STEPS, serving)

    def _part(
        self, ask: NDArray[np.intp], give: NDArray[np.intp], score: Reals, serving: Serving
    ) -> Part:
        counted = self.terms.match_counts
        fit = serving.value * (1 - counted + counted * score)
        in_dollars = serving.share == 1 / DOLLARS
        share = self.step[give] / (self.dollars if in_dollars else self.quantity)[ask]
        left = self.left[give] / self.step[give]
        most = np.minimum(1 / share, np.where(np.isnan(left), np.inf, left))
        lot = np.maximum(self.terms.lot_share * most, self.smallest[give] / self.step[give])
        return ask, give, fit, share, np.maximum(1, np.ceil(lot - 1e-9)).astype(np.int64)


def _figures(values: Sequence[float | None]) -> Reals:
    return np.array([np.nan if value is None else value for value in values], np.float64)


def _allowed(matcher: Matcher, terms: Terms) -> NDArray[np.bool_]:
    """Mark the pairs that the broker's earmarks and what was set aside leave."""
    needs, offers = matcher.needs.position, matcher.offers.position
    marks = np.ones((len(needs), len(offers)), bool)
    for offer, chosen in terms.only_for.items():
        if offer in offers:
            marks[:, offers[offer]] = False
            marks[[needs[need] for need in chosen if need in needs], offers[offer]] = True
    for need, offer in terms.barred:
        if need in needs and offer in offers:
            marks[needs[need], offers[offer]] = False
    return marks
