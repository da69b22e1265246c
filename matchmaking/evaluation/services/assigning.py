"""Who evaluates: asked, declared to be independent, declined, taken off."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from matchmaking import audit
from matchmaking.errors import DomainError, NotInThisState
from matchmaking.evaluation import independence, notices, policies
from matchmaking.evaluation.choices import AssignmentRole, EvaluationStatus
from matchmaking.evaluation.models import Assignment
from matchmaking.evaluation.services.common import (
    locked,
    locked_assignment,
    move_assignment,
)


@transaction.atomic
def ask_evaluator(*, evaluation_id: int, evaluator_id: int, role: str, actor: User) -> Assignment:
    """Ask somebody to evaluate; refused where they are bound to a party."""
    evaluation = locked(evaluation_id)
    if not policies.plans(actor, evaluation):
        raise PermissionDenied
    if evaluation.status not in (EvaluationStatus.PLANNED, EvaluationStatus.SCORING):
        raise NotInThisState
    evaluator = User.objects.get(pk=evaluator_id)
    independence.refuse_unless_independent(evaluator, evaluation.undertaking)
    standing = evaluation.assignments.standing()
    if standing.filter(evaluator=evaluator).exists():
        raise DomainError(_("This person is asked already."), field="evaluator")
    if role == AssignmentRole.LEAD and standing.filter(role=role).exists():
        raise DomainError(_("There is a lead evaluator already."), field="role")
    assignment = Assignment.objects.create(evaluation=evaluation, evaluator=evaluator, role=role)
    audit.record(assignment, "ask_evaluator", actor=actor)
    notices.tell_evaluator("evaluator_asked", assignment, actor)
    return assignment


@transaction.atomic
def declare_independence(*, assignment_id: int, actor: User) -> Assignment:
    """Declare to be bound to none of the parties, and take the evaluation on."""
    assignment = locked_assignment(assignment_id)
    now = timezone.now()
    move_assignment(assignment, "declare_independence", actor, declared_at=now)
    independence.refuse_unless_independent(actor, assignment.evaluation.undertaking)
    notices.tell_planner("evaluator_accepted", assignment, actor)
    return assignment


@transaction.atomic
def decline_evaluation(*, assignment_id: int, actor: User, reason: str) -> Assignment:
    """Decline, or leave before the scores are in, for a reason."""
    assignment = locked_assignment(assignment_id)
    move_assignment(assignment, "decline_evaluation", actor, reason, words=reason.strip())
    notices.tell_planner("evaluator_declined", assignment, actor)
    return assignment


@transaction.atomic
def take_off_evaluator(*, assignment_id: int, actor: User, reason: str) -> Assignment:
    """Take somebody off before their scores are in; scores handed in stay."""
    assignment = locked_assignment(assignment_id)
    move_assignment(assignment, "take_off_evaluator", actor, reason, words=reason.strip())
    notices.tell_evaluator("evaluator_taken_off", assignment, actor)
    return assignment
