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
    extensions_of,
    funds_for_listing,
    history_of,
    open_calls,
    questions_of,
)

__all__ = [
    "CallFit",
    "calls_for",
    "calls_for_listing",
    "calls_for_need",
    "calls_for_proposal",
    "extensions_of",
    "findings",
    "funds_for_listing",
    "history_of",
    "how_many_fit",
    "open_calls",
    "questions_of",
]
