"""What the calendar does to renewals: two reminders, then the request lapses."""

import datetime
from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, override

from matchmaking.errors import ChangedMeanwhile, NotInThisState
from matchmaking.needs.choices import NeedStatus
from matchmaking.needs.renewal import notices
from matchmaking.needs.renewal.models import Reminder, Renewal
from matchmaking.needs.renewal.workflow import RENEWAL_WORKFLOW, RENEWED
from matchmaking.reports.models import NationalReport
from matchmaking.writing.services import move_record


def send_reminders(*, today: datetime.date | None = None) -> int:
    """Remind States of what is due; one message for each report. Safe to run again and again."""
    today = today or timezone.localdate()
    due = Reminder.objects.filter(
        sent_at=None, due_on__lte=today, renewal__in=Renewal.objects.waiting()
    )
    reports = due.values_list("renewal__report", flat=True).distinct()
    return sum(_remind(report_id, today) for report_id in list(reports))


def lapse_renewals(*, today: datetime.date | None = None) -> int:
    """Let every request lapse that was not confirmed in time, and say how many there were."""
    today = today or timezone.localdate()
    lapsed: dict[int, int] = defaultdict(int)
    for renewal_id, report_id in list(Renewal.objects.overdue(today).values_list("pk", "report")):
        lapsed[report_id] += _lapse(renewal_id)
    for report in _reports(pk for pk, count in lapsed.items() if count):
        notices.tell_of_lapse(report, lapsed[report.pk], today.isoformat())
    return sum(lapsed.values())


@transaction.atomic
def _remind(report_id: int, today: datetime.date) -> bool:
    """Send the latest reminder that is due; an earlier one that was missed counts as sent."""
    rows = Reminder.objects.select_for_update(of=("self",)).filter(
        sent_at=None,
        due_on__lte=today,
        renewal__in=Renewal.objects.waiting().filter(report=report_id, due_on__gte=today),
    )
    due = list(rows.select_related("renewal"))
    # Whoever sets the day first has sent it; a second worker finds nothing to set.
    claimed = Reminder.objects.filter(pk__in=[row.pk for row in due], sent_at=None)
    if not due or not claimed.update(sent_at=timezone.now()):
        return False
    first_end = min(row.renewal.due_on for row in due)
    count = len({row.renewal_id for row in due})
    number = max(row.number for row in due)
    [report] = _reports([report_id])
    notices.remind(report, count, number, first_end)
    return True


@transaction.atomic
def _lapse(renewal_id: int) -> bool:
    rows = Renewal.objects.select_for_update(of=("self",))
    renewal = rows.select_related("need", "report__country").get(pk=renewal_id)
    before = renewal.need.status
    try:
        RENEWAL_WORKFLOW.move(renewal, "lapse", actor=None)
        _end(renewal)
    except (NotInThisState, ChangedMeanwhile):
        return False  # its State was faster, which is just as well
    renewal.status_before = before
    renewal.save(update_fields=["status_before"])
    return True


def _end(renewal: Renewal) -> None:
    with override("en"):
        reason = gettext("Not confirmed after the national report %(report)s.") % {
            "report": renewal.report
        }
    name = "lapse" if renewal.need.status == NeedStatus.PUBLISHED else "shelve"
    move_record(RENEWED, name, record_id=renewal.need_id, actor=None, reason=reason)


def _reports(ids: Iterable[int]) -> list[NationalReport]:
    rows = NationalReport.objects.filter(pk__in=list(ids))
    return list(rows.select_related("country", "organisation"))
