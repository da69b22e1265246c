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
from matchmaking.monitoring.selectors.lists import (
    undertakings_for_listing,
    values_for_export,
    with_progress,
)
from matchmaking.monitoring.selectors.parties import Parties, needs_of, parties
from matchmaking.monitoring.selectors.periods import PeriodState, period_states

__all__ = [
    "Framework",
    "IndicatorNow",
    "IndicatorRow",
    "Parties",
    "PeriodState",
    "ResultRow",
    "framework",
    "frameworks",
    "latest_values",
    "needs_of",
    "parties",
    "period_states",
    "undertakings_for_listing",
    "values_for_export",
    "with_progress",
]
