"""What of the reports waits for a person, for their home page."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.panels import Item, Panel
from matchmaking.reports import policies, selectors
from matchmaking.reports.models import NationalReport

SHOWN = 5


def reports_to_review(user: User) -> Panel | None:
    """Show those who draft for a State where the system waits for their decision."""
    if not policies.states_reported_for(user):
        return None
    return Panel(
        title=_("National reports to review"),
        items=[_item(report) for report in selectors.reports_to_review(user)[:SHOWN]],
        empty=_("Every report is reviewed."),
        url=reverse("reports:upload"),
        url_label=_("Upload a report"),
    )


def _item(report: NationalReport) -> Item:
    left = {"count": report.found - report.reviewed}
    return Item(
        text=str(report),
        url=reverse("reports:review", args=[report.pk]),
        badge=(report.status, report.get_status_display()),
        note=_("%(count)s to go") % left,
    )
