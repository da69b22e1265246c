"""What pages and the slices further down ask about what is monitored."""

from matchmaking.monitoring.selectors.frameworks import (
    Framework,
    IndicatorNow,
    IndicatorRow,
    ResultRow,
    framework,
    frameworks,
    latest_values,
)
from matchmaking.monitoring.selectors.parties import Parties, needs_of, parties

__all__ = [
    "Framework",
    "IndicatorNow",
    "IndicatorRow",
    "Parties",
    "ResultRow",
    "framework",
    "frameworks",
    "latest_values",
    "needs_of",
    "parties",
]
