"""The pages of the matcher: what fits, why, and why something else is not listed."""

from matchmaking.matching.views.desk import desk, export
from matchmaking.matching.views.duplicates import duplicates, merge
from matchmaking.matching.views.pairs import dismiss, pair, restore
from matchmaking.matching.views.suggestions import need, need_export, offer, offer_export
from matchmaking.matching.views.weights import (
    activate_weights,
    compare_weights,
    weights,
    write_weights,
)

__all__ = [
    "activate_weights",
    "compare_weights",
    "desk",
    "dismiss",
    "duplicates",
    "export",
    "merge",
    "need",
    "need_export",
    "offer",
    "offer_export",
    "pair",
    "restore",
    "weights",
    "write_weights",
]
