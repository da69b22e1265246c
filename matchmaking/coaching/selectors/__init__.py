"""What is shown of precision, of the rules, and of the costed catalogue."""

from matchmaking.coaching.selectors.advice import Advice, Coaching, coaching_of
from matchmaking.coaching.selectors.assessing import (
    assess_record,
    draft_of,
    overrides_of,
    rules_of,
    with_specificity,
)
from matchmaking.coaching.selectors.catalogue import (
    catalogue_entries,
    cost_range,
    entries_for,
    line_name,
)
from matchmaking.coaching.selectors.lists import scored_for, threshold_for

__all__ = [
    "Advice",
    "Coaching",
    "assess_record",
    "catalogue_entries",
    "coaching_of",
    "cost_range",
    "draft_of",
    "entries_for",
    "line_name",
    "overrides_of",
    "rules_of",
    "scored_for",
    "threshold_for",
    "with_specificity",
]
