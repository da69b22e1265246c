"""The pipeline and the trail, as pages and as files."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from accounts.http import SignedInRequest
from files.export import FORMATS
from files.rows import RowListing
from matchmaking.administration import policies, selectors
from matchmaking.administration.filters import (
    PIPELINE_COLUMNS,
    TRAIL_COLUMNS,
    PipelineFilterSet,
    TrailFilterSet,
)

CHUNK = 500


@login_required
def pipeline(request: SignedInRequest) -> HttpResponse:
    """Show every application of one's funds with its stage and its clock."""
    results = RowListing(request, _pipeline(request))
    rows = selectors.with_clocks(results.rows)
    return render(request, "administration/pipeline.html", _listing(results, rows, "pipeline"))


@login_required
def pipeline_export(request: SignedInRequest, format_name: str) -> HttpResponseBase:
    """Send everything the filters find as a file."""
    rows = _in_chunks(_pipeline(request).qs, selectors.with_clocks)
    return _file(format_name)(rows, PIPELINE_COLUMNS, "pipeline")


@login_required
def trail(request: SignedInRequest) -> HttpResponse:
    """Show who decided what, when, on which version, and with which conflicts declared."""
    results = RowListing(request, _trail(request))
    rows = selectors.with_context(results.rows)
    return render(request, "administration/trail.html", _listing(results, rows, "trail"))


@login_required
def trail_export(request: SignedInRequest, format_name: str) -> HttpResponseBase:
    """Send everything the filters find as a file."""
    rows = _in_chunks(_trail(request).qs, selectors.with_context)
    return _file(format_name)(rows, TRAIL_COLUMNS, "who-decided-what")


def _pipeline(request: SignedInRequest) -> PipelineFilterSet:
    _only_the_fund(request)
    rows = selectors.pipeline_for(request.user)
    return PipelineFilterSet(request.GET, queryset=rows, request=request)


def _trail(request: SignedInRequest) -> TrailFilterSet:
    _only_the_fund(request)
    rows = selectors.trail_for(request.user)
    return TrailFilterSet(request.GET, queryset=rows, request=request)


def _only_the_fund(request: SignedInRequest) -> None:
    if not policies.sees_desk(request.user):
        raise PermissionDenied


def _file(format_name: str) -> Callable[..., HttpResponseBase]:
    if format_name not in FORMATS:
        raise Http404
    return FORMATS[format_name]


def _in_chunks(
    rows: QuerySet[Any], join: Callable[[Iterable[Any]], Iterable[Any]]
) -> Iterator[Any]:
    """Yield all rows with what belongs to them; a file of any length fits into memory."""
    part: list[Any] = []
    for row in rows.iterator(chunk_size=CHUNK):
        part.append(row)
        if len(part) == CHUNK:
            yield from join(part)
            part = []
    yield from join(part)


def _listing(results: RowListing, rows: list[Any], name: str) -> dict[str, Any]:
    address = f"administration:{name}_export"
    formats = [(one.upper(), results.export_url(reverse(address, args=[one]))) for one in FORMATS]
    return {"filterset": results.filterset, "results": results, "rows": rows, "formats": formats}
