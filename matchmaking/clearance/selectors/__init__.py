"""What is asked of the checks."""

from matchmaking.clearance.selectors.checklist import (
    ChecklistView,
    CheckRow,
    checklist_for,
    checks_of,
)
from matchmaking.clearance.selectors.clearing import (
    PairClearance,
    clearance_of,
    clearances,
    rules_for,
)
from matchmaking.clearance.selectors.facts import embargo_prints, facts_in_full, facts_of
from matchmaking.clearance.selectors.names import (
    changes_of,
    current_list,
    hits_for,
    names_of,
    standing_hits,
    undecided_hits,
)

__all__ = [
    "CheckRow",
    "ChecklistView",
    "PairClearance",
    "changes_of",
    "checklist_for",
    "checks_of",
    "clearance_of",
    "clearances",
    "current_list",
    "embargo_prints",
    "facts_in_full",
    "facts_of",
    "hits_for",
    "names_of",
    "rules_for",
    "standing_hits",
    "undecided_hits",
]
