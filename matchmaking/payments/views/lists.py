"""The lists of projects, payments due and reports due, and as files."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from accounts.http import SignedInRequest
from files.export import CHUNK, FORMATS, Column
from files.rows import RowFilterSet, RowListing
from matchmaking.payments import selectors
from matchmaking.payments.exports import PROJECT_COLUMNS, REPORT_COLUMNS, TRANCHE_COLUMNS
from matchmaking.payments.filters import ProjectFilterSet, ReportFilterSet, TrancheFilterSet
from matchmaking.payments.views.access import formats

Join = Callable[[QuerySet[Any]], Iterable[Any]]


@login_required
def project_list(request: SignedInRequest) -> HttpResponse:
    """Show the projects a person may know of, with their figures in the books."""
    rows = ProjectFilterSet(request.GET, queryset=selectors.projects_for_listing(request.user))
    return _page(request, "projects", rows, selectors.with_money)


@login_required
def project_export(request: SignedInRequest, format_name: str) -> HttpResponseBase:
    """Send everything the filters find as a file."""
    rows = ProjectFilterSet(request.GET, queryset=selectors.projects_for_listing(request.user))
    return export(format_name, rows.qs, selectors.with_money, PROJECT_COLUMNS, "projects")


@login_required
def payment_list(request: SignedInRequest) -> HttpResponse:
    """Show the tranches a person may know of: due, waiting and why, under way, paid."""
    rows = TrancheFilterSet(request.GET, queryset=selectors.tranches_for_listing(request.user))
    return _page(request, "payments", rows, selectors.with_reasons)


@login_required
def payment_export(request: SignedInRequest, format_name: str) -> HttpResponseBase:
    """Send everything the filters find as a file."""
    rows = TrancheFilterSet(request.GET, queryset=selectors.tranches_for_listing(request.user))
    return export(format_name, rows.qs, selectors.with_reasons, TRANCHE_COLUMNS, "payments")


@login_required
def report_list(request: SignedInRequest) -> HttpResponse:
    """Show the reports of the projects a person may know of."""
    rows = ReportFilterSet(request.GET, queryset=selectors.reports_for_listing(request.user))
    return _page(request, "reports", rows, list)


@login_required
def report_export(request: SignedInRequest, format_name: str) -> HttpResponseBase:
    """Send everything the filters find as a file."""
    rows = ReportFilterSet(request.GET, queryset=selectors.reports_for_listing(request.user))
    return export(format_name, rows.qs, list, REPORT_COLUMNS, "reports")


def _page(request: SignedInRequest, name: str, filterset: RowFilterSet, join: Join) -> HttpResponse:
    results = RowListing(request, filterset)
    context = {
        "filterset": filterset,
        "results": results,
        "rows": join(results.queryset),
        "formats": formats(results, lambda kind: reverse(f"payments:{name}_export", args=[kind])),
    }
    return render(request, f"payments/{name}.html", context)


def export(
    format_name: str, rows: QuerySet[Any], join: Join, columns: tuple[Column, ...], name: str
) -> HttpResponseBase:
    """Send rows as a file, joined in parts that fit into memory."""
    if format_name not in FORMATS:
        raise Http404
    return FORMATS[format_name](_joined(rows, join), columns, name)


def _joined(rows: QuerySet[Any], join: Join) -> Iterable[Any]:
    total = rows.count()
    for start in range(0, total, CHUNK):
        yield from join(rows[start : start + CHUNK])
