"""Requests and offers as rows of the heat map, counted in the way that was chosen."""

from collections.abc import Iterable
from decimal import Decimal
from functools import cached_property

from accounts.selectors import Person
from matchmaking.money import Money
from matchmaking.portfolio.asking import Asked
from matchmaking.portfolio.choices import DOLLARS, Measure
from matchmaking.portfolio.counting import Row, Sheet
from matchmaking.portfolio.selectors.places import (
    place_names,
    place_of_each,
    theme_names,
    theme_row,
)
from matchmaking.portfolio.selectors.records import Given, Request, offers_for, requests_for
from matchmaking.vocabulary.selectors import in_usd

NOTHING = Decimal(0)


class Portfolio:
    """All that one reader may know of, by theme and region, in one way of counting."""

    def __init__(self, user: Person, asked: Asked) -> None:
        self.user = user
        self.asked = asked

    @cached_property
    def requests(self) -> list[Request]:
        """The requests that fit the filters."""
        return requests_for(self.user, self.asked)

    @cached_property
    def offers(self) -> list[Given]:
        """The offers that fit the filters."""
        return offers_for(self.user, self.asked)

    @cached_property
    def place_of(self) -> dict[str, str]:
        """The column of each State."""
        return place_of_each(self.asked.region)

    def places_of(self, states: Iterable[str]) -> frozenset[str]:
        """Return the columns in which some States are shown."""
        return frozenset(self.place_of[state] for state in states if state in self.place_of)

    @cached_property
    def asked_rows(self) -> list[Row]:
        """The requests as rows: asked, agreed, delivered, unmet."""
        return [self._row_of_request(request) for request in self.requests]

    @cached_property
    def offered_rows(self) -> list[Row]:
        """The offers as rows: offered."""
        return [self._row_of_offer(offer) for offer in self.offers]

    @cached_property
    def sheet(self) -> Sheet:
        """Both added up by theme and region."""
        themes, places = theme_names(self.asked.theme), place_names(self.asked.region)
        return Sheet([*self.asked_rows, *self.offered_rows], list(themes), list(places))

    def all_rows(self, measure: str) -> list[Row]:
        """Return the requests or the offers, whichever the measure is about."""
        return self.offered_rows if measure == Measure.OFFERED else self.asked_rows

    def rows_behind(self, measure: str) -> list[Row]:
        """Return the rows that a measure counts, the largest first."""
        counted = [row for row in self.all_rows(measure) if row.amounts[measure]]
        return sorted(counted, key=lambda row: (-row.amounts[measure], row.record_id))

    @property
    def uncounted(self) -> int:
        """How many rows say nothing in this way of counting: no amount, not this unit."""
        main = {Measure.ASKED, Measure.OFFERED}
        rows = [*self.asked_rows, *self.offered_rows]
        return sum(1 for row in rows if not any(row.amounts.get(name) for name in main))

    def _row_of_request(self, request: Request) -> Row:
        return Row(
            record_id=request.pk,
            themes=self._themes(request.themes),
            places=self.places_of([request.country]),
            states=frozenset({request.country}),
            amounts=self._amounts_of_request(request),
        )

    def _row_of_offer(self, offer: Given) -> Row:
        return Row(
            record_id=offer.pk,
            themes=self._themes(offer.themes),
            places=self.places_of(offer.states),
            states=offer.states,
            amounts={Measure.OFFERED: self._offered(offer)},
        )

    def _themes(self, codes: Iterable[str]) -> frozenset[str]:
        return frozenset({theme_row(code, self.asked.theme) for code in codes} - {""})

    def _amounts_of_request(self, request: Request) -> dict[str, Decimal]:
        if self.asked.unit:
            amounts = self._quantities(request)
        elif self.asked.count == DOLLARS:
            amounts = self._dollars(request)
        else:
            amounts = _numbers(request)
        if not request.is_open:  # what no longer stands asks for nothing more
            amounts[Measure.UNMET] = NOTHING
        return amounts

    def _quantities(self, request: Request) -> dict[str, Decimal]:
        lines = [line for line in request.lines if line.unit == self.asked.unit]
        return {
            Measure.ASKED: _sum(line.asked for line in lines),
            Measure.AGREED: _sum(line.committed for line in lines),
            Measure.DELIVERED: _sum(line.delivered for line in lines),
            Measure.UNMET: _sum(line.open for line in lines),
        }

    def _dollars(self, request: Request) -> dict[str, Decimal]:
        """Return amounts; of a kind of assistance only what its lines say, else of the whole."""
        parts = request.lines if self.asked.kind else (request.figures,)
        return {
            Measure.ASKED: _usd(part.asked_value for part in parts),
            Measure.AGREED: _usd(part.committed_value for part in parts),
            Measure.DELIVERED: _usd(part.delivered_value for part in parts),
            Measure.UNMET: _usd(part.open_value for part in parts),
        }

    def _offered(self, offer: Given) -> Decimal:
        if self.asked.unit:
            return _sum(line.capacity for line in offer.lines if line.unit == self.asked.unit)
        if self.asked.count == DOLLARS:
            return _usd(
                part.value for part in (offer.lines if self.asked.kind else (offer.figures,))
            )
        return Decimal(1)


def _numbers(request: Request) -> dict[str, Decimal]:
    lines, whole = request.lines, request.figures
    is_agreed = any(line.committed for line in lines) or whole.committed_value
    is_delivered = any(line.delivered for line in lines) or whole.delivered_value
    is_covered = bool(lines) and all(line.is_covered for line in lines)
    return {
        Measure.ASKED: Decimal(1),
        Measure.AGREED: Decimal(bool(is_agreed)),
        Measure.DELIVERED: Decimal(bool(is_delivered)),
        Measure.UNMET: Decimal(not is_covered),
    }


def _sum(parts: Iterable[Decimal | None]) -> Decimal:
    return sum((part for part in parts if part is not None), NOTHING)


def _usd(amounts: Iterable[Money | None]) -> Decimal:
    """Add up in US dollars at today's indicative rates, rounded; what has no rate is left out."""
    dollars = [in_usd(amount) for amount in amounts if amount is not None]
    return _sum(one.rounded().amount for one in dollars if one is not None)
