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

__all__ = [
    "CheckRow",
    "ChecklistView",
    "PairClearance",
    "checklist_for",
    "checks_of",
    "clearance_of",
    "clearances",
    "embargo_prints",
    "facts_in_full",
    "facts_of",
    "rules_for",
]
