"""What can be done to matches: computing them, judging one, changing the weights."""

from matchmaking.matching.services.suggestions import KEPT, match_all, match_need, match_offer
from matchmaking.matching.services.verdicts import (
    carry_verdicts,
    dismiss_match,
    look_at_match,
    restore_match,
)
from matchmaking.matching.services.weights import activate_weights, write_weights

__all__ = [
    "KEPT",
    "activate_weights",
    "carry_verdicts",
    "dismiss_match",
    "look_at_match",
    "match_all",
    "match_need",
    "match_offer",
    "restore_match",
    "write_weights",
]
