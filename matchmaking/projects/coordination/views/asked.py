"""What a regional body was asked to endorse: the list, and as a file."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from accounts.http import SignedInRequest
from files.export import FORMATS
from files.rows import RowListing
from matchmaking.projects.coordination import policies
from matchmaking.projects.coordination.filters import ASKED_COLUMNS, AskedFilterSet
from matchmaking.projects.models import Endorsement

JOINED = ("body", "proposal__applicant", "proposal__country")


@login_required
def endorsements_asked(request: SignedInRequest) -> HttpResponse:
    """Show people of a body which proposals it was asked to endorse, and what it answered."""
    filterset = _filterset(request)
    results = RowListing(request, filterset)
    address = "projects:endorsements_asked_export"
    context = {
        "filterset": filterset,
        "results": results,
        "formats": [
            (name.upper(), results.export_url(reverse(address, args=[name]))) for name in FORMATS
        ],
    }
    return render(request, "projects/coordination/asked.html", context)


@login_required
def export(request: SignedInRequest, format_name: str) -> HttpResponseBase:
    """Send everything the filters find as a file."""
    rows = _filterset(request).qs
    if format_name not in FORMATS:
        raise Http404
    return FORMATS[format_name](rows.iterator(chunk_size=500), ASKED_COLUMNS, "endorsements")


def _filterset(request: SignedInRequest) -> AskedFilterSet:
    if not policies.is_of_a_body(request.user):
        raise PermissionDenied
    # The words that a body was shown are long, and no list shows them.
    rows = Endorsement.objects.of_body(request.user).select_related(*JOINED).defer("said")
    return AskedFilterSet(request.GET, queryset=rows, request=request)
