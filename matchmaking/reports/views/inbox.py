"""What of the reports waits for whom."""

import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.notifications.inbox import Source, Task
from matchmaking.reports import policies, selectors
from matchmaking.reports.models import NationalReport

# So long the needs of a report stay fresh enough to become requests.
TIME_TO_REVIEW = datetime.timedelta(days=30)


def to_review(user: User) -> QuerySet[NationalReport] | None:
    """Return the reports whose candidates wait for a decision of the State."""
    return selectors.reports_to_review(user) if policies.states_reported_for(user) else None


def task(report: NationalReport) -> Task:
    """Word a report as a task of its State."""
    left = {"count": report.found - report.reviewed}
    return Task(
        pk=report.pk,
        text=str(report),
        url=reverse("reports:review", args=[report.pk]),
        organisation_id=report.organisation_id,
        due_on=report.uploaded_at.date() + TIME_TO_REVIEW,
        since=report.uploaded_at,
        note=_("%(count)s to go") % left,
    )


SOURCES = (Source("review_report", gettext_lazy("Decide on needs of a report"), to_review, task),)
