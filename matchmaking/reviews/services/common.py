"""What every act on reviews does: lock, move, announce."""

from functools import partial
from typing import Any

from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from matchmaking.applications.models import Application
from matchmaking.errors import DomainError
from matchmaking.reviews import policies
from matchmaking.reviews.models import Assignment
from matchmaking.reviews.workflow import ASSIGNMENT_WORKFLOW

NAMED = ("application__call__fund", "application__proposal", "reviewer", "submission")


def locked(assignment_id: int, version: int | None = None) -> Assignment:
    """Return an assignment for writing, as its reader last saw it; its application is held first.

    Reviews of one application are closed, and people recused, with the application in hand.
    """
    Application.objects.held().get(assignments=assignment_id)
    rows = Assignment.objects.select_for_update(of=("self",)).select_related(*NAMED)
    assignment = rows.get(pk=assignment_id)
    if version is not None:
        assignment.version = version
    return assignment


def locked_application(application_id: int) -> Application:
    """Return an application for writing: what concerns all its reviewers goes one at a time."""
    rows = Application.objects.held().select_related("call__fund", "proposal")
    return rows.get(pk=application_id)


def refuse_unless_in_review(application: Application) -> None:
    """Refuse what only makes sense while reviewers work."""
    if not policies.is_under_review(application):
        raise DomainError(_("This application is not in review now."))


def move(
    assignment: Assignment, name: str, *, actor: User | None, reason: str = "", **values: Any
) -> None:
    """Make a move of an assignment and write the other columns that go with it."""
    ASSIGNMENT_WORKFLOW.move(assignment, name, actor=actor, reason=reason)
    for column, value in values.items():
        setattr(assignment, column, value)
    assignment.save(update_fields=list(values))


def end(assignment: Assignment, name: str, *, actor: User | None, reason: str) -> None:
    """End an assignment for a reason."""
    values = {"words": reason.strip(), "ended_at": timezone.now()}
    move(assignment, name, actor=actor, reason=reason, **values)


def announce(signal: Signal, **ids: int) -> None:
    """Tell the slices above, once it is certain."""
    transaction.on_commit(partial(signal.send_robust, sender=Assignment, **ids))
