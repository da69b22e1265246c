"""Before the money moves: planning the tranches, and signing the funding agreement."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from matchmaking import audit
from matchmaking.errors import DomainError, NotInThisState
from matchmaking.payments import notices, planning, policies
from matchmaking.payments.choices import ProjectStatus, Side
from matchmaking.payments.facts import conditions_of
from matchmaking.payments.models import Project, Signature, Tranche
from matchmaking.payments.planning import PlannedTranche
from matchmaking.payments.readiness import why_not_sign
from matchmaking.payments.services.common import (
    announce,
    fund_of,
    keep,
    locked,
    refuse_future,
)
from matchmaking.payments.signals import project_signed
from matchmaking.payments.workflow import PROJECT_WORKFLOW
from matchmaking.workflow import compare_and_set


@dataclass(frozen=True)
class SignedPaper:
    """The funding agreement as one party signed it."""

    side: str
    name: str
    signed_on: datetime.date
    file: File[bytes]


@transaction.atomic
def plan_tranches(
    *, project_id: int, version: int | None, actor: User, plan: Sequence[PlannedTranche]
) -> Project:
    """Write the tranches anew, while nobody has signed; raise FaultyPlan where they do not fit."""
    project = locked(project_id, version)
    if not policies.administers(actor, project):
        raise PermissionDenied
    if project.status != ProjectStatus.AGREED or project.signatures.exists():
        raise NotInThisState
    planning.refuse_faulty_plan(plan, project.amount, project.reports.count())
    before = _in_words(project)
    compare_and_set(project)
    write_tranches(project, plan)
    changes = {"tranches": (before, _in_words(project))}
    audit.record(project, "plan_tranches", actor=actor, changes=changes)
    return project


def write_tranches(project: Project, plan: Sequence[PlannedTranche]) -> None:
    """Replace the tranches of a project of which nothing is signed."""
    reports = {report.number: report for report in project.reports.all()}
    project.tranches.all().delete()
    for number, row in enumerate(plan, start=1):
        Tranche.objects.create(
            project=project,
            number=number,
            amount_minor=row.amount_minor,
            tie=row.tie,
            report=reports.get(row.report or 0),
            due_on=row.due_on,
        )


@transaction.atomic
def sign_funding(*, project_id: int, actor: User, paper: SignedPaper) -> Project:
    """Record the agreement as one party signed it; with the second signature the project runs."""
    project = locked(project_id)
    _refuse_stranger(actor, project, paper.side)
    if project.status != ProjectStatus.AGREED:
        raise NotInThisState
    if project.signatures.filter(side=paper.side).exists():
        raise DomainError(_("This party has signed already."), field="side")
    missing = why_not_sign(conditions_of([project])[project.pk])
    if missing:
        raise DomainError(" ".join(why.words for why in missing))
    refuse_future(paper.signed_on, "signed_on")
    owner = fund_of(project) if paper.side == Side.FUND else project.carrier
    Signature.objects.create(
        project=project,
        side=paper.side,
        name=paper.name.strip() or str(actor),
        signed_on=paper.signed_on,
        document=keep(paper.file, owner, actor),
        recorded_by=actor,
    )
    audit.record(project, "sign_funding", actor=actor, reason=str(Side(paper.side).label))
    _begin_if_complete(project, actor)
    return project


def _refuse_stranger(actor: User, project: Project, side: str) -> None:
    """Raise PermissionDenied unless `actor` speaks for that party; the fund records both papers."""
    implements = side == Side.IMPLEMENTER and policies.implements(actor, project)
    if not implements and not policies.administers(actor, project):
        raise PermissionDenied


def _begin_if_complete(project: Project, actor: User) -> None:
    signed = dict(project.signatures.values_list("side", "signed_on"))
    if set(signed) != set(Side.values):
        notices.tell_of_signature(project, actor)
        return
    project.signed_on = max(signed.values())
    project.save(update_fields=["signed_on"])
    PROJECT_WORKFLOW.move(project, "begin", actor=None)
    notices.tell_of_beginning(project, actor)
    announce(project_signed, project)


def _in_words(project: Project) -> str:
    return ", ".join(str(tranche.amount) for tranche in project.tranches.order_by("number"))
