"""How an offer is found: its document for the index."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

import search
from accounts.selectors import PUBLIC, SECRETARIAT
from matchmaking.money import Money
from matchmaking.offers.choices import KNOWN_TO_ALL, OfferStatus
from matchmaking.offers.models import Offer, OfferLine
from matchmaking.offers.selectors import Eligibility, with_eligibility
from matchmaking.vocabulary.selectors import in_usd, labels, regions_of

ANY_REGION = "any"
# Upper ends in US dollars; a value on the edge belongs to the lower band.
BAND_ENDS = ((50_000, "50k"), (250_000, "250k"), (1_000_000, "1m"))
BANDS = (
    ("50k", _("up to 50,000")),
    ("250k", _("50,000 to 250,000")),
    ("1m", _("250,000 to 1 million")),
    ("more", _("above 1 million")),
    ("unstated", _("not stated")),
)
# A window without a sensible end would otherwise count in every year to come.
MOST_YEARS = 10
# What can no longer be asked for stands behind what can, where the words fit alike.
BOOST = {OfferStatus.EXHAUSTED: 0.7, OfferStatus.EXPIRED: 0.5, OfferStatus.WITHDRAWN: 0.5}


def documents(ids: Sequence[int]) -> Iterator[search.SearchDoc]:
    """Build the documents of the offers with these ids that are still there."""
    lines = Prefetch("lines", OfferLine.objects.order_by("position", "pk"))
    rows = Offer.objects.filter(pk__in=ids).prefetch_related("themes", lines)
    for offer in with_eligibility(rows):
        with override(offer.language):
            yield _document(offer, offer.eligibility)


def _document(offer: Offer, eligibility: Eligibility) -> search.SearchDoc:
    dollars = _in_dollars(offer.value)
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
        },
        visibility=visibility_of(offer),
        boost=BOOST.get(OfferStatus(offer.status), 1.0),
    )


def visibility_of(offer: Offer) -> list[str]:
    """Return the codes of those who may know of `offer`; the same answer as `visible_to`."""
    if offer.status in KNOWN_TO_ALL:
        return [PUBLIC]
    own = f"org:{offer.organisation_id}"
    return [own] if offer.status == OfferStatus.DRAFT else [own, SECRETARIAT]


def _texts(offer: Offer) -> Iterator[str]:
    kinds = labels("kind")
    yield offer.description
    for line in offer.lines.all():
        yield line.description or kinds.get(line.kind_id, "")
    yield offer.conditions
    yield from (offer.aftercare_training, offer.aftercare_maintenance)
    yield offer.aftercare_spare_parts


def _facets(
    offer: Offer, eligibility: Eligibility, dollars: Decimal | None
) -> dict[str, Sequence[str]]:
    states = sorted(eligibility.states)
    regions = sorted({region for state in states for region in regions_of(state)})
    return {
        "theme": _with_ancestors(theme.pk for theme in offer.themes.all()),
        "kind": _with_ancestors(line.kind_id for line in offer.lines.all()),
        "region": [ANY_REGION, *regions] if eligibility.is_open else regions,
        "country": states,
        "organisation": [str(offer.organisation_id)],
        "channel": [offer.channel],
        "status": [offer.status],
        "language": [offer.language, *offer.delivery_languages],
        "value": [_band(dollars)],
        "window": _years(offer.opens_on, offer.closes_on),
    }


def _with_ancestors(codes: Iterable[str]) -> list[str]:
    found = {part for code in codes for part in (code.split(".")[0], code)}
    return sorted(found)


def _in_dollars(value: Money | None) -> Decimal | None:
    dollars = in_usd(value) if value else None
    return dollars.amount if dollars else None


def _band(dollars: Decimal | None) -> str:
    if dollars is None:
        return "unstated"
    return next((band for end, band in BAND_ENDS if dollars <= end), "more")


def _years(opens_on: datetime.date | None, closes_on: datetime.date | None) -> list[str]:
    """Return the years in which delivery can start."""
    first, last = opens_on or closes_on, closes_on or opens_on
    if first is None or last is None:
        return []
    return [str(year) for year in range(first.year, last.year + 1)][:MOST_YEARS]


search.register("offer", build=lambda ids: documents(ids), rows=Offer.objects.all)
