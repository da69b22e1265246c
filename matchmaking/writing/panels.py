"""What other slices show on the pages of a record; each registers its own when it is ready."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

from matchmaking.writing.models import Record
from matchmaking.writing.records import RecordKind

# Returns safe HTML; empty where it has nothing to say to this person.
Panel = Callable[[HttpRequest, RecordKind[Any], Record], str]
PLACES = ("form", "detail", "side", "check", "print")

_PANELS: dict[str, list[Panel]] = defaultdict(list)


def register(place: str, panel: Panel) -> None:
    """Show a panel on a page: the form, the detail or its side column, the check, or paper."""
    if place not in PLACES:
        raise LookupError(f"Pages of records have no place {place}")
    _PANELS[place].append(panel)


def panels_of(place: str) -> list[Panel]:
    """Return the panels of a page, in the order they were registered."""
    return _PANELS[place]
