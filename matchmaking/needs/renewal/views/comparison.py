"""A report against the requests before it, and all such comparisons."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from accounts.http import SignedInRequest
from accounts.policies import belongs_to, is_broker, is_secretariat
from accounts.selectors import Person
from files.export import FORMATS
from files.rows import RowListing
from matchmaking.needs.renewal import filters, selectors
from matchmaking.reports.models import NationalReport

PER_PAGE = 50


@login_required
def comparisons(request: SignedInRequest) -> HttpResponse:
    """Show every comparison the person may know of, and how far it is."""
    filterset = _all(request)
    results = RowListing(request, filterset)
    context = {
        "filterset": filterset,
        "results": results,
        "formats": _formats(results, "needs:comparisons_export"),
        "is_secretariat": is_secretariat(request.user),
        "sets_period": is_broker(request.user),
    }
    return render(request, "needs/renewal/comparisons.html", context)


@login_required
def comparisons_export(request: SignedInRequest, format_name: str) -> HttpResponseBase:
    """Send the comparisons that the filters find as a file."""
    if format_name not in FORMATS:
        raise Http404
    return FORMATS[format_name](_all(request).qs, filters.COMPARISON_COLUMNS, "renewals")


@login_required
def comparison(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show what one report says of each earlier request, and what it asks for anew."""
    report = known_report(request.user, pk)
    filterset = _of_report(request, report)
    results = RowListing(request, filterset, PER_PAGE)
    rows = selectors.comparison_rows(request.user, results.rows)
    context = {
        "report": report,
        "filterset": filterset,
        "results": results,
        "asked": [row for row in rows if not row.is_gone],
        "gone": [row for row in rows if row.is_gone],
        "fresh": [] if results.is_filtered else selectors.new_candidates(report),
        "progress": selectors.progress_of(request.user, report),
        "is_own": belongs_to(request.user, report.organisation_id),
        "formats": _formats(results, "needs:comparison_export", pk),
    }
    return render(request, "needs/renewal/comparison.html", context)


@login_required
def comparison_export(request: SignedInRequest, pk: int, format_name: str) -> HttpResponseBase:
    """Send one comparison, as filtered, as a file."""
    if format_name not in FORMATS:
        raise Http404
    report = known_report(request.user, pk)
    rows = selectors.comparison_rows(request.user, _of_report(request, report).qs)
    return FORMATS[format_name](rows, filters.RENEWAL_COLUMNS, "renewals")


def known_report(user: Person, pk: int) -> NationalReport:
    """Return the report, or answer 404 when `user` may not know of it."""
    reports = NationalReport.objects.visible_to(user).select_related("country", "organisation")
    report = reports.filter(pk=pk).first()
    if report is None:
        raise Http404
    return report


def _all(request: SignedInRequest) -> filters.ComparisonFilterSet:
    rows = selectors.comparisons_for(request.user)
    return filters.ComparisonFilterSet(request.GET, queryset=rows, request=request)


def _of_report(request: SignedInRequest, report: NationalReport) -> filters.RenewalFilterSet:
    rows = selectors.renewals_of(request.user, report)
    return filters.RenewalFilterSet(request.GET, queryset=rows, request=request)


def _formats(results: RowListing, name: str, *args: Any) -> list[tuple[str, str]]:
    return [(one.upper(), results.export_url(reverse(name, args=[*args, one]))) for one in FORMATS]
