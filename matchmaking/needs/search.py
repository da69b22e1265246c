"""What the search knows of a request. The exact site is never part of it."""

import datetime
from collections.abc import Iterator, Sequence
from decimal import Decimal

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

import search
from accounts.selectors import PUBLIC, SECRETARIAT
from matchmaking.needs.choices import NeedStatus, Priority
from matchmaking.needs.models import Need, NeedLine
from matchmaking.needs.querysets import KNOWN_TO_ALL
from matchmaking.vocabulary.selectors import in_usd, labels, regions_of

# Upper ends in US dollars; a budget on the edge belongs to the lower band.
BAND_ENDS = ((50_000, "50k"), (250_000, "250k"), (1_000_000, "1m"))
BANDS = (
    ("50k", _("up to 50,000")),
    ("250k", _("50,000 to 250,000")),
    ("1m", _("250,000 to 1 million")),
    ("more", _("above 1 million")),
    ("unstated", _("not stated")),
)
PRIORITY_ORDER = {Priority.HIGH: 3, Priority.MEDIUM: 2, Priority.LOW: 1}
# A window without a sensible end would otherwise count in every year to come.
MOST_YEARS = 10


def documents(ids: Sequence[int]) -> Iterator[search.SearchDoc]:
    """Build the documents of the requests with these ids that are still there."""
    lines = Prefetch("lines", NeedLine.objects.order_by("position", "pk"))
    rows = Need.objects.filter(pk__in=ids).defer("confidential_place")
    for need in rows.prefetch_related("themes", lines):
        with override(need.language):
            yield _document(need)


def visibility_of(need: Need) -> list[str]:
    """Return who may know of a request, in the codes that a reader holds."""
    if need.status in KNOWN_TO_ALL:
        return [PUBLIC]
    own = f"org:{need.organisation_id}"
    return [own] if need.status == NeedStatus.DRAFT else [own, SECRETARIAT]


def _document(need: Need) -> search.SearchDoc:
    budget = _budget_in_usd(need)
    return search.SearchDoc(
        type="need",
        object_id=need.pk,
        language=need.language,
        title=need.title,
        text="\n".join(part for part in _texts(need) if part),
        facets={
            "theme": _with_ancestors([theme.pk for theme in need.themes.all()]),
            "kind": _with_ancestors([line.kind_id for line in need.lines.all()]),
            "region": regions_of(need.country_id),
            "country": [need.country_id],
            "status": [need.status],
            "language": [need.language],
            "priority": [need.priority],
            "budget": [_band(budget)],
            "window": _years(need.starts_on, need.ends_on),
        },
        sort_keys={
            "date": need.published_at or need.created_at,
            "priority": PRIORITY_ORDER.get(Priority(need.priority)) if need.priority else None,
            "rank": need.rank,
            "budget": budget,
            "ends_on": need.ends_on,
        },
        visibility=visibility_of(need),
    )


def _texts(need: Need) -> Iterator[str]:
    kinds = labels("kind")
    yield need.description
    for line in need.lines.all():
        yield line.description or kinds.get(line.kind_id, "")
    yield need.reported_quote
    yield need.institution
    yield need.place
    yield labels("country").get(need.country_id, "")


def _with_ancestors(codes: list[str]) -> list[str]:
    """Return the codes and those above them: "MRK.02" lies in "MRK"."""
    return [part for code in codes for part in (code.partition(".")[0], code)]


def _budget_in_usd(need: Need) -> Decimal | None:
    dollars = in_usd(need.budget) if need.budget else None
    return dollars.amount if dollars else None


def _band(budget: Decimal | None) -> str:
    if budget is None:
        return "unstated"
    return next((band for end, band in BAND_ENDS if budget <= end), "more")


def _years(starts_on: datetime.date | None, ends_on: datetime.date | None) -> list[str]:
    first, last = starts_on or ends_on, ends_on or starts_on
    if first is None or last is None:
        return []
    return [str(year) for year in range(first.year, last.year + 1)][:MOST_YEARS]


search.register("need", build=lambda ids: documents(ids), rows=Need.objects.all)
