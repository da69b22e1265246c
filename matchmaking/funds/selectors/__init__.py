"""What each screen shows of funds and calls."""

from matchmaking.funds.selectors.fitting import (
    CallFit,
    calls_for_need,
    calls_for_proposal,
    findings,
    how_many_fit,
)
from matchmaking.funds.selectors.lists import (
    calls_for,
    calls_for_listing,
    funds_for_listing,
    open_calls,
    questions_of,
)

__all__ = [
    "CallFit",
    "calls_for",
    "calls_for_listing",
    "calls_for_need",
    "calls_for_proposal",
    "findings",
    "funds_for_listing",
    "how_many_fit",
    "open_calls",
    "questions_of",
]
