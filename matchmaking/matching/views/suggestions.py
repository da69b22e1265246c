"""What fits one request or one offer, best first, each match with its reasons."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from accounts.http import SignedInRequest
from files.export import FORMATS
from files.rows import RowListing
from matchmaking.matching import selectors
from matchmaking.matching.filters import MATCH_COLUMNS, MatchFilterSet
from matchmaking.matching.forms import OtherSideForm
from matchmaking.matching.models import Suggestion
from matchmaking.matching.views.access import known_need, known_offer
from matchmaking.needs.models import Need
from matchmaking.offers.models import Offer

MOST_FOUND = 10
# What all offers of one request have in common is no filter, and the same for an offer.
OF_A_NEED = ("country", "theme", "kind", "clearance")
OF_AN_OFFER = ("donor",)


@login_required
def need(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show the offers that fit a need, best first, each with its reasons."""
    row = known_need(request, pk)
    filterset = _of_need(request, row)
    context = {
        "need": row,
        **_listed(request, filterset, "offer", reverse("matching:need_export", args=[pk, "csv"])),
        "set_aside": selectors.set_aside_for_need(request.user, row),
        **asked_about(request, Offer.objects.visible_to(request.user)),
    }
    return render(request, "matching/need.html", context)


@login_required
def offer(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show the needs that an offer fits, best first, each with its reasons."""
    row = known_offer(request, pk)
    filterset = _of_offer(request, row)
    context = {
        "offer": row,
        **_listed(request, filterset, "need", reverse("matching:offer_export", args=[pk, "csv"])),
        "set_aside": selectors.set_aside_for_offer(request.user, row),
        **asked_about(request, Need.objects.visible_to(request.user)),
    }
    return render(request, "matching/offer.html", context)


@login_required
def need_export(request: SignedInRequest, pk: int, format_name: str) -> HttpResponseBase:
    """Send the matches of a need that the filters find as a file."""
    return pairs_file(request, _of_need(request, known_need(request, pk)).qs, format_name)


@login_required
def offer_export(request: SignedInRequest, pk: int, format_name: str) -> HttpResponseBase:
    """Send the matches of an offer that the filters find as a file."""
    return pairs_file(request, _of_offer(request, known_offer(request, pk)).qs, format_name)


def pairs_file(
    request: SignedInRequest, rows: QuerySet[Suggestion], format_name: str
) -> HttpResponseBase:
    """Return pairs as a file, with what the person may read of each."""
    if format_name not in FORMATS:
        raise Http404
    joined = selectors.with_both_sides(request.user, rows)
    return FORMATS[format_name](joined.iterator(chunk_size=500), MATCH_COLUMNS, "matches")


def formats_of(results: RowListing, csv_url: str) -> list[tuple[str, str]]:
    """Return the files a list is offered as; `csv_url` is the address of the first."""
    start = csv_url.removesuffix("csv/")
    return [(name.upper(), results.export_url(f"{start}{name}/")) for name in FORMATS]


def _of_need(request: SignedInRequest, row: Need) -> MatchFilterSet:
    rows = selectors.suggestions_for_need(request.user, row)
    return MatchFilterSet(request.GET, queryset=rows, request=request, leave=OF_A_NEED)


def _of_offer(request: SignedInRequest, row: Offer) -> MatchFilterSet:
    rows = selectors.suggestions_for_offer(request.user, row)
    return MatchFilterSet(request.GET, queryset=rows, request=request, leave=OF_AN_OFFER)


def _listed(
    request: SignedInRequest, filterset: MatchFilterSet, side: str, csv_url: str
) -> dict[str, Any]:
    """Return a list of at most twenty with its filters, orders and files."""
    results = RowListing(request, filterset)
    return {
        "filterset": filterset,
        "results": results,
        "matches": selectors.as_matches(request.user, results.queryset, side=side),
        "formats": formats_of(results, csv_url),
    }


def asked_about(request: HttpRequest, others: Any) -> dict[str, Any]:
    """Return the form "why is one not listed?" and the records that its words mean."""
    form = OtherSideForm(request.GET if "other" in request.GET else None)
    found = None
    if form.is_valid():
        words = form.cleaned_data["other"].strip().removeprefix("#")
        by = {"pk": int(words)} if words.isdecimal() else {"title__icontains": words}
        found = others.filter(**by).order_by("title")[:MOST_FOUND]
    return {"other_form": form, "found": found}
