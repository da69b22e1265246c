"""How an offer is found: its document for the index."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from django.db.models import Prefetch
from django.utils.translation import override

import search
from matchmaking.disclosure.search import admitted_to, open_texts, reserved_texts
from matchmaking.offers.choices import OfferStatus
from matchmaking.offers.models import Offer, OfferLine
from matchmaking.offers.selectors import Eligibility, with_eligibility
from matchmaking.vocabulary.selectors import labels, regions_of
from matchmaking.writing.search import (
    TELLING,
    band,
    ends_of_window,
    in_dollars,
    kinds_stated,
    visibility_of,
    with_ancestors,
    years,
)

ANY_REGION = "any"
# What can no longer be asked for stands behind what can, where the words fit alike.
BOOST = {OfferStatus.EXHAUSTED: 0.7, OfferStatus.EXPIRED: 0.5, OfferStatus.WITHDRAWN: 0.5}


def documents(ids: Sequence[int]) -> Iterator[search.SearchDoc]:
    """Build the documents of the offers with these ids that are still there."""
    lines = Prefetch("lines", OfferLine.objects.order_by("position", "pk"))
    rows = list(Offer.objects.filter(pk__in=ids).prefetch_related("themes", lines))
    admitted = admitted_to(rows)
    for offer in with_eligibility(rows):
        with override(offer.language):
            yield _document(offer, offer.eligibility, reserved_texts(offer, admitted))


def _document(
    offer: Offer, eligibility: Eligibility, reserved: Sequence[search.Reserved]
) -> search.SearchDoc:
    dollars = in_dollars(offer.value)
    return search.SearchDoc(
        type="offer",
        object_id=offer.pk,
        language=offer.language,
        title=offer.title,
        text="\n".join(part for part in _texts(offer) if part),
        facets=_facets(offer, eligibility, dollars),
        sort_keys={
            "date": offer.published_at or offer.submitted_at or offer.created_at,
            "closes_on": offer.closes_on,
            "value": dollars,
            **ends_of_window(offer.opens_on, offer.closes_on),
        },
        visibility=visibility_of(offer),
        reserved=reserved,
        telling=TELLING,
        boost=BOOST.get(OfferStatus(offer.status), 1.0),
    )


def _texts(offer: Offer) -> Iterator[str]:
    kinds = labels("kind")
    yield offer.description
    for line in offer.lines.all():
        yield line.description or kinds.get(line.kind_id, "")
    yield offer.conditions
    yield from (offer.aftercare_training, offer.aftercare_maintenance)
    yield offer.aftercare_spare_parts
    yield from open_texts(offer)


def _facets(
    offer: Offer, eligibility: Eligibility, dollars: Decimal | None
) -> dict[str, Sequence[str]]:
    states = sorted(eligibility.states)
    regions = sorted({region for state in states for region in regions_of(state)})
    return {
        "theme": with_ancestors(theme.pk for theme in offer.themes.all()),
        "kind": with_ancestors(line.kind_id for line in offer.lines.all()),
        "stated": kinds_stated(line.kind_id for line in offer.lines.all()),
        "region": [ANY_REGION, *regions] if eligibility.is_open else regions,
        "country": states,
        "organisation": [str(offer.organisation_id)],
        "channel": [offer.channel],
        "status": [offer.status],
        "language": [offer.language, *offer.delivery_languages],
        "value": [band(dollars)],
        "window": years(offer.opens_on, offer.closes_on),
    }


search.register("offer", build=lambda ids: documents(ids), rows=Offer.objects.all)
