"""What waits to be published, with how precise it is: what the page of a slice shows of it."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from matchmaking.coaching import selectors
from matchmaking.coaching.filters import QueueFilterSet
from matchmaking.coaching.shipped import active_ruleset
from matchmaking.writing.records import RecordKind
from search.rows import RowListing

TEMPLATE = "coaching/queue.html"


def queue_of(request: HttpRequest, kind: RecordKind[Any], rows: QuerySet[Any]) -> dict[str, Any]:
    """Return what the page of the queue shows: filtered, sorted, with the threshold."""
    threshold = active_ruleset().threshold(kind.name)
    filterset = QueueFilterSet(
        request.GET,
        queryset=selectors.with_specificity(rows, kind.name),
        request=request,
        threshold=threshold,
    )
    results = RowListing(request, filterset)
    return {
        "kind": kind,
        "results": results,
        "records": results.rows,
        "filterset": filterset,
        "threshold": threshold,
    }
