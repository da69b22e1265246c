"""Scoring: kept as it is written, checked when handed in, never changed afterwards."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.choices import Role
from accounts.models import User
from accounts.selectors import organisations_of
from matchmaking import audit
from matchmaking.documents.services import store_attachment
from matchmaking.errors import DomainError, NotInThisState
from matchmaking.evaluation import evidence, independence, measuring, notices, policies
from matchmaking.evaluation.choices import Answer, AssignmentStatus, EvaluationStatus
from matchmaking.evaluation.gaps import gaps
from matchmaking.evaluation.models import (
    Assignment,
    Citation,
    Document,
    Evaluation,
    EvaluationCriterion,
    Score,
)
from matchmaking.evaluation.services.common import (
    locked,
    locked_assignment,
    move,
    move_assignment,
    refuse_empty,
)
from matchmaking.workflow import compare_and_set


class ScoreData(NamedTuple):
    """What is said under one criterion so far; `sources` are keys such as "value:12"."""

    answer: str
    points: int | None
    rationale: str
    sources: Sequence[str]


class ScoresIncomplete(DomainError):
    """Scores that cannot be handed in yet."""


@transaction.atomic
def save_scores(
    *, assignment_id: int, actor: User, version: int, scores: Mapping[int, ScoreData]
) -> Assignment:
    """Keep scores as far as they have come; nobody else reads them before they are handed in."""
    assignment = _for_scoring(assignment_id, actor)
    assignment.version = version
    compare_and_set(assignment)
    citable = evidence.citable(assignment.evaluation)
    for criterion in assignment.evaluation.criteria.all():
        if criterion.pk in scores:
            _keep(assignment, criterion, scores[criterion.pk], citable)
    return assignment


@transaction.atomic
def hand_in_scores(*, assignment_id: int, actor: User, version: int | None = None) -> Assignment:
    """Hand the scores in: each with its reason, each number with the evidence it rests on."""
    assignment = _for_scoring(assignment_id, actor)
    if version is not None:
        assignment.version = version
    if missing := gaps(assignment):
        raise ScoresIncomplete(missing[0].words)
    move_assignment(assignment, "hand_in_scores", actor, done_at=timezone.now())
    notices.tell_lead_of_scores(assignment, actor)
    return assignment


@transaction.atomic
def add_document(*, evaluation_id: int, actor: User, title: str, file: File[bytes]) -> Document:
    """Keep what an evaluator collected: only evaluators read it, until the report is out."""
    evaluation = locked(evaluation_id)
    if not policies.evaluates(actor, evaluation):
        raise PermissionDenied
    if evaluation.status != EvaluationStatus.SCORING:
        raise NotInThisState
    place = organisations_of(actor, [Role.EVALUATOR])[0]
    attachment = store_attachment(organisation=place, file=file, actor=actor, is_exchanged=True)
    return Document.objects.create(
        evaluation=evaluation,
        attachment=attachment,
        title=refuse_empty(title, "title"),
        added_by=actor,
    )


@transaction.atomic
def close_scoring(*, evaluation_id: int, actor: User, version: int | None = None) -> Evaluation:
    """End the scoring once all have scored: keep the facts, settle what all judge alike."""
    evaluation = locked(evaluation_id, version)
    move(evaluation, "close_scoring", actor)
    rows = list(evaluation.assignments.standing())
    done = [row for row in rows if row.status == AssignmentStatus.DONE]
    if len(done) < max(evaluation.evaluators_needed, len(rows)):
        raise DomainError(_("Not every evaluator has handed in their scores."))
    evaluation.measures = measuring.dumped(measuring.measured(evaluation.undertaking))
    evaluation.measured_at = timezone.now()
    evaluation.save(update_fields=["measures", "measured_at"])
    for criterion in evaluation.criteria.all():
        _settle_alike(criterion, done)
    notices.tell_of_draft(evaluation, actor)
    return evaluation


@transaction.atomic
def settle_score(
    *, criterion_id: int, actor: User, answer: str, points: int | None, words: str
) -> EvaluationCriterion:
    """Settle how a criterion is judged in the report; the scores themselves stay as they were."""
    rows = EvaluationCriterion.objects.select_related("scale")
    criterion = rows.get(pk=criterion_id)
    evaluation = locked(criterion.evaluation_id)
    if not policies.leads(actor, evaluation):
        raise PermissionDenied
    if not policies.writes_report(actor, evaluation):
        raise NotInThisState
    _refuse_off_scale(criterion, answer, points)
    before = (criterion.answer, criterion.points)
    criterion.answer, criterion.points = answer, points if answer == Answer.SCORE else None
    criterion.words = refuse_empty(words, "words")
    criterion.save(update_fields=["answer", "points", "words"])
    changes = {criterion.code: (list(before), [criterion.answer, criterion.points])}
    audit.record(evaluation, "settle_score", actor=actor, changes=changes)
    return criterion


def _for_scoring(assignment_id: int, actor: User) -> Assignment:
    assignment = locked_assignment(assignment_id)
    if not policies.is_asked(actor, assignment):
        raise PermissionDenied
    if not policies.scores(actor, assignment.evaluation):
        raise NotInThisState
    # Asked again at every score: somebody may have joined a party since they were assigned.
    independence.refuse_unless_independent(actor, assignment.evaluation.undertaking)
    return assignment


def _keep(
    assignment: Assignment,
    criterion: EvaluationCriterion,
    said: ScoreData,
    citable: Mapping[str, evidence.Source],
) -> None:
    answer = said.answer if said.answer in Answer.values else ""
    points = said.points if said.points in criterion.scale.values else None
    score, _made = Score.objects.update_or_create(
        assignment=assignment,
        criterion=criterion,
        defaults={
            "answer": answer,
            "points": points if answer == Answer.SCORE else None,
            "rationale": said.rationale.strip(),
        },
    )
    score.citations.all().delete()
    # Only evidence of this very undertaking can be cited.
    found = [citable[key] for key in dict.fromkeys(said.sources) if key in citable]
    Citation.objects.bulk_create(
        Citation(score=score, **{f"{source.kind}_id": source.pk}) for source in found
    )


def _settle_alike(criterion: EvaluationCriterion, done: Sequence[Assignment]) -> None:
    rows = criterion.scores.filter(assignment__in=[row.pk for row in done])
    said: set[Any] = set(rows.values_list("answer", "points"))
    if len(said) == 1:
        criterion.answer, criterion.points = said.pop()
        criterion.save(update_fields=["answer", "points"])


def _refuse_off_scale(criterion: EvaluationCriterion, answer: str, points: int | None) -> None:
    if answer not in Answer.values:
        raise DomainError(_("Choose a result."), field="answer")
    if answer == Answer.SCORE and points not in criterion.scale.values:
        raise DomainError(_("Choose a point of the scale."), field="points")
