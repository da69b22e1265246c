"""The lists of applications and of conflicts, and as files."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from accounts.http import SignedInRequest
from files.export import FORMATS
from files.rows import RowListing
from matchmaking.applications import access, policies, selectors
from matchmaking.applications.conflicts import sentence
from matchmaking.applications.filters import (
    APPLICATION_COLUMNS,
    CONFLICT_COLUMNS,
    ApplicationFilterSet,
    ConflictFilterSet,
)


@login_required
def application_list(request: SignedInRequest) -> HttpResponse:
    """Show the applications a person may know of."""
    results = RowListing(request, _applications(request))
    context = {
        **_listing(results, "applications:export"),
        "rows": results.rows,
        "sees_conflicts": _sees_conflicts(request),
    }
    return render(request, "applications/list.html", context)


@login_required
def export(request: SignedInRequest, format_name: str) -> HttpResponseBase:
    """Send everything the filters find as a file."""
    if format_name not in FORMATS:
        raise Http404
    rows = _applications(request).qs.iterator(chunk_size=500)
    return FORMATS[format_name](rows, APPLICATION_COLUMNS, "applications")


@login_required
def conflict_list(request: SignedInRequest) -> HttpResponse:
    """Show all conflicts of interest to those who run or audit a fund, except their own."""
    results = RowListing(request, _conflicts(request))
    rows = [{"conflict": row, "words": sentence(row)} for row in results.rows]
    context = {**_listing(results, "applications:conflict_export"), "rows": rows}
    return render(request, "applications/conflict_list.html", context)


@login_required
def conflict_export(request: SignedInRequest, format_name: str) -> HttpResponseBase:
    """Send the log of conflicts as a file."""
    if format_name not in FORMATS:
        raise Http404
    rows = _conflicts(request).qs.iterator(chunk_size=500)
    return FORMATS[format_name](rows, CONFLICT_COLUMNS, "conflicts-of-interest")


def _applications(request: SignedInRequest) -> ApplicationFilterSet:
    rows = selectors.applications_for_listing(request.user)
    return ApplicationFilterSet(request.GET, queryset=rows, request=request)


def _conflicts(request: SignedInRequest) -> ConflictFilterSet:
    if not _sees_conflicts(request):
        raise PermissionDenied
    rows = selectors.conflicts_for_listing(request.user)
    return ConflictFilterSet(request.GET, queryset=rows, request=request)


def _sees_conflicts(request: SignedInRequest) -> bool:
    return policies.works_for_fund_as(request.user, *access.FUND_EYES)


def _listing(results: RowListing, address: str) -> dict[str, Any]:
    formats = [
        (name.upper(), results.export_url(reverse(address, args=[name]))) for name in FORMATS
    ]
    return {"filterset": results.filterset, "results": results, "formats": formats}
