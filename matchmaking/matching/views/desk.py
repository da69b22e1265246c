"""The desk: all matches a person may see, and the requests and offers behind them."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.http import SignedInRequest
from accounts.selectors import Person
from files.export import FORMATS, Column
from files.rows import RowFilterSet, RowListing
from matchmaking.matching import filters, policies, selectors
from matchmaking.matching.views.suggestions import formats_of, pairs_file


class Drawer(NamedTuple):
    """One list of the desk: its rows, its filters, and the columns of its files."""

    label: str | Promise
    rows: Callable[[Person], QuerySet[Any]]
    filterset: type[RowFilterSet]
    columns: tuple[Column, ...]


DRAWERS = {
    "pairs": Drawer(
        _("Matches"), selectors.suggestions_for, filters.MatchFilterSet, filters.MATCH_COLUMNS
    ),
    "needs": Drawer(
        _("Requests"),
        selectors.needs_on_the_desk,
        filters.NeedDeskFilterSet,
        filters.NEED_COLUMNS,
    ),
    "offers": Drawer(
        _("Offers"),
        selectors.offers_on_the_desk,
        filters.OfferDeskFilterSet,
        filters.OFFER_COLUMNS,
    ),
}


@login_required
def desk(request: SignedInRequest, drawer: str = "pairs") -> HttpResponse:
    """Show one list of the desk: pairs, or requests or offers with how well they are matched."""
    filterset = _filterset(request, drawer)
    results = RowListing(request, filterset)
    rows = results.queryset
    context = {
        "drawer": drawer,
        "drawers": [(name, one.label, _address(name)) for name, one in DRAWERS.items()],
        "filterset": filterset,
        "results": results,
        "rows": selectors.with_both_sides(request.user, rows) if drawer == "pairs" else rows,
        "formats": formats_of(results, reverse("matching:export", args=[drawer, "csv"])),
        "sees_weights": policies.sees_weights(request.user),
    }
    return render(request, "matching/desk.html", context)


@login_required
def export(request: SignedInRequest, drawer: str, format_name: str) -> HttpResponseBase:
    """Send everything the filters of a list find as a file."""
    if drawer not in DRAWERS or format_name not in FORMATS:
        raise Http404
    rows = _filterset(request, drawer).qs
    if drawer == "pairs":
        return pairs_file(request, rows, format_name)
    return FORMATS[format_name](rows.iterator(), DRAWERS[drawer].columns, f"matched-{drawer}")


def _filterset(request: SignedInRequest, drawer: str) -> RowFilterSet:
    one = DRAWERS[drawer]
    return one.filterset(request.GET, queryset=one.rows(request.user), request=request)


def _address(drawer: str) -> str:
    return reverse("matching:desk" if drawer == "pairs" else f"matching:desk_{drawer}")
