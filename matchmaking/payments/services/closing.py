"""Suspending a project, letting it go on, and closing it once everything is accounted for."""

from collections.abc import Iterator

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from matchmaking.errors import DomainError
from matchmaking.ledger import services as ledger
from matchmaking.payments import notices, policies
from matchmaking.payments.choices import SETTLED, UNDER_WAY, ExpenditureStatus
from matchmaking.payments.facts import money_of
from matchmaking.payments.models import Project
from matchmaking.payments.services.common import announce, locked
from matchmaking.payments.services.stopping import stop_unready
from matchmaking.payments.signals import project_closed
from matchmaking.payments.workflow import PROJECT_WORKFLOW
from matchmaking.projects.services import close_proposal


class NotAccountedFor(DomainError):
    """Something is still open, so that the project cannot be closed."""


@transaction.atomic
def suspend_project(
    *, project_id: int, actor: User, reason: str, version: int | None = None
) -> Project:
    """Stop all payments of a project, with a reason that everybody concerned reads."""
    project = locked(project_id, version)
    PROJECT_WORKFLOW.move(project, "suspend", actor=actor, reason=reason)
    stop_unready(project, actor)
    notices.tell_of_suspension(project, actor, reason)
    return project


@transaction.atomic
def resume_project(
    *, project_id: int, actor: User, reason: str, version: int | None = None
) -> Project:
    """Let a suspended project go on."""
    project = locked(project_id, version)
    PROJECT_WORKFLOW.move(project, "resume", actor=actor, reason=reason)
    notices.tell_of_resumption(project, actor, reason)
    return project


@transaction.atomic
def close_project(
    *, project_id: int, actor: User, reason: str, version: int | None = None
) -> Project:
    """Close a project: what was committed and not paid is free again, and the proposal is over."""
    project = locked(project_id, version)
    if not policies.administers(actor, project):
        raise PermissionDenied
    open_ends = still_open(project)
    if open_ends:
        raise NotAccountedFor(" ".join(open_ends))
    PROJECT_WORKFLOW.move(project, "close", actor=actor, reason=reason)
    project.closed_at = timezone.now()
    project.save(update_fields=["closed_at"])
    # The book comes last: who holds it waits for nobody.
    close_proposal(proposal_id=project.application.proposal_id, actor=actor)
    ledger.close_project(
        application_id=project.application_id, actor=actor, key=f"project:{project.pk}:close"
    )
    notices.tell_of_closure(project, actor)
    announce(project_closed, project)
    return project


def still_open(project: Project) -> list[str]:
    """Return what has to be settled before a project may be closed, each in a sentence."""
    return list(_open_ends(project))


def _open_ends(project: Project) -> Iterator[str]:
    money = money_of([project])[project.pk]
    if project.payments.filter(status__in=UNDER_WAY).exists():
        yield _("A payment is under way: pay it or send it back.")
    waiting = project.expenditures.filter(status=ExpenditureStatus.ENTERED).count()
    if waiting:
        yield ngettext(
            "%(count)s expenditure waits for an answer.",
            "%(count)s expenditures wait for an answer.",
            waiting,
        ) % {"count": waiting}
    # Of a project that was never paid nothing has to be reported.
    reports = project.reports.exclude(status__in=SETTLED).count() if money.disbursed.minor else 0
    if reports:
        yield ngettext(
            "%(count)s report is not accepted.", "%(count)s reports are not accepted.", reports
        ) % {"count": reports}
    if money.unaccounted.minor:
        words = {"rest": money.unaccounted}
        yield _("%(rest)s were paid and are neither spent nor refunded.") % words
