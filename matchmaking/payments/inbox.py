"""What of projects and their money waits for whom. The recused find none of it here either."""

import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.choices import Role
from accounts.models import User
from accounts.notifications.inbox import Source, Task
from accounts.selectors import organisation_ids
from matchmaking.payments.choices import (
    AWAITED,
    UNDER_WAY,
    ExpenditureStatus,
    PaymentStatus,
    ProjectStatus,
    ReportStatus,
    Side,
)
from matchmaking.payments.models import (
    Expenditure,
    Payment,
    Project,
    ReportDue,
    Signature,
    Tranche,
)
from matchmaking.payments.policies import ACTING_ROLES
from matchmaking.payments.services.reporting import REPORTING

FUND = "application__call__fund__organisation__in"
PROPOSAL = "application__proposal__"
SOON = datetime.timedelta(days=30)


def to_sign(user: User) -> QuerySet[Project] | None:
    """Return the projects whose funding agreement waits for the party of `user`."""
    run, own = _places(user)
    if not run and not own:
        return None
    signed = Signature.objects.filter(project=OuterRef("pk"))
    for_fund = _run("", run) & ~Exists(signed.filter(side=Side.FUND))
    for_carrier = _own("", own) & ~Exists(signed.filter(side=Side.IMPLEMENTER))
    rows = Project.objects.visible_to(user).filter(status=ProjectStatus.AGREED)
    return rows.filter(for_fund | for_carrier).with_parties()


def to_prepare(user: User) -> QuerySet[Tranche] | None:
    """Return the tranches that are due and of which no payment is prepared."""
    run, _own_places = _places(user)
    if not run:
        return None
    rows = Tranche.objects.visible_to(user).with_state(timezone.localdate())
    due = rows.filter(_run("project__", run), is_due=True, payment_status="")
    return due.with_project().select_related("report")


def to_approve(user: User) -> QuerySet[Payment] | None:
    """Return the payments that wait for a second person, which is not who prepared them."""
    run, _own_places = _places(user)
    if not run:
        return None
    rows = Payment.objects.visible_to(user).filter(_run("project__", run))
    waiting = rows.filter(status=PaymentStatus.PREPARED, needs_approval=True)
    return waiting.exclude(prepared_by=user).with_project().select_related("tranche")


def to_pay(user: User) -> QuerySet[Payment] | None:
    """Return the payments that may leave: approved, or below the limit."""
    run, _own_places = _places(user)
    if not run:
        return None
    rows = Payment.objects.visible_to(user).filter(_run("project__", run), status__in=UNDER_WAY)
    ready = Q(status=PaymentStatus.APPROVED) | Q(needs_approval=False)
    return rows.filter(ready).with_project().select_related("tranche")


def to_hand_in(user: User) -> QuerySet[ReportDue] | None:
    """Return the reports that `user` owes, as soon as their day is near."""
    _run_places, own = _places(user)
    if not own:
        return None
    soon = timezone.localdate() + SOON
    rows = ReportDue.objects.visible_to(user).filter(_own("project__", own), due_on__lte=soon)
    owed = rows.filter(status__in=AWAITED, project__status__in=REPORTING)
    return owed.with_project()


def to_answer(user: User) -> QuerySet[ReportDue] | None:
    """Return the reports that were handed in and wait for the fund."""
    run, _own_places = _places(user)
    if not run:
        return None
    rows = ReportDue.objects.visible_to(user).filter(_run("project__", run))
    return rows.filter(status=ReportStatus.RECEIVED).with_project()


def to_accept(user: User) -> QuerySet[Expenditure] | None:
    """Return the expenditure that waits for the fund."""
    run, _own_places = _places(user)
    if not run:
        return None
    rows = Expenditure.objects.visible_to(user).filter(_run("project__", run))
    waiting = rows.filter(status=ExpenditureStatus.ENTERED).exclude(entered_by=user)
    return waiting.with_project()


def _places(user: User) -> tuple[frozenset[int], frozenset[int]]:
    """Return the funds' organisations that `user` runs, and the ones they act for."""
    run = organisation_ids(user, [Role.FUND_ADMINISTRATOR])
    return run, organisation_ids(user, ACTING_ROLES)


def _run(prefix: str, places: frozenset[int]) -> Q:
    return Q(**{f"{prefix}{FUND}": places})


def _own(prefix: str, places: frozenset[int]) -> Q:
    sides = (f"{prefix}{PROPOSAL}{side}__in" for side in ("applicant", "implementer"))
    applicant, implementer = (Q(**{side: places}) for side in sides)
    return applicant | implementer


def _project_task(row: Project) -> Task:
    return Task(
        pk=row.pk,
        text=f"{row.number} {row.application.proposal}",
        url=reverse("payments:project", args=[row.pk]),
        since=row.created_at,
    )


def _tranche_task(row: Tranche) -> Task:
    return Task(
        pk=row.pk,
        text=f"{row}: {row.amount}",
        url=reverse("payments:prepare", args=[row.pk]),
        organisation_id=row.project.application.call.fund.organisation_id,
    )


def _payment_task(row: Payment) -> Task:
    return Task(
        pk=row.pk,
        text=f"{row}: {row.amount}",
        url=reverse("payments:payment", args=[row.pk]),
        organisation_id=row.project.application.call.fund.organisation_id,
        since=row.prepared_at,
        badge=(row.status, row.get_status_display()),
    )


def _report_task(row: ReportDue) -> Task:
    return Task(
        pk=row.pk,
        text=str(row),
        url=reverse("payments:report", args=[row.pk]),
        due_on=row.due_on if row.status in AWAITED else None,
        since=row.received_at,
        badge=(row.status, row.get_status_display()),
    )


def _expenditure_task(row: Expenditure) -> Task:
    return Task(
        pk=row.pk,
        text=f"{row.project}: {row}",
        url=reverse("payments:project", args=[row.project_id]),
        organisation_id=row.project.application.call.fund.organisation_id,
        since=row.entered_at,
    )


SOURCES = (
    Source("sign_funding", _("Sign a funding agreement"), to_sign, _project_task),
    Source("prepare_payment", _("Prepare a payment"), to_prepare, _tranche_task),
    Source("approve_payment", _("Check a payment"), to_approve, _payment_task),
    Source("pay_payment", _("Pay"), to_pay, _payment_task),
    Source("file_report", _("Hand in a report"), to_hand_in, _report_task),
    Source("answer_report", _("Answer a report"), to_answer, _report_task),
    Source("accept_expenditure", _("Answer expenditure"), to_accept, _expenditure_task),
)
