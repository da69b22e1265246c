"""What the portfolio shows: requests and offers as rows, added up, and how they overlap."""

from matchmaking.portfolio.selectors.overlaps import (
    Gap,
    Overlap,
    Surplus,
    gaps,
    overlaps,
    surpluses,
)
from matchmaking.portfolio.selectors.places import country_points, place_names, theme_names
from matchmaking.portfolio.selectors.portfolio import Portfolio
from matchmaking.portfolio.selectors.records import units_in_use

__all__ = [
    "Gap",
    "Overlap",
    "Portfolio",
    "Surplus",
    "country_points",
    "gaps",
    "overlaps",
    "place_names",
    "surpluses",
    "theme_names",
    "units_in_use",
]
