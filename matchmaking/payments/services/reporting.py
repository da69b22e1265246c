"""The reports that are due: handed in, accepted, sent back, extended, waived, reminded of."""

import datetime

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from matchmaking import audit
from matchmaking.errors import DomainError, NotInThisState, ReasonMissing
from matchmaking.payments import notices, policies
from matchmaking.payments.choices import AWAITED, ProjectStatus
from matchmaking.payments.models import ReportDue
from matchmaking.payments.services.common import announce, keep, locked
from matchmaking.payments.services.stopping import stop_unready
from matchmaking.payments.signals import report_accepted
from matchmaking.payments.workflow import REPORT_WORKFLOW
from matchmaking.workflow import compare_and_set

# So many days before a report is due, and after it was due, its authors are reminded.
REMINDERS = (14, 3, 0, -7, -14, -28)
REPORTING = (ProjectStatus.RUNNING, ProjectStatus.SUSPENDED)


@transaction.atomic
def receive_report(
    *,
    report_id: int,
    actor: User,
    file: File[bytes],
    words: str = "",
    version: int | None = None,
) -> ReportDue:
    """Hand a report in; after it was sent back, the new one takes the place of the old."""
    report = _locked_report(report_id, version)
    if not policies.files_report(actor, report):
        raise PermissionDenied
    if report.status not in AWAITED or report.project.status not in REPORTING:
        raise NotInThisState
    report.document = keep(file, report.project.carrier, actor)
    report.words, report.received_at, report.received_by = words.strip(), timezone.now(), actor
    report.save(update_fields=["document", "words", "received_at", "received_by"])
    REPORT_WORKFLOW.move(report, "receive_report", actor=actor)
    notices.tell_of_report(report, actor)
    return report


@transaction.atomic
def accept_report(*, report_id: int, actor: User, version: int | None = None) -> ReportDue:
    """Accept a report: what waited for it may be paid."""
    report = _locked_report(report_id, version)
    REPORT_WORKFLOW.move(report, "accept_report", actor=actor)
    report.accepted_at, report.accepted_by, report.reason = timezone.now(), actor, ""
    report.save(update_fields=["accepted_at", "accepted_by", "reason"])
    notices.tell_of_answer(report, actor)
    announce(report_accepted, report.project, report_id=report.pk)
    return report


@transaction.atomic
def return_report(
    *, report_id: int, actor: User, reason: str, version: int | None = None
) -> ReportDue:
    """Send a report back, also one accepted before: a payment that rests on it is stopped."""
    report = _locked_report(report_id, version)
    if report.project.status == ProjectStatus.CLOSED and policies.judges_report(actor, report):
        raise NotInThisState
    REPORT_WORKFLOW.move(report, "return_report", actor=actor, reason=reason)
    report.accepted_at, report.accepted_by, report.reason = None, None, reason.strip()
    report.save(update_fields=["accepted_at", "accepted_by", "reason"])
    stop_unready(report.project, actor)
    notices.tell_of_answer(report, actor)
    return report


@transaction.atomic
def skip_report(
    *, report_id: int, actor: User, reason: str, version: int | None = None
) -> ReportDue:
    """Ask for a report no longer, with the reason."""
    report = _locked_report(report_id, version)
    REPORT_WORKFLOW.move(report, "skip_report", actor=actor, reason=reason)
    report.reason = reason.strip()
    report.save(update_fields=["reason"])
    notices.tell_of_answer(report, actor)
    return report


@transaction.atomic
def extend_report(
    *,
    report_id: int,
    actor: User,
    due_on: datetime.date,
    reason: str,
    version: int | None = None,
) -> ReportDue:
    """Give more time for a report, with the reason; the day of the rules stays on record."""
    report = _locked_report(report_id, version)
    if not policies.judges_report(actor, report):
        raise PermissionDenied
    if report.status not in AWAITED:
        raise NotInThisState
    if not reason.strip():
        raise ReasonMissing
    if due_on <= report.due_on:
        words = {"day": date_format(report.due_on)}
        raise DomainError(_("Choose a day after %(day)s.") % words, field="due_on")
    changes = {"due_on": (report.due_on.isoformat(), due_on.isoformat())}
    compare_and_set(report, due_on=due_on)
    audit.record(report, "extend_report", actor=actor, reason=reason.strip(), changes=changes)
    notices.tell_of_extension(report, actor, reason.strip())
    return report


def remind_of_reports(today: datetime.date) -> int:
    """Remind those who owe a report, on the days for it; say how many reports it was about."""
    days = [today + datetime.timedelta(days=ahead) for ahead in REMINDERS]
    rows = ReportDue.objects.filter(status__in=AWAITED, due_on__in=days)
    found = list(rows.filter(project__status__in=REPORTING).with_project())
    for report in found:
        notices.remind(report, today)
    return len(found)


def _locked_report(report_id: int, version: int | None) -> ReportDue:
    project = locked(ReportDue.objects.get(pk=report_id).project_id)
    report = ReportDue.objects.get(pk=report_id)
    report.project = project
    if version is not None:
        report.version = version
    return report
