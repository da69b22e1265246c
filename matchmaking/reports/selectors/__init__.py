"""What the pages of reports show."""

from matchmaking.reports.selectors.lists import report_detail, report_history, reports_for_listing
from matchmaking.reports.selectors.messages import refusal_of, warnings_of
from matchmaking.reports.selectors.review import Desk, passage_desk, review_desk

__all__ = [
    "Desk",
    "passage_desk",
    "refusal_of",
    "report_detail",
    "report_history",
    "reports_for_listing",
    "review_desk",
    "warnings_of",
]
