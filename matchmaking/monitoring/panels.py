"""What slices further down show on the page of a project or agreement that is monitored.

panels.register("story", 10, asked)      the story, in the order of the numbers
panels.register("side", 10, lights)      beside it
"""

from collections.abc import Callable

from django.http import HttpRequest

from matchmaking.monitoring.models import Undertaking

Panel = Callable[[HttpRequest, Undertaking], str]
PLACES = ("story", "side")
_panels: dict[str, dict[Panel, int]] = {place: {} for place in PLACES}


def register(place: str, order: int, panel: Panel) -> None:
    """Show a panel at a place; safe HTML, empty where there is nothing to say."""
    _panels[place][panel] = order


def shown(place: str, request: HttpRequest, undertaking: Undertaking) -> list[str]:
    """Return what the panels of a place say to this person, in their order."""
    ordered = sorted(_panels[place].items(), key=lambda pair: pair[1])
    return [html for panel, _order in ordered if (html := panel(request, undertaking))]
