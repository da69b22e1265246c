"""Reports in a list and as files."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from accounts.http import SignedInRequest
from files.export import FORMATS
from matchmaking.reports import policies, selectors
from matchmaking.reports.filters import COLUMNS, ReportFilterSet

PER_PAGE = 50


@login_required
def report_list(request: SignedInRequest) -> HttpResponse:
    """Show the reports the person may know of."""
    filterset = _filterset(request)
    page = Paginator(filterset.qs, PER_PAGE).get_page(request.GET.get("page"))
    query = request.GET.urlencode()
    context = {
        "filterset": filterset,
        "page": page,
        "is_filtered": any(request.GET.get(name) for name in ("country", "year", "status")),
        "may_upload": bool(policies.states_reported_for(request.user)),
        "formats": [
            (name.upper(), f"{reverse('reports:export', args=[name])}?{query}") for name in FORMATS
        ],
    }
    return render(request, "reports/list.html", context)


@login_required
def export(request: SignedInRequest, format_name: str) -> HttpResponseBase:
    """Send the reports the filters find as a file."""
    if format_name not in FORMATS:
        raise Http404
    rows = _filterset(request).qs.iterator(chunk_size=500)
    return FORMATS[format_name](rows, COLUMNS, "national-reports")


def _filterset(request: SignedInRequest) -> ReportFilterSet:
    reports = selectors.reports_for_listing(request.user)
    return ReportFilterSet(request.GET, queryset=reports, request=request)
