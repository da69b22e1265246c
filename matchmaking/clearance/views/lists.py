"""The checks of all open pairs, those that wait for the reader, and both as a file."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.http import SignedInRequest
from accounts.policies import is_member
from files.export import FORMATS
from files.rows import RowListing
from matchmaking.clearance import policies, selectors
from matchmaking.clearance.filters import CHECK_COLUMNS, CheckFilterSet

TITLES = {"all": _("Checks before introductions"), "mine": _("Checks that I clear")}


@login_required
def checks(request: SignedInRequest, drawer: str = "all") -> HttpResponse:
    """Show the checks the person may read, or those they clear."""
    filterset = _filterset(request, drawer)
    results = RowListing(request, filterset)
    context = {
        "drawer": drawer,
        "title": TITLES[drawer],
        "filterset": filterset,
        "results": results,
        "sees_rules": policies.sees_rules(request.user),
        "screens_names": policies.screens_names(request.user),
        "formats": [
            (name.upper(), results.export_url(reverse("clearance:export", args=[drawer, name])))
            for name in FORMATS
        ],
    }
    return render(request, "clearance/checks.html", context)


@login_required
def export(request: SignedInRequest, drawer: str, format_name: str) -> HttpResponseBase:
    """Send the checks the filters find as a file."""
    if format_name not in FORMATS or drawer not in TITLES:
        raise Http404
    rows = _filterset(request, drawer).qs.iterator(chunk_size=500)
    return FORMATS[format_name](rows, CHECK_COLUMNS, f"checks-{drawer}")


def _filterset(request: SignedInRequest, drawer: str) -> CheckFilterSet:
    if not is_member(request.user):
        raise PermissionDenied
    find = selectors.checks_to_clear if drawer == "mine" else selectors.checks_for_listing
    return CheckFilterSet(request.GET, queryset=find(request.user), request=request)
