"""What the page of an evaluation shows."""

from django.db.models import Model

from accounts.audit import joint_history
from accounts.selectors import Person
from matchmaking import audit
from matchmaking.evaluation.models import Evaluation
from matchmaking.monitoring.querysets import PARTIES


def evaluation_for_page(user: Person, pk: int) -> Evaluation | None:
    """Return an evaluation that `user` may know of; None otherwise."""
    joined = [f"undertaking__{name}" for name in PARTIES]
    rows = Evaluation.objects.visible_to(user)
    return rows.select_related("rule", "planned_by", *joined).filter(pk=pk).first()


def history_of(evaluation: Evaluation, *, with_evaluators: bool) -> list[audit.Entry]:
    """Return what happened; who was asked and declined is for who plans and who evaluates."""
    records: list[Model] = [evaluation]
    if with_evaluators:
        records += evaluation.assignments.select_related("evaluator")
    return joint_history(records, limit=50)
