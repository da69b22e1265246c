"""The list of introductions, and as a file."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from accounts.http import SignedInRequest
from files.export import FORMATS
from files.rows import RowListing
from matchmaking.introductions import selectors
from matchmaking.introductions.filters import INTRODUCTION_COLUMNS, IntroductionFilterSet


@login_required
def introduction_list(request: SignedInRequest) -> HttpResponse:
    """Show the introductions a person may know of: what waits, what is new, where each stands."""
    filterset = _filterset(request)
    results = RowListing(request, filterset)
    context = {
        "filterset": filterset,
        "results": results,
        "rows": selectors.named(request.user, results.rows),
        "formats": [
            (name.upper(), results.export_url(reverse("introductions:export", args=[name])))
            for name in FORMATS
        ],
    }
    return render(request, "introductions/list.html", context)


@login_required
def export(request: SignedInRequest, format_name: str) -> HttpResponseBase:
    """Send everything the filters find as a file."""
    if format_name not in FORMATS:
        raise Http404
    rows = selectors.named_in_parts(request.user, _filterset(request).qs)
    return FORMATS[format_name](rows, INTRODUCTION_COLUMNS, "introductions")


def _filterset(request: SignedInRequest) -> IntroductionFilterSet:
    rows = selectors.introductions_for_listing(request.user)
    return IntroductionFilterSet(request.GET, queryset=rows, request=request)
