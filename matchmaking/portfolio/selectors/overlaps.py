"""Where nothing is offered for what is asked, and where more is offered than anybody asked for.

Only what is open now counts. Sets of States are kept as bits of one number, so that any number of
offers is compared in one pass.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from matchmaking.portfolio.choices import MANY_TIMES
from matchmaking.portfolio.selectors.places import theme_row
from matchmaking.portfolio.selectors.portfolio import Portfolio
from matchmaking.portfolio.selectors.records import Given, Request

Cell = tuple[str, str]


@dataclass(frozen=True)
class Gap:
    """Requests on a theme in a region for which no open offer on that theme is meant."""

    theme: str
    place: str
    need_ids: tuple[int, ...]
    states: tuple[str, ...]
    asked: int  # all unmet requests of the cell

    @property
    def key(self) -> str:
        """What names it in an address."""
        return f"{self.theme}:{self.place}"


@dataclass(frozen=True)
class Surplus:
    """A kind of assistance of which a region is offered many times what it asks for."""

    kind: str
    place: str
    unit: str
    offered: Decimal
    asked: Decimal
    offer_ids: tuple[int, ...]

    @property
    def key(self) -> str:
        """What names it in an address."""
        return f"{self.kind}:{self.place}:{self.unit}"

    @property
    def times(self) -> Decimal | None:
        """How many times over; None where nobody asks for it."""
        return self.offered / self.asked if self.asked else None


@dataclass(frozen=True)
class Overlap:
    """Offers of one kind of assistance by several organisations to the same States."""

    kind: str
    offer_ids: tuple[int, ...]
    organisations: int
    states: tuple[str, ...]

    @property
    def key(self) -> str:
        """What names it in an address."""
        return self.kind


def gaps(portfolio: Portfolio) -> list[Gap]:
    """Return what is asked and not offered, by theme and region, the most requests first."""
    theme = portfolio.asked.theme
    served: dict[str, set[str]] = defaultdict(set)
    for offer in portfolio.offers:
        if offer.is_open:
            for code in offer.themes:
                served[theme_row(code, theme)] |= offer.states
    cells: dict[Cell, list[Request]] = defaultdict(list)
    for request in _unmet(portfolio):
        for row in {theme_row(code, theme) for code in request.themes} - {""}:
            cells[row, portfolio.place_of[request.country]].append(request)
    found = [_gap(cell, rows, served[cell[0]]) for cell, rows in cells.items()]
    return sorted((g for g in found if g.need_ids), key=lambda g: (-len(g.need_ids), g.theme))


def surpluses(portfolio: Portfolio) -> list[Surplus]:
    """Return what is offered many times over what is asked, the most times over first."""
    asked: dict[tuple[str, str, str], Decimal] = defaultdict(Decimal)
    for request in _unmet(portfolio):
        for line in request.lines:
            key = (line.kind_id, portfolio.place_of[request.country], line.unit)
            asked[key] += line.open or 0
    offered: dict[tuple[str, str, str], Decimal] = defaultdict(Decimal)
    givers: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for offer in portfolio.offers:
        for key, left in _left_of(offer, portfolio):
            offered[key] += left
            givers[key].append(offer.pk)
    found = [
        Surplus(*key, offered=left, asked=asked[key], offer_ids=tuple(dict.fromkeys(givers[key])))
        for key, left in offered.items()
        if left >= MANY_TIMES * asked[key]
    ]
    return sorted(found, key=_most_over)


def overlaps(portfolio: Portfolio) -> list[Overlap]:
    """Return kinds that several organisations offer to the same States, the most States first."""
    by_kind: dict[str, list[Given]] = defaultdict(list)
    for offer in portfolio.offers:
        if offer.is_open:
            for kind in {line.kind_id for line in offer.lines}:
                by_kind[kind].append(offer)
    bits = _bits(portfolio.offers)
    found = [_overlap(kind, offers, bits) for kind, offers in by_kind.items()]
    known = [one for one in found if one is not None]
    return sorted(known, key=lambda one: (-one.organisations, -len(one.states), one.kind))


def _unmet(portfolio: Portfolio) -> Iterable[Request]:
    return (r for r in portfolio.requests if r.is_open and not r.figures.is_covered)


def _gap(cell: Cell, rows: list[Request], served: set[str]) -> Gap:
    left = [request for request in rows if request.country not in served]
    return Gap(
        theme=cell[0],
        place=cell[1],
        need_ids=tuple(request.pk for request in left),
        states=tuple(sorted({request.country for request in left})),
        asked=len(rows),
    )


def _left_of(offer: Given, portfolio: Portfolio) -> Iterable[tuple[tuple[str, str, str], Decimal]]:
    if not offer.is_open:
        return
    places = portfolio.places_of(offer.states)
    for line in offer.lines:
        if line.left:
            yield from (((line.kind_id, place, line.unit), line.left) for place in places)


def _most_over(surplus: Surplus) -> tuple[Decimal, Decimal, str, str]:
    """Sort by how many times over; what nobody asks for comes last, the largest first."""
    times = surplus.times
    order = -times if times is not None else Decimal(0)
    return order, -surplus.offered, surplus.kind, surplus.place


def _bits(offers: Iterable[Given]) -> Mapping[str, int]:
    states = sorted({state for offer in offers for state in offer.states})
    return {state: 1 << n for n, state in enumerate(states)}


def _overlap(kind: str, offers: list[Given], bits: Mapping[str, int]) -> Overlap | None:
    """Compare the States of each organisation; one that offers twice does not overlap itself."""
    reached: dict[int, int] = defaultdict(int)
    for offer in offers:
        reached[offer.organisation_id] |= _as_bits(offer.states, bits)
    once = twice = 0
    for states in reached.values():
        twice |= once & states
        once |= states
    if not twice:
        return None
    among = [offer for offer in offers if _as_bits(offer.states, bits) & twice]
    return Overlap(
        kind=kind,
        offer_ids=tuple(offer.pk for offer in among),
        organisations=len({offer.organisation_id for offer in among}),
        states=tuple(state for state, bit in bits.items() if bit & twice),
    )


def _as_bits(states: Iterable[str], bits: Mapping[str, int]) -> int:
    return sum(bits[state] for state in states)
