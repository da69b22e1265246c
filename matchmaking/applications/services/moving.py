"""Moves that the slices further down make inside their own transactions."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from matchmaking.applications import policies
from matchmaking.applications.choices import ApplicationStatus
from matchmaking.applications.models import Application
from matchmaking.applications.services.common import locked, reread, stamp
from matchmaking.applications.workflow import APPLICATION_WORKFLOW
from matchmaking.errors import NotInThisState
from matchmaking.projects import services as projects

Act = Callable[..., object]


@transaction.atomic
def close_reviews(*, application_id: int, actor: User, reason: str = "") -> Application:
    """Say that all reviews are in: the committee may decide."""
    application = locked(application_id)
    APPLICATION_WORKFLOW.move(application, "close_reviews", actor=actor, reason=reason)
    stamp(application, "reviewed_at")
    return application


@transaction.atomic
def reopen_reviews(*, application_id: int, actor: User, reason: str) -> Application:
    """Let reviewers write again, with a reason."""
    application = locked(application_id)
    APPLICATION_WORKFLOW.move(application, "reopen_reviews", actor=actor, reason=reason)
    stamp(application)
    return application


@transaction.atomic
def approve_application(
    *, application_id: int, actor: User, reason: str = "", on_appeal: bool = False
) -> Application:
    """Approve an application and its proposal; after an upheld appeal also a rejected one."""
    name = "approve_on_appeal" if on_appeal else "approve_application"
    application = _decide(application_id, name, actor, reason)
    projects.approve_proposal(proposal_id=application.proposal_id, actor=actor)
    reread(application)
    return application


@transaction.atomic
def reject_application(*, application_id: int, actor: User, reason: str) -> Application:
    """Reject an application and its proposal."""
    application = _decide(application_id, "reject_application", actor, reason)
    projects.reject_proposal(proposal_id=application.proposal_id, actor=actor)
    reread(application)
    return application


@transaction.atomic
def return_application(
    *, application_id: int, actor: User, reason: str, on_appeal: bool = False
) -> Application:
    """Return a proposal for revision: its writers change it, both sides sign, and it comes back."""
    name = "return_on_appeal" if on_appeal else "return_application"
    application = _decide(application_id, name, actor, reason)
    projects.return_proposal(proposal_id=application.proposal_id, actor=actor, reason=reason)
    reread(application)
    return application


def _decide(application_id: int, name: str, actor: User, reason: str) -> Application:
    """Move it; before the reviews are closed only where the call asks nobody to review."""
    application = locked(application_id)
    if not policies.stands_for_fund(actor, application):
        raise PermissionDenied
    unread = application.status == ApplicationStatus.ELIGIBLE
    if unread and application.call.terms.reviewers:
        raise NotInThisState
    APPLICATION_WORKFLOW.move(application, name, actor=actor, reason=reason)
    stamp(application, "decided_at")
    return application
