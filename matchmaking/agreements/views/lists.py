"""The list of agreements, and as a file."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from accounts.http import SignedInRequest
from files.export import FORMATS
from files.rows import RowListing
from matchmaking.agreements import selectors
from matchmaking.agreements.filters import AGREEMENT_COLUMNS, AgreementFilterSet


@login_required
def agreement_list(request: SignedInRequest) -> HttpResponse:
    """Show the agreements a person may know of."""
    filterset = _filterset(request)
    results = RowListing(request, filterset)
    context = {
        "filterset": filterset,
        "results": results,
        "rows": selectors.with_lines(results.queryset),
        "formats": [
            (name.upper(), results.export_url(reverse("agreements:export", args=[name])))
            for name in FORMATS
        ],
    }
    return render(request, "agreements/list.html", context)


@login_required
def export(request: SignedInRequest, format_name: str) -> HttpResponseBase:
    """Send everything the filters find as a file."""
    if format_name not in FORMATS:
        raise Http404
    rows = selectors.with_lines(_filterset(request).qs).select_related("reason")
    return FORMATS[format_name](rows.iterator(chunk_size=500), AGREEMENT_COLUMNS, "agreements")


def _filterset(request: SignedInRequest) -> AgreementFilterSet:
    rows = selectors.agreements_for_listing(request.user)
    return AgreementFilterSet(request.GET, queryset=rows, request=request)
