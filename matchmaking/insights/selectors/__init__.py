"""The figures of the exchange, as everybody may know them."""

from matchmaking.insights.selectors.figures import (
    Figures,
    bodies,
    counted,
    donor_ids,
    figures,
    rows_behind,
    years,
)
from matchmaking.insights.selectors.kept import kept
from matchmaking.insights.selectors.scores import Scored, scored
from matchmaking.insights.selectors.steps import Lasted, steps

__all__ = [
    "Figures",
    "Lasted",
    "Scored",
    "bodies",
    "counted",
    "donor_ids",
    "figures",
    "kept",
    "rows_behind",
    "scored",
    "steps",
    "years",
]
