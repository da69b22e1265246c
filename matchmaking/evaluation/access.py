"""Who reads what of an evaluation: the evaluators' way to the undertaking, the scores, the report.

Evaluators score on their own: nobody reads another's scores before their own are in. The parties,
and those who plan, read nothing of the report before it is out for comment.
"""

from django.db.models import Q

from accounts.choices import Role
from accounts.selectors import Person, organisation_ids
from matchmaking.evaluation.choices import (
    SENT,
    WRITING,
    AssignmentStatus,
    EvaluationStatus,
)
from matchmaking.evaluation.models import Assignment, Evaluation


def evaluated_by(user: Person) -> Q:
    """Return what an undertaking is like that `user` is asked to evaluate, does, or has.

    Whoever is no evaluator any more reads nothing by this way.
    """
    if not organisation_ids(user, [Role.EVALUATOR]):
        return Q(pk__in=[])
    rows = Assignment.objects.filter(evaluator=user.pk).standing()
    return Q(pk__in=rows.values("evaluation__undertaking"))


def knows(user: Person, evaluation: Evaluation) -> bool:
    """Say whether `user` knows of it from inside, not only what is published."""
    return Evaluation.objects.known_to(user).filter(pk=evaluation.pk).exists()


def assignment_of(user: Person, evaluation: Evaluation) -> Assignment | None:
    """Return the standing assignment of `user`, if any."""
    rows = Assignment.objects.of(user).filter(evaluation=evaluation.pk)
    return rows.select_related("evaluation__undertaking", "evaluator").first()


def reads_report(user: Person, evaluation: Evaluation) -> bool:
    """Say whether `user` reads the whole report: evaluators from the draft on, then the parties."""
    if evaluation.status in SENT:
        return knows(user, evaluation)
    own = assignment_of(user, evaluation)
    is_draft = evaluation.status in (EvaluationStatus.DRAFT, *WRITING)
    return is_draft and own is not None and own.status == AssignmentStatus.DONE


def reads_scores(user: Person, evaluation: Evaluation) -> bool:
    """Say whether the scores of others are open to `user`: once their own are in."""
    if evaluation.status in SENT:
        return knows(user, evaluation)
    own = assignment_of(user, evaluation)
    return own is not None and own.status == AssignmentStatus.DONE
