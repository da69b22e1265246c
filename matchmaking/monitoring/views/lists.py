"""The list of what is monitored, and as files: the undertakings, their values."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from accounts.http import SignedInRequest
from files.export import CHUNK, FORMATS
from files.rows import RowListing
from matchmaking.monitoring import selectors
from matchmaking.monitoring.exports import UNDERTAKING_COLUMNS, VALUE_COLUMNS
from matchmaking.monitoring.filters import UndertakingFilterSet
from matchmaking.monitoring.views.access import formats, known, reads


@login_required
def undertaking_list(request: SignedInRequest) -> HttpResponse:
    """Show what is monitored of all that a person may know of."""
    filterset = _filterset(request)
    results = RowListing(request, filterset)
    context = {
        "filterset": filterset,
        "results": results,
        "rows": selectors.with_progress(results.queryset),
        "formats": formats(results, lambda kind: reverse("monitoring:export", args=[kind])),
        "value_formats": formats(
            results, lambda kind: reverse("monitoring:all_values", args=[kind])
        ),
    }
    return render(request, "monitoring/list.html", context)


@login_required
def export(request: SignedInRequest, format_name: str) -> HttpResponseBase:
    """Send everything the filters find as a file."""
    rows = _filterset(request).qs
    return _file(format_name, _joined(rows), UNDERTAKING_COLUMNS, "monitoring")


@login_required
def all_values(request: SignedInRequest, format_name: str) -> HttpResponseBase:
    """Send the values of everything the filters find as a file."""
    found = list(_filterset(request).qs.values_list("pk", flat=True))
    rows = selectors.values_for_export(request.user, found)
    return _file(format_name, rows.iterator(chunk_size=CHUNK), VALUE_COLUMNS, "values")


@reads
def values_export(request: SignedInRequest, pk: int, format_name: str) -> HttpResponseBase:
    """Send all values of one project or agreement as a file."""
    undertaking = known(request, pk)
    rows = selectors.values_for_export(request.user, [undertaking.pk])
    return _file(format_name, rows.iterator(chunk_size=CHUNK), VALUE_COLUMNS, f"values-{pk}")


def _filterset(request: SignedInRequest) -> UndertakingFilterSet:
    rows = selectors.undertakings_for_listing(request.user)
    return UndertakingFilterSet(request.GET, queryset=rows)


def _file(format_name: str, rows: Iterable[Any], columns: Any, name: str) -> HttpResponseBase:
    if format_name not in FORMATS:
        raise Http404
    return FORMATS[format_name](rows, columns, name)


def _joined(rows: "QuerySet[Any]") -> Iterable[Any]:
    total = rows.count()
    for start in range(0, total, CHUNK):
        yield from selectors.with_progress(rows[start : start + CHUNK])
