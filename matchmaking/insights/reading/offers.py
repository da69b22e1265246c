"""Offers as facts: offered, taken up, given."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from matchmaking.agreements.selectors import OfferFigures, OfferLineFigures, offer_figures
from matchmaking.insights.choices import Measure, Subject
from matchmaking.insights.counting import WHOLE
from matchmaking.insights.models import Fact
from matchmaking.insights.reading.agreed import first_agreed, first_delivered
from matchmaking.insights.reading.common import EVERYBODY, cents, codes, known_days, themes_of
from matchmaking.offers.models import Offer
from matchmaking.offers.selectors import eligibilities_of
from matchmaking.writing.models import PUBLISHED

Measured = dict[str, int | None]


def public_offers() -> list[int]:
    """Return the ids of the offers that everybody may know of."""
    return list(_public().order_by("pk").values_list("pk", flat=True))


def facts_of_offers(ids: Collection[int]) -> list[Fact]:
    """Return the facts of those of the offers that everybody may know of."""
    known = {offer.pk: offer for offer in _public().filter(pk__in=ids).order_by("pk")}
    figures, themes = offer_figures(list(known), known), themes_of(Offer, list(known))
    states = eligibilities_of(known.values())
    taken, given = first_agreed("offer", list(known)), first_delivered("offer", list(known))
    return [
        Fact(
            subject=Subject.OFFER,
            record_id=pk,
            organisation_id=offer.organisation_id,
            states=codes(states[pk].states),
            themes=codes(themes[pk]),
            is_open=offer.status == PUBLISHED,
            amounts=_amounts(figures[pk], is_taken=pk in taken),
            days=known_days(offered=offer.published_at, taken=taken.get(pk), given=given.get(pk)),
        )
        for pk, offer in known.items()
    ]


def _public() -> Any:
    return Offer.objects.visible_to(EVERYBODY).filter(status__in=Offer.KNOWN_TO_ALL)


def _amounts(figures: OfferFigures, *, is_taken: bool) -> dict[str, Measured]:
    by_kind: dict[str, list[OfferLineFigures]] = defaultdict(list)
    for line in figures.lines:
        by_kind[line.kind_id].append(line)
    found = {kind: _measured(lines, lines, is_taken) for kind, lines in by_kind.items()}
    return {WHOLE: _measured(figures.lines, [figures], is_taken), **found}


def _measured(lines: Sequence[OfferLineFigures], priced: Sequence[Any], is_taken: bool) -> Measured:
    """Return what counts an offer; what is merely reserved while talks go on is not taken yet."""
    found: Measured = {Measure.OFFERED: cents(part.value for part in priced)}
    if is_taken and any(line.committed for line in lines):
        found[Measure.TAKEN] = cents(part.committed_value for part in priced)
    if any(line.delivered or line.delivered_value for line in lines):
        found[Measure.GIVEN] = cents(part.delivered_value for part in priced)
    return found
