"""What each screen shows of funds and calls."""

from matchmaking.funds.selectors.fitting import (
    CallFit,
    calls_for_need,
    calls_for_proposal,
    findings,
    how_many_fit,
)

__all__ = [
    "CallFit",
    "calls_for_need",
    "calls_for_proposal",
    "findings",
    "how_many_fit",
]
