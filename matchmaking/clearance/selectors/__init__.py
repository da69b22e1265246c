"""What is asked of the checks."""

from matchmaking.clearance.selectors.beside import Beside, beside, embargoes_of, rulings_of
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
from matchmaking.clearance.selectors.lists import (
    checks_for_listing,
    checks_to_clear,
    count_pairs,
    open_pairs,
)
from matchmaking.clearance.selectors.names import (
    changes_of,
    current_list,
    hits_for,
    names_of,
    standing_hits,
    undecided_hits,
)

__all__ = [
    "Beside",
    "CheckRow",
    "ChecklistView",
    "PairClearance",
    "beside",
    "changes_of",
    "checklist_for",
    "checks_for_listing",
    "checks_of",
    "checks_to_clear",
    "clearance_of",
    "clearances",
    "count_pairs",
    "current_list",
    "embargo_prints",
    "embargoes_of",
    "facts_in_full",
    "facts_of",
    "hits_for",
    "names_of",
    "open_pairs",
    "rules_for",
    "rulings_of",
    "standing_hits",
    "undecided_hits",
]
