"""The list of proposals, and as a file."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from accounts.http import SignedInRequest
from accounts.policies import is_broker
from files.export import FORMATS
from files.rows import RowListing
from matchmaking.projects import selectors
from matchmaking.projects.filters import PROPOSAL_COLUMNS, ProposalFilterSet
from matchmaking.projects.growing.selectors import applicants_for


@login_required
def proposal_list(request: SignedInRequest) -> HttpResponse:
    """Show the proposals a person may know of."""
    filterset = _filterset(request)
    results = RowListing(request, filterset)
    context = {
        "filterset": filterset,
        "results": results,
        "invitations": selectors.open_invitations(request.user),
        "may_word": is_broker(request.user),
        "may_begin": bool(applicants_for(request.user)),
        "formats": [
            (name.upper(), results.export_url(reverse("projects:export", args=[name])))
            for name in FORMATS
        ],
    }
    return render(request, "projects/list.html", context)


@login_required
def export(request: SignedInRequest, format_name: str) -> HttpResponseBase:
    """Send everything the filters find as a file."""
    if format_name not in FORMATS:
        raise Http404
    rows = _filterset(request).qs
    return FORMATS[format_name](rows.iterator(chunk_size=500), PROPOSAL_COLUMNS, "proposals")


def _filterset(request: SignedInRequest) -> ProposalFilterSet:
    rows = selectors.proposals_for_listing(request.user)
    return ProposalFilterSet(request.GET, queryset=rows, request=request)
