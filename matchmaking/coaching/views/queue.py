"""What waits to be published, with how precise it is: what the page of a slice shows of it."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from files.export import FORMATS
from files.rows import RowListing
from matchmaking.coaching import selectors
from matchmaking.coaching.filters import QUEUE_COLUMNS, QueueFilterSet
from matchmaking.coaching.shipped import active_ruleset
from matchmaking.writing.records import RecordKind

TEMPLATE = "coaching/queue.html"


def queue_of(request: HttpRequest, kind: RecordKind[Any], rows: QuerySet[Any]) -> dict[str, Any]:
    """Return what the page of the queue shows: filtered, sorted, with the threshold."""
    filterset = _filterset(request, kind, rows)
    results = RowListing(request, filterset)
    return {
        "kind": kind,
        "results": results,
        "records": results.rows,
        "filterset": filterset,
        "threshold": filterset.threshold,
        "formats": [
            (
                name.upper(),
                results.export_url(reverse(f"{kind.namespace}:moderation_export", args=[name])),
            )
            for name in FORMATS
        ],
    }


def queue_file(
    request: HttpRequest, kind: RecordKind[Any], rows: QuerySet[Any], format_name: str
) -> HttpResponseBase:
    """Send what waits, as it is filtered and sorted, as a file."""
    if format_name not in FORMATS:
        raise Http404
    return FORMATS[format_name](
        _filterset(request, kind, rows).qs, QUEUE_COLUMNS, f"{kind.name}s-to-publish"
    )


def _filterset(request: HttpRequest, kind: RecordKind[Any], rows: QuerySet[Any]) -> QueueFilterSet:
    return QueueFilterSet(
        request.GET,
        queryset=selectors.with_specificity(rows, kind.name),
        request=request,
        threshold=active_ruleset().threshold(kind.name),
    )
