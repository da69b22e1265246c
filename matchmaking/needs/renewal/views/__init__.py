"""What the addresses about renewals answer."""

from matchmaking.needs.renewal.views.comparison import (
    comparison,
    comparison_export,
    comparisons,
    comparisons_export,
)
from matchmaking.needs.renewal.views.deciding import change, confirm, renewal, undo
from matchmaking.needs.renewal.views.lines import lines, lines_export
from matchmaking.needs.renewal.views.periods import renewal_period

__all__ = [
    "change",
    "comparison",
    "comparison_export",
    "comparisons",
    "comparisons_export",
    "confirm",
    "lines",
    "lines_export",
    "renewal",
    "renewal_period",
    "undo",
]
