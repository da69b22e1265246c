"""What is asked about rankings, scenarios, decisions and conditions."""

from matchmaking.decisions.selectors.choosing import candidates_of, digest_of, problem_of
from matchmaking.decisions.selectors.outcomes import (
    appeals_waiting,
    conditions_due,
    conditions_for_listing,
    decision_of,
    decisions_for_listing,
    granted,
    open_conditions,
)
from matchmaking.decisions.selectors.ranking import (
    RankedRow,
    Ranking,
    ranking_of,
    tied_groups,
    undeclared,
)

__all__ = [
    "RankedRow",
    "Ranking",
    "appeals_waiting",
    "candidates_of",
    "conditions_due",
    "conditions_for_listing",
    "decision_of",
    "decisions_for_listing",
    "digest_of",
    "granted",
    "open_conditions",
    "problem_of",
    "ranking_of",
    "tied_groups",
    "undeclared",
]
