"""What other slices show on the page of an introduction; each registers its own in `ready`."""

from collections import defaultdict
from collections.abc import Callable

from django.http import HttpRequest

from matchmaking.introductions.models import Introduction

# Returns safe HTML; empty where it has nothing to say to this person.
Panel = Callable[[HttpRequest, Introduction], str]
PLACES = ("detail", "side")
_PANELS: dict[str, list[Panel]] = defaultdict(list)


def register(place: str, panel: Panel) -> None:
    """Show a panel in the main column or beside it."""
    if place not in PLACES:
        raise LookupError(f"The page of an introduction has no place {place}")
    _PANELS[place].append(panel)


def drawn(place: str, request: HttpRequest, introduction: Introduction) -> list[str]:
    """Return what the panels of a place have to say, in the order they were registered."""
    shown = (panel(request, introduction) for panel in _PANELS[place])
    return [html for html in shown if html]
