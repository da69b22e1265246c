"""What pages and the slices further down ask of evaluations."""

from matchmaking.evaluation.selectors.agreement import Pooled, overview
from matchmaking.evaluation.selectors.lists import evaluations_for_listing
from matchmaking.evaluation.selectors.pages import evaluation_for_page, history_of
from matchmaking.evaluation.selectors.published import (
    PublishedScore,
    published_scores,
    scores_of,
)

__all__ = [
    "Pooled",
    "PublishedScore",
    "evaluation_for_page",
    "evaluations_for_listing",
    "history_of",
    "overview",
    "published_scores",
    "scores_of",
]
