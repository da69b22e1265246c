"""The list of clocks: what takes too long, who must act, who was told and when."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from accounts.http import SignedInRequest
from files.export import FORMATS
from files.rows import RowListing
from matchmaking.clocks import policies, selectors
from matchmaking.clocks.filters import ClockFilterSet, clock_columns


@login_required
def clock_list(request: SignedInRequest) -> HttpResponse:
    """Show the clocks a person may know of; the overdue ones unless others are asked for."""
    filterset = _filterset(request)
    results = RowListing(request, filterset)
    context = {
        "filterset": filterset,
        "results": results,
        "formats": [
            (name.upper(), results.export_url(reverse("clocks:export", args=[name])))
            for name in FORMATS
        ],
        "sees_told": policies.sees_reasons(request.user),
        "sees_targets": policies.sees_targets(request.user),
    }
    return render(request, "clocks/list.html", context)


@login_required
def export(request: SignedInRequest, format_name: str) -> HttpResponseBase:
    """Send everything the filters find as a file."""
    rows = _filterset(request).qs
    if format_name not in FORMATS:
        raise Http404
    columns = clock_columns(with_names=policies.sees_reasons(request.user))
    return FORMATS[format_name](rows.iterator(chunk_size=500), columns, "clocks")


def _filterset(request: SignedInRequest) -> ClockFilterSet:
    if not policies.sees_clocks(request.user):
        raise PermissionDenied
    rows = selectors.clocks_for_listing(request.user)
    return ClockFilterSet(request.GET, queryset=rows, request=request)
