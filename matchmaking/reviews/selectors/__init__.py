"""What is asked about reviews: always for somebody, and never of what they may not know of."""

from matchmaking.reviews.selectors.candidates import Candidate, candidates, plan_of_call
from matchmaking.reviews.selectors.progress import Progress, assignments_of, progress
from matchmaking.reviews.selectors.summaries import (
    CallAgreement,
    ReviewFigures,
    ReviewSummary,
    call_agreement,
    counting_reviews,
    summaries,
    summaries_of_call,
)
from matchmaking.reviews.selectors.writing import criteria_of, gaps

__all__ = [
    "CallAgreement",
    "Candidate",
    "Progress",
    "ReviewFigures",
    "ReviewSummary",
    "assignments_of",
    "call_agreement",
    "candidates",
    "counting_reviews",
    "criteria_of",
    "gaps",
    "plan_of_call",
    "progress",
    "summaries",
    "summaries_of_call",
]
