"""What the pages of reports show."""

from matchmaking.reports.selectors.lists import (
    report_detail,
    report_history,
    reports_for_listing,
    reports_to_review,
)
from matchmaking.reports.selectors.messages import reasons_of, refusal_of, warnings_of
from matchmaking.reports.selectors.review import Desk, MarkedPassage, passage_desk, review_desk

__all__ = [
    "Desk",
    "MarkedPassage",
    "passage_desk",
    "reasons_of",
    "refusal_of",
    "report_detail",
    "report_history",
    "reports_for_listing",
    "reports_to_review",
    "review_desk",
    "warnings_of",
]
