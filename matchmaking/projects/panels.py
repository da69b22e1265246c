"""What other slices show on the pages of a proposal; each registers its own when it is ready."""

from collections import defaultdict
from collections.abc import Callable

from django.http import HttpRequest

from matchmaking.projects.models import Proposal
from matchmaking.projects.sections import CODES

# Returns safe HTML; empty where it has nothing to say to this person.
Panel = Callable[[HttpRequest, Proposal], str]
# Below the main column, beside it, below the check, in the row of actions, and below a section.
PLACES = ("detail", "side", "check", "actions", *(f"section-{code}" for code in CODES))

_PANELS: dict[str, list[Panel]] = defaultdict(list)


def register(place: str, panel: Panel) -> None:
    """Show a panel on a page: the detail or beside it, the check, or one section."""
    if place not in PLACES:
        raise LookupError(f"Pages of proposals have no place {place}")
    _PANELS[place].append(panel)


def shown(place: str, request: HttpRequest, proposal: Proposal) -> list[str]:
    """Return what the panels of a place say to this person."""
    return [html for panel in _PANELS[place] if (html := panel(request, proposal))]
