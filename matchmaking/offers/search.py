"""How an offer is found: its document for the index."""

import datetime
from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

import search
from matchmaking.money import Money
from matchmaking.offers.choices import KNOWN_TO_ALL, OfferStatus
from matchmaking.offers.models import Offer
from matchmaking.offers.selectors import Eligibility, eligibilities_of
from matchmaking.vocabulary.selectors import in_usd, labels, regions_of

ANY_REGION = "any"
NO_VALUE = "unknown"
# From this many US dollars on.
BANDS = (
    (NO_VALUE, _("Not stated")),
    ("0", _("Up to 50,000")),
    ("50000", _("50,000 to 250,000")),
    ("250000", _("250,000 to 1 million")),
    ("1000000", _("1 million and more")),
)
FLOORS = sorted(int(code) for code, _label in BANDS if code.isdecimal())
LONGEST_WINDOW = 10  # years; an open end must not put an offer into every year to come
# What can no longer be asked for stands behind what can, where the words fit alike.
BOOST = {OfferStatus.EXHAUSTED: 0.7, OfferStatus.EXPIRED: 0.5, OfferStatus.WITHDRAWN: 0.5}


def documents_of_offers(ids: Sequence[int]) -> Iterator[search.SearchDoc]:
    """Yield the documents of the offers with `ids`, from their rows as they are now."""
    offers = list(
        Offer.objects.filter(pk__in=ids)
        .select_related("organisation")
        .prefetch_related("themes", "lines__kind")
    )
    eligibilities = eligibilities_of(offers)
    for offer in offers:
        yield _document(offer, eligibilities[offer.pk])


def _document(offer: Offer, eligibility: Eligibility) -> search.SearchDoc:
    dollars = _in_dollars(offer.value)
    return search.SearchDoc(
        type="offer",
        object_id=offer.pk,
        language=offer.language,
        title=offer.title,
        text=_text(offer),
        facets=_facets(offer, eligibility, dollars),
        sort_keys={
            "date": offer.published_at or offer.submitted_at or offer.created_at,
            "closes_on": offer.closes_on,
            "value": dollars.amount if dollars else None,
        },
        visibility=visibility_of(offer),
        boost=BOOST.get(OfferStatus(offer.status), 1.0),
    )


def visibility_of(offer: Offer) -> list[str]:
    """Return the codes of those who may know of `offer`; the same answer as `visible_to`."""
    if offer.status in KNOWN_TO_ALL:
        return ["public"]
    own = f"org:{offer.organisation_id}"
    return [own] if offer.status == OfferStatus.DRAFT else [own, "secretariat"]


def _text(offer: Offer) -> str:
    with override(_site_language(offer.language)):
        kinds = labels("kind")
        lines = [f"{kinds.get(line.kind_id, '')} {line.description}" for line in offer.lines.all()]
    parts = [
        offer.description,
        *lines,
        offer.conditions,
        offer.aftercare_training,
        offer.aftercare_maintenance,
        offer.aftercare_spare_parts,
    ]
    return "\n".join(part.strip() for part in parts if part.strip())


def _facets(
    offer: Offer, eligibility: Eligibility, dollars: Money | None
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
        "window": _years(offer),
    }


def _with_ancestors(codes: Iterable[str]) -> list[str]:
    found = {part for code in codes for part in (code.split(".")[0], code)}
    return sorted(found)


def _in_dollars(value: Money | None) -> Money | None:
    return in_usd(value) if value else None


def _band(dollars: Money | None) -> str:
    if dollars is None:
        return NO_VALUE
    return str(max(floor for floor in FLOORS if floor <= dollars.amount))


def _years(offer: Offer) -> list[str]:
    """Return the years in which delivery can start."""
    since = offer.opens_on or (offer.published_at or offer.created_at).date()
    until = offer.closes_on or since
    last = min(until, since + datetime.timedelta(days=366 * LONGEST_WINDOW))
    return [str(year) for year in range(since.year, last.year + 1)]


def _site_language(code: str) -> str:
    return "zh-hans" if code == "zh" else code


search.register("offer", build=documents_of_offers, rows=Offer.objects.all)
