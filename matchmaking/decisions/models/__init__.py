"""The committee of a call, its ballots, what it decided, and what became of that."""

from matchmaking.decisions.models.ballots import Ballot, Vote
from matchmaking.decisions.models.choices import Choice, ChoiceLine, Limit
from matchmaking.decisions.models.committee import CommitteeScore, Lot, LotLine, Seat
from matchmaking.decisions.models.outcomes import Appeal, Condition, Decision, Evidence

__all__ = [
    "Appeal",
    "Ballot",
    "Choice",
    "ChoiceLine",
    "CommitteeScore",
    "Condition",
    "Decision",
    "Evidence",
    "Limit",
    "Lot",
    "LotLine",
    "Seat",
    "Vote",
]
