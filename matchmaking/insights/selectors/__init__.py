"""The figures of the exchange, as everybody may know them."""

from matchmaking.insights.selectors.figures import Figures, figures, rows_behind
from matchmaking.insights.selectors.kept import kept
from matchmaking.insights.selectors.steps import Lasted, steps

__all__ = ["Figures", "Lasted", "figures", "kept", "rows_behind", "steps"]
