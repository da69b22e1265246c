"""What a person answers who is asked to review, and what ends a review from outside."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from matchmaking.applications import services as applications
from matchmaking.reviews import notices, policies
from matchmaking.reviews.choices import CONFLICT, OVER, STANDING, AssignmentStatus
from matchmaking.reviews.models import Assignment
from matchmaking.reviews.services.common import end, locked, move, refuse_unless_in_review

UNFINISHED = tuple(status for status in STANDING if status != AssignmentStatus.DONE)


@transaction.atomic
def accept_assignment(*, assignment_id: int, actor: User, version: int | None = None) -> Assignment:
    """Declare that nothing stands in the way, and take on the review.

    Where the system knows of a conflict the person is taken off instead: look at the status.
    """
    assignment = locked(assignment_id, version)
    refuse_unless_in_review(assignment.application)
    if not policies.is_reviewer(actor, assignment):
        raise PermissionDenied
    if applications.declare_no_conflict(application_id=assignment.application_id, actor=actor):
        move(assignment, "accept_review", actor=actor, answered_at=timezone.now())
    else:
        end(assignment, "set_aside_review", actor=None, reason=CONFLICT)
        notices.tell_of_leaving(assignment)
    return assignment


@transaction.atomic
def decline_assignment(
    *, assignment_id: int, actor: User, reason: str, version: int | None = None
) -> Assignment:
    """Leave the review to somebody else, without a conflict: no time, wrong field, ill."""
    assignment = locked(assignment_id, version)
    _answered(assignment, "decline_review", actor, reason)
    return assignment


@transaction.atomic
def leave_for_conflict(
    *, assignment_id: int, actor: User, ground: str, words: str, version: int | None = None
) -> Assignment:
    """Declare a conflict of interest: from now on the person knows nothing of the application."""
    assignment = locked(assignment_id, version)
    applications.declare_conflict(
        application_id=assignment.application_id, actor=actor, ground=ground, words=words
    )
    _answered(assignment, "leave_for_conflict", actor, words)
    return assignment


@transaction.atomic
def set_aside_for_conflict(*, application_id: int, person_id: int) -> int:
    """End what a person reviews of an application from which a conflict keeps them away now."""
    rows = Assignment.objects.filter(application=application_id, reviewer=person_id)
    return _set_aside(rows.filter(status__in=STANDING), CONFLICT)


@transaction.atomic
def end_with_application(*, application_id: int) -> int:
    """End the reviews that are still to come of what is no longer in review."""
    rows = Assignment.objects.filter(application=application_id, status__in=UNFINISHED)
    return _set_aside(rows, OVER)


def _answered(assignment: Assignment, name: str, actor: User, reason: str) -> None:
    end(assignment, name, actor=actor, reason=reason)
    assignment.answered_at = assignment.ended_at
    assignment.save(update_fields=["answered_at"])
    notices.tell_of_leaving(assignment)


def _set_aside(rows: QuerySet[Assignment], words: str) -> int:
    ids = list(rows.order_by("pk").values_list("pk", flat=True))
    for pk in ids:
        end(locked(pk), "set_aside_review", actor=None, reason=words)
    return len(ids)
