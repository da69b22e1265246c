"""What a scenario is computed from: the records as they are now, in figures."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Prefetch, QuerySet

from matchmaking.agreements.selectors import need_figures, offer_figures
from matchmaking.allocation.models import Scenario
from matchmaking.desk.choices import PairState
from matchmaking.desk.models import Shortlisting
from matchmaking.matching import index
from matchmaking.matching.engine import Asked
from matchmaking.matching.engine.allocation import Ask, Stock
from matchmaking.matching.lines import asked_line, given_line
from matchmaking.matching.models import Dismissal
from matchmaking.needs.models import Need, NeedLine
from matchmaking.offers.models import Offer, OfferLine
from matchmaking.writing.figures import LineFigures, money_less


@dataclass(frozen=True)
class AskedRow:
    """A line of a request: what of it is open, as a share of all that was asked; None: unknown."""

    need: Need
    line: NeedLine
    figures: LineFigures
    open_share: float | None
    asked: Asked


@dataclass(frozen=True)
class GivenRow:
    """A line of an offer and what is left of it."""

    offer: Offer
    line: OfferLine
    stock: Stock


@dataclass(frozen=True)
class Inputs:
    """Both sides of a scenario in the order in which they came, and who set whom aside."""

    needs: list[Need]
    offers: list[Offer]
    asked: list[AskedRow]
    given: list[GivenRow]
    barred: frozenset[tuple[int, int]]

    @cached_property
    def measured(self) -> list[AskedRow]:
        """The lines of which something is open and somebody said how much."""
        return [row for row in self.asked if row.open_share]

    @cached_property
    def written(self) -> dict[str, Any]:
        """Everything that counts, as it is kept with a proposal."""
        return {
            "needs": [_stamp(need) for need in self.needs],
            "offers": [_stamp(offer) for offer in self.offers],
            "asked": [
                [r.line.pk, r.open_share, r.asked.quantity, r.asked.dollars] for r in self.asked
            ],
            "left": [[row.line.pk, row.stock.left] for row in self.given],
            "set_aside": sorted(self.barred),
            "weights": index.active_weights().number,
        }

    @property
    def digest(self) -> str:
        """A short mark that is another one as soon as anything counts differently."""
        return hashlib.sha256(json.dumps(self.written, sort_keys=True).encode()).hexdigest()

    def asks(self, weights: Mapping[str, float]) -> tuple[Ask, ...]:
        """Return the measured lines as the engine takes them; priorities count as in `weights`."""
        lines: dict[int, int] = {}
        for row in self.asked:
            lines[row.need.pk] = lines.get(row.need.pk, 0) + (row.open_share is not None)
        return tuple(
            Ask(
                row.line.pk,
                row.need.pk,
                weights[row.need.priority],
                (row.open_share or 0.0) / lines[row.need.pk],
            )
            for row in self.measured
        )


def inputs_of(scenario: Scenario) -> Inputs:
    """Gather what a scenario is computed from; a fixed number of queries."""
    needs, offers = list(needs_of(scenario)), list(offers_of(scenario))
    needed = need_figures([need.pk for need in needs])
    offered = offer_figures([offer.pk for offer in offers])
    asked = [
        _asked_row(need, line, figures)
        for need in needs
        for line, figures in _paired(need, needed[need.pk].lines)
    ]
    given = [
        _given_row(offer, line, figures)
        for offer in offers
        for line, figures in _paired(offer, offered[offer.pk].lines)
    ]
    return Inputs(needs, offers, asked, given, _barred(needs, offers))


def needs_of(scenario: Scenario) -> QuerySet[Need]:
    """Return the open requests of a scenario, in the order in which they were published."""
    needs = Need.objects.published().select_related("country").order_by("published_at", "pk")
    kept = needs if scenario.all_needs else needs.filter(pk__in=scenario.needs.values("pk"))
    lines = NeedLine.objects.order_by("position", "pk")
    return kept.prefetch_related("themes", Prefetch("lines", lines))


def offers_of(scenario: Scenario) -> QuerySet[Offer]:
    """Return the open offers of a scenario."""
    offers = Offer.objects.published().select_related("organisation").order_by("pk")
    kept = offers if scenario.all_offers else offers.filter(pk__in=scenario.offers.values("pk"))
    lines = OfferLine.objects.order_by("position", "pk")
    return kept.prefetch_related(Prefetch("lines", lines))


def _paired(record: Need | Offer, figures: Iterable[Any]) -> list[tuple[Any, Any]]:
    by_id = {one.line_id: one for one in figures}
    return [(line, by_id[line.pk]) for line in record.lines.all() if line.pk in by_id]


def _asked_row(need: Need, line: NeedLine, figures: LineFigures) -> AskedRow:
    line.need = need
    asked = asked_line(line, figures.open, figures.open_value)
    return AskedRow(need, line, figures, _open_share(figures), asked)


def _open_share(figures: LineFigures) -> float | None:
    if figures.asked and figures.open is not None:
        return float(figures.open / figures.asked)
    if figures.asked_value and figures.asked_value.minor and figures.open_value:
        return figures.open_value.minor / figures.asked_value.minor
    return None


def _given_row(offer: Offer, line: OfferLine, figures: Any) -> GivenRow:
    line.offer = offer
    left_value = money_less(figures.value, figures.committed_value)
    given = given_line(line, figures.left, left_value)
    kinds = index.world_now().kinds
    return GivenRow(offer, line, Stock.of(offer.pk, offer.organisation_id, given, kinds))


def _stamp(record: Need | Offer) -> list[Any]:
    return [record.pk, record.version, record.updated_at.isoformat()]


def _barred(needs: list[Need], offers: list[Offer]) -> frozenset[tuple[int, int]]:
    """Return the pairs that a broker rejected or a side set aside."""
    wanted, offered = {need.pk for need in needs}, {offer.pk for offer in offers}
    rejected = Shortlisting.objects.filter(state=PairState.REJECTED)
    pairs = [
        *rejected.values_list("need_id", "offer_id"),
        *Dismissal.objects.values_list("need_id", "offer_id"),
    ]
    return frozenset(pair for pair in pairs if pair[0] in wanted and pair[1] in offered)
