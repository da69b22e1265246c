"""What every act on an evaluation does: lock, move, announce, refuse what is not whole."""

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.dispatch import Signal
from django.utils.translation import gettext as _

from accounts.models import User
from matchmaking.errors import DomainError, NotInThisState
from matchmaking.evaluation.models import Assignment, Evaluation
from matchmaking.evaluation.workflow import ASSIGNMENT_WORKFLOW, EVALUATION_WORKFLOW

NAMED = (
    "undertaking__project__application__call__fund",
    "undertaking__project__application__proposal",
    "undertaking__agreement__introduction__need",
    "undertaking__agreement__introduction__offer",
)


def locked(evaluation_id: int, version: int | None = None) -> Evaluation:
    """Return an evaluation for writing, as its reader last saw it."""
    rows = Evaluation.objects.select_for_update(of=("self",)).select_related(*NAMED)
    evaluation = rows.get(pk=evaluation_id)
    if version is not None:
        evaluation.version = version
    return evaluation


def locked_assignment(assignment_id: int) -> Assignment:
    """Return an assignment for writing, with its evaluation."""
    joined = [f"evaluation__{name}" for name in NAMED]
    rows = Assignment.objects.select_for_update(of=("self",))
    return rows.select_related("evaluator", *joined).get(pk=assignment_id)


def move(
    evaluation: Evaluation, name: str, actor: User | None, reason: str = "", **values: Any
) -> None:
    """Make a move, writing first what the new state asks for; a refused move undoes all of it."""
    _write(evaluation, values)
    EVALUATION_WORKFLOW.move(evaluation, name, actor=actor, reason=reason)


def move_assignment(
    assignment: Assignment, name: str, actor: User, reason: str = "", **values: Any
) -> None:
    """Make a move of an evaluator."""
    _write(assignment, values)
    ASSIGNMENT_WORKFLOW.move(assignment, name, actor=actor, reason=reason)


def _write(row: Any, values: dict[str, Any]) -> None:
    for column, value in values.items():
        setattr(row, column, value)
    if values:
        row.save(update_fields=list(values))


def refuse_unless(may: bool, *, is_open: bool = True) -> None:
    """Refuse who may not, then what does not fit the state."""
    if not may:
        raise PermissionDenied
    if not is_open:
        raise NotInThisState


def refuse_empty(words: str, field: str) -> str:
    """Return the words without spaces around them; refuse nothing at all."""
    said = words.strip()
    if not said:
        raise DomainError(_("Write something here."), field=field)
    return said


def announce(signal: Signal, evaluation: Evaluation) -> None:
    """Tell the slices further down, once it is certain."""
    send = partial(signal.send_robust, sender=Evaluation, evaluation_id=evaluation.pk)
    transaction.on_commit(send)
