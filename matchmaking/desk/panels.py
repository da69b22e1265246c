"""What upper slices show on the desk; each registers its own when it is ready."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

# Returns safe HTML; empty where it has nothing to say. On the queue the record is None.
Panel = Callable[[HttpRequest, Any], str]
PLACES = ("need", "offer", "queue")

_PANELS: dict[str, list[Panel]] = defaultdict(list)


def register(place: str, panel: Panel) -> None:
    """Show a panel on the broker's page of a need, of an offer, or on the queue."""
    if place not in PLACES:
        raise LookupError(f"The desk has no place {place}")
    _PANELS[place].append(panel)


def shown_at(place: str, request: HttpRequest, record: Any = None) -> list[str]:
    """Return what the panels of a place have to say, in the order they were registered."""
    return [html for panel in _PANELS[place] if (html := panel(request, record))]
