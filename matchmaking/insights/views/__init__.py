"""What the addresses of this slice answer."""

from matchmaking.insights.views.lists import export, listing
from matchmaking.insights.views.pages import dashboard, definitions, flow, world
from matchmaking.insights.views.profiles import body, donor, fund, profiles, state

__all__ = [
    "body",
    "dashboard",
    "definitions",
    "donor",
    "export",
    "flow",
    "fund",
    "listing",
    "profiles",
    "state",
    "world",
]
