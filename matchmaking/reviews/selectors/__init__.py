"""What is asked about reviews: always for somebody, and never of what they may not know of."""

from matchmaking.reviews.selectors.candidates import (
    Candidate,
    candidates,
    plan_of_call,
    reviewers_of,
)
from matchmaking.reviews.selectors.profiles import people_for_listing, profile_of
from matchmaking.reviews.selectors.progress import (
    Progress,
    applications_for_progress,
    assignments_of,
    followed_calls,
    progress,
    with_assignments,
)
from matchmaking.reviews.selectors.reading import (
    compared,
    discussion,
    earlier_reviews,
    leanings_in_words,
    outliers_in_words,
    reviews_of,
    score_rows,
)
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
    "applications_for_progress",
    "assignments_of",
    "call_agreement",
    "candidates",
    "compared",
    "counting_reviews",
    "criteria_of",
    "discussion",
    "earlier_reviews",
    "followed_calls",
    "gaps",
    "leanings_in_words",
    "outliers_in_words",
    "people_for_listing",
    "plan_of_call",
    "profile_of",
    "progress",
    "reviewers_of",
    "reviews_of",
    "score_rows",
    "summaries",
    "summaries_of_call",
    "with_assignments",
]
