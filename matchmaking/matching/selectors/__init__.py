"""What the pages of the matcher show."""

from matchmaking.matching.selectors.desk import needs_on_the_desk, offers_on_the_desk
from matchmaking.matching.selectors.duplicates import Twin, duplicates_of
from matchmaking.matching.selectors.merging import (
    MergedHere,
    Part,
    merged_into,
    parts_that_differ,
)
from matchmaking.matching.selectors.suggestions import (
    Match,
    PairExplained,
    Reason,
    SetAside,
    as_matches,
    matches_for_need,
    matches_for_offer,
    pair_explained,
    reasons_of,
    set_aside_because,
    set_aside_for_need,
    set_aside_for_offer,
    suggestions_for,
    suggestions_for_need,
    suggestions_for_offer,
    with_both_sides,
)
from matchmaking.matching.selectors.weights import (
    Comparison,
    Version,
    compare_weights,
    versions,
    weights_history,
)

__all__ = [
    "Comparison",
    "Match",
    "MergedHere",
    "PairExplained",
    "Part",
    "Reason",
    "SetAside",
    "Twin",
    "Version",
    "as_matches",
    "compare_weights",
    "duplicates_of",
    "matches_for_need",
    "matches_for_offer",
    "merged_into",
    "needs_on_the_desk",
    "offers_on_the_desk",
    "pair_explained",
    "parts_that_differ",
    "reasons_of",
    "set_aside_because",
    "set_aside_for_need",
    "set_aside_for_offer",
    "suggestions_for",
    "suggestions_for_need",
    "suggestions_for_offer",
    "versions",
    "weights_history",
    "with_both_sides",
]
