"""What the addresses of this slice answer."""

from matchmaking.portfolio.views.lists import export, listing
from matchmaking.portfolio.views.pages import gaps, heat, world

__all__ = ["export", "gaps", "heat", "listing", "world"]
