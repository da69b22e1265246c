"""What the slices further down show on the page of an application.

register("detail" | "side", fn): fn(request, application) -> SafeString, "" where it has nothing.
"""

from collections import defaultdict
from collections.abc import Callable

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from matchmaking.applications.models import Application

PLACES = ("detail", "side", "actions")
Panel = Callable[[HttpRequest, Application], str]

_panels: dict[str, list[Panel]] = defaultdict(list)


def register(place: str, panel: Panel) -> None:
    """Show `panel` at a place of the page; those that already are there come first."""
    if place not in PLACES:
        raise LookupError(place)
    if panel not in _panels[place]:
        _panels[place].append(panel)


def shown(place: str, request: HttpRequest, application: Application) -> list[SafeString]:
    """Return what the slices have to say at a place."""
    found = (panel(request, application) for panel in _panels[place])
    return [mark_safe(html) for html in found if html]  # noqa: S308 (each is a rendered template)
