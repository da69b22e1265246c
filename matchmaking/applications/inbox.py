"""What waits for whom: screening, conflicts to decide, proposals to hand in again."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.notifications.inbox import Source, Task
from accounts.selectors import organisation_ids
from matchmaking.applications import selectors
from matchmaking.applications.choices import ApplicationStatus, ConflictStatus
from matchmaking.applications.models import Application, Conflict
from matchmaking.applications.policies import ANSWERS


def to_screen(user: User) -> QuerySet[Application] | None:
    """Return what came in to the funds that `user` administers, and nobody screened."""
    funds = selectors.run_by(user)
    if not funds:
        return None
    rows = selectors.applications_for_listing(user).filter(call__fund__organisation__in=funds)
    return rows.filter(status=ApplicationStatus.SUBMITTED)


def to_decide(user: User) -> QuerySet[Conflict] | None:
    """Return the conflicts that `user` has to confirm or dismiss."""
    funds = selectors.run_by(user)
    if not funds:
        return None
    rows = selectors.conflicts_for_listing(user).filter(status=ConflictStatus.FOUND)
    return rows.filter(application__call__fund__organisation__in=funds)


def to_revise(user: User) -> QuerySet[Application] | None:
    """Return what was returned to the organisations for which `user` answers."""
    places = organisation_ids(user, ANSWERS)
    if not places:
        return None
    rows = selectors.applications_for_listing(user).filter(proposal__applicant__in=places)
    return rows.filter(status=ApplicationStatus.RETURNED)


def _screening(application: Application) -> Task:
    return _task(application, "applications:screen", application.call.fund.organisation_id)


def _revision(application: Application) -> Task:
    return _task(application, "applications:detail", application.proposal.applicant_id)


def _task(application: Application, address: str, organisation_id: int) -> Task:
    return Task(
        pk=application.pk,
        text=str(application),
        url=reverse(address, args=[application.pk]),
        organisation_id=organisation_id,
        since=application.moved_at,
        badge=(application.status, application.get_status_display()),
    )


def _conflict(conflict: Conflict) -> Task:
    application = conflict.application
    return Task(
        pk=conflict.pk,
        text=f"{application.number} {conflict.person}",
        url=reverse("applications:conflicts", args=[application.pk]),
        organisation_id=application.call.fund.organisation_id,
        since=conflict.noted_at,
        badge=(conflict.status, conflict.get_status_display()),
    )


SOURCES = (
    Source("screen_application", _("Screen an application"), to_screen, _screening),
    Source("decide_conflict", _("Decide on a conflict of interest"), to_decide, _conflict),
    Source("hand_in_again", _("Hand a revised proposal in again"), to_revise, _revision),
)
