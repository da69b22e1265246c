"""An approved application becomes a project: once, with tranches and reports from the rules."""

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_date

from matchmaking import audit
from matchmaking.applications.choices import ApplicationStatus
from matchmaking.applications.models import Application
from matchmaking.decisions.choices import APPROVING
from matchmaking.decisions.models import Decision
from matchmaking.money import Money
from matchmaking.payments import notices, planning
from matchmaking.payments.models import Project, ReportDue
from matchmaking.payments.planning import PlannedReport
from matchmaking.payments.services.agreeing import write_tranches
from matchmaking.payments.services.common import projects

A_YEAR = 12


@transaction.atomic
def open_project(*, application_id: int) -> Project | None:
    """Open the project of an approved application; whoever asks again gets the same one."""
    application = Application.objects.held().get(pk=application_id)
    there = projects().filter(application=application).first()
    if there or application.status != ApplicationStatus.APPROVED:
        return there
    project = _opened(application)
    terms = application.call.terms
    starts_on, ends_on = _days(project)
    reports = planning.reports_for(terms.duties, starts_on, ends_on)
    _write_reports(project, reports)
    plan = planning.tranches_for(project.amount_minor, terms.tranches, reports)
    write_tranches(project, plan)
    audit.record(project, "create", actor=None)
    notices.tell_of_project(project)
    return project


def open_missing_projects() -> int:
    """Open what a broken off process left out; say how many there were."""
    rows = Application.objects.filter(status=ApplicationStatus.APPROVED, project=None)
    ids = list(rows.values_list("pk", flat=True))
    for pk in ids:
        open_project(application_id=pk)
    return len(ids)


def _approval_of(application: Application) -> tuple[Decision, Money]:
    rows = Decision.objects.filter(application=application, kind__in=APPROVING)
    decision = rows.select_related("submission").latest("pk")
    if decision.amount is None:
        raise LookupError("An approval names an amount")
    return decision, decision.amount


def _opened(application: Application) -> Project:
    decision, amount = _approval_of(application)
    said: dict[str, Any] = decision.submission.contents["proposal"]
    starts_on = parse_date(said.get("starts_on") or "") or timezone.localdate()
    months = said.get("months") or A_YEAR
    ends_on = planning.months_after(starts_on, months) - datetime.timedelta(days=1)
    made = Project.objects.create(
        application=application,
        number=f"P-{application.number}",
        amount_minor=amount.minor,
        currency=amount.currency,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    return projects().get(pk=made.pk)


def _days(project: Project) -> tuple[datetime.date, datetime.date]:
    if project.starts_on is None or project.ends_on is None:
        raise LookupError("A project that opens has its days")
    return project.starts_on, project.ends_on


def _write_reports(project: Project, planned: list[PlannedReport]) -> None:
    for number, row in enumerate(planned, start=1):
        ReportDue.objects.create(
            project=project,
            number=number,
            kind=row.kind,
            matter=row.matter,
            first_due_on=row.due_on,
            due_on=row.due_on,
        )
