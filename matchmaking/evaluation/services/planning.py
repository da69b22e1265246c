"""Planning an evaluation: what is asked, on which scales, and when the scoring may begin."""

import datetime
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from matchmaking import audit
from matchmaking.errors import DomainError, NotInThisState
from matchmaking.evaluation import independence, notices, policies, shipped
from matchmaking.evaluation.choices import (
    MANDATE,
    AssignmentRole,
    CriterionCode,
    EvaluationStatus,
    ScaleCode,
)
from matchmaking.evaluation.engine.sampling import is_drawn
from matchmaking.evaluation.models import (
    Evaluation,
    EvaluationCriterion,
    Question,
    SamplingRule,
    Scale,
)
from matchmaking.evaluation.services.common import locked, move, refuse_empty
from matchmaking.evaluation.wording import scale_code
from matchmaking.monitoring.models import Undertaking
from matchmaking.vocabulary.choices import UN_LANGUAGES
from matchmaking.workflow import compare_and_set

# What each point of a scale stands for, by language.
Anchors = Mapping[int, Mapping[str, str]]


class PlanData(NamedTuple):
    """What a plan says; `questions` by the code of the criterion, every criterion with one."""

    title: str
    timing: str
    purpose: str
    language: str
    score_by: datetime.date
    questions: Mapping[str, Sequence[str]]


@transaction.atomic
def plan_evaluation(*, undertaking_id: int, actor: User, plan: PlanData) -> Evaluation:
    """Plan the evaluation of a project or agreement; the draw says whether two must score it."""
    undertaking = Undertaking.objects.with_parties().get(pk=undertaking_id)
    if not policies.plans_for(actor, undertaking):
        raise PermissionDenied
    # The rule is locked: the numbers of evaluations come one after the other.
    active = shipped.active_rule()
    rule = SamplingRule.objects.select_for_update().get(pk=active.pk)
    said = _checked(plan)
    evaluation = Evaluation.objects.create(
        undertaking=undertaking,
        number=_next_number(),
        rule=rule,
        is_sampled=is_drawn(rule.seed, str(undertaking.pk), rule.percent),
        planned_by=actor,
        **said,
    )
    _write_questions(evaluation, plan)
    audit.record(evaluation, "plan_evaluation", actor=actor)
    notices.tell_of_plan(evaluation, actor)
    return evaluation


@transaction.atomic
def change_plan(*, evaluation_id: int, actor: User, version: int, plan: PlanData) -> Evaluation:
    """Change a plan before the scoring begins."""
    evaluation = locked(evaluation_id, version)
    if not policies.plans(actor, evaluation):
        raise PermissionDenied
    if evaluation.status != EvaluationStatus.PLANNED:
        raise NotInThisState
    compare_and_set(evaluation, **_checked(plan))
    evaluation.criteria.all().delete()
    _write_questions(evaluation, plan)
    audit.record(evaluation, "change_plan", actor=actor)
    return evaluation


@transaction.atomic
def begin_scoring(*, evaluation_id: int, actor: User, version: int | None = None) -> Evaluation:
    """Let the evaluators score: enough of them, one of them the lead, all independent today."""
    evaluation = locked(evaluation_id, version)
    move(evaluation, "begin_scoring", actor)
    declared = list(evaluation.assignments.declared().select_related("evaluator"))
    if len(declared) < evaluation.evaluators_needed:
        words = _("%(needed)s evaluators must have declared that they are independent.")
        raise DomainError(words % {"needed": evaluation.evaluators_needed})
    if all(row.role != AssignmentRole.LEAD for row in declared):
        raise DomainError(_("Name a lead evaluator first."))
    for row in declared:
        independence.refuse_unless_independent(row.evaluator, evaluation.undertaking)
    notices.tell_of_scoring(evaluation, actor)
    return evaluation


@transaction.atomic
def cancel_evaluation(
    *, evaluation_id: int, actor: User, reason: str, version: int | None = None
) -> Evaluation:
    """End an evaluation before its report is out, for a reason."""
    evaluation = locked(evaluation_id, version)
    move(evaluation, "cancel_evaluation", actor, reason)
    notices.tell_of_cancelling(evaluation, actor, reason)
    return evaluation


@transaction.atomic
def write_sampling_rule(*, actor: User, percent: int, seed: str, note: str) -> SamplingRule:
    """Write the next version of the rule; what is planned keeps the one it was planned under."""
    if not policies.writes_rules(actor):
        raise PermissionDenied
    if not 0 <= percent <= 100:
        raise DomainError(_("A share lies between 0 and 100 percent."), field="percent")
    last = SamplingRule.objects.select_for_update().order_by("-number").first()
    SamplingRule.objects.filter(is_active=True).update(is_active=False)
    rule = SamplingRule.objects.create(
        number=last.number + 1 if last else 1,
        percent=percent,
        seed=refuse_empty(seed, "seed"),
        note=refuse_empty(note, "note"),
        is_active=True,
        created_by=actor,
    )
    audit.record(rule, "write_sample_rule", actor=actor, reason=note.strip())
    return rule


@transaction.atomic
def write_scale(*, actor: User, code: str, anchors: Anchors, note: str) -> Scale:
    """Write the next version of a scale with other anchors, in all languages of the site.

    Points and labels stay, so that scores before and after can be told side by side.
    """
    if not policies.writes_rules(actor):
        raise PermissionDenied
    before = shipped.scale(ScaleCode(code))
    points = [
        {**point, "anchor": _anchor(anchors[point["value"]], point["value"])}
        for point in before.points
    ]
    scale = Scale.objects.create(
        code=before.code,
        version=before.version + 1,
        points=points,
        note=refuse_empty(note, "note"),
        created_by=actor,
    )
    audit.record(scale, "write_scale", actor=actor, reason=note.strip())
    return scale


def _anchor(said: Mapping[str, str], value: int) -> dict[str, str]:
    return {
        language: refuse_empty(said.get(language, ""), f"a{value}_{language}")
        for language in UN_LANGUAGES
    }


def _checked(plan: PlanData) -> dict[str, object]:
    missing = [CriterionCode(code).label for code in MANDATE if not plan.questions.get(code)]
    if missing:
        words = _("The mandate asks for these: write a question for each of %(criteria)s.")
        raise DomainError(words % {"criteria": ", ".join(map(str, missing))}, field="criteria")
    if plan.score_by < timezone.localdate():
        raise DomainError(_("Choose a day to come."), field="score_by")
    return {
        "title": refuse_empty(plan.title, "title"),
        "timing": plan.timing,
        "purpose": refuse_empty(plan.purpose, "purpose"),
        "language": plan.language,
        "score_by": plan.score_by,
    }


def _write_questions(evaluation: Evaluation, plan: PlanData) -> None:
    for position, code in enumerate(CriterionCode):
        words = [one.strip() for one in plan.questions.get(code, ()) if one.strip()]
        if not words:
            continue
        criterion = EvaluationCriterion.objects.create(
            evaluation=evaluation,
            code=code,
            position=position,
            scale=shipped.scale(scale_code(code)),
        )
        Question.objects.bulk_create(
            Question(criterion=criterion, number=number, words=one)
            for number, one in enumerate(words, start=1)
        )


def _next_number() -> str:
    start = f"E-{timezone.localdate().year}-"
    last = Evaluation.objects.filter(number__startswith=start).order_by("-number").first()
    number = int(last.number.removeprefix(start)) + 1 if last else 1
    return f"{start}{number:04d}"
