"""What the pages of allocation show."""

from matchmaking.allocation.selectors.inputs import needs_of, offers_of
from matchmaking.allocation.selectors.results import (
    asked_lines_of,
    given_lines_of,
    is_stale,
    latest,
    newest_shares,
    scenario_history,
    scenarios_for_listing,
    shares_of,
    with_shares,
)
from matchmaking.allocation.selectors.summary import (
    Comparison,
    Difference,
    Summary,
    compared,
    summary_of,
)
from matchmaking.allocation.selectors.ways import Way, ways_to

__all__ = [
    "Comparison",
    "Difference",
    "Summary",
    "Way",
    "asked_lines_of",
    "compared",
    "given_lines_of",
    "is_stale",
    "latest",
    "needs_of",
    "newest_shares",
    "offers_of",
    "scenario_history",
    "scenarios_for_listing",
    "shares_of",
    "summary_of",
    "ways_to",
    "with_shares",
]
