"""What the pages of projects, payments, reports and contributions show."""

from matchmaking.payments.selectors.contributions import (
    contribution_for_page,
    contributions_for_listing,
    earmark_words,
    gifts_of,
    instalments_of,
    pots_for,
)
from matchmaking.payments.selectors.lists import (
    payments_due,
    projects_for_listing,
    reports_due,
    reports_for_listing,
    tranches_for_listing,
    with_money,
    with_reasons,
)
from matchmaking.payments.selectors.pages import (
    TrancheView,
    history_of,
    payment_for_page,
    project_for_page,
    report_for_page,
    tranche_views,
)

__all__ = [
    "TrancheView",
    "contribution_for_page",
    "contributions_for_listing",
    "earmark_words",
    "gifts_of",
    "history_of",
    "instalments_of",
    "payment_for_page",
    "payments_due",
    "pots_for",
    "project_for_page",
    "projects_for_listing",
    "report_for_page",
    "reports_due",
    "reports_for_listing",
    "tranche_views",
    "tranches_for_listing",
    "with_money",
    "with_reasons",
]
