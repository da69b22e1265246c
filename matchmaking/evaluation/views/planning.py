"""Planning: the plan, whom to ask, and their answers."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from matchmaking.evaluation import independence, policies, services
from matchmaking.evaluation.choices import EvaluationStatus
from matchmaking.evaluation.forms import EvaluatorForm, PlanForm, ReasonForm, said_in_plan
from matchmaking.evaluation.models import Evaluation
from matchmaking.evaluation.views.access import (
    allowed,
    done,
    filled,
    form_page,
    known,
    known_assignment,
    known_undertaking,
    reads,
    to_detail,
    version_of,
)
from matchmaking.evaluation.workflow import ASSIGNMENT_WORKFLOW

LEAVING = {
    "decline_evaluation": services.decline_evaluation,
    "take_off_evaluator": services.take_off_evaluator,
}


@reads
def plan(request: SignedInRequest, pk: int) -> HttpResponse:
    """Plan the evaluation of a project or agreement."""
    undertaking = known_undertaking(request, pk)
    allowed(policies.plans_for(request.user, undertaking))
    initial = {"title": undertaking.title[:250], "language": undertaking.language}
    form = PlanForm(request.POST or None, initial=initial)
    made: list[Evaluation] = []

    def act() -> None:
        said: dict[str, Any] = {"undertaking_id": pk, "actor": request.user, "plan": form.plan}
        made.append(services.plan_evaluation(**said))

    if filled(request, form, act, _("The evaluation is planned. Now ask the evaluators.")):
        return to_detail(made[0].pk)
    context = {"form": form, "undertaking": undertaking}
    return render(request, "evaluation/plan.html", context)


@reads
def change_plan(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change a plan before the scoring begins."""
    found = known(request, pk)
    allowed(policies.plans(request.user, found))
    if found.status != EvaluationStatus.PLANNED:
        return to_detail(pk)
    form = PlanForm(request.POST or None, initial=said_in_plan(found))

    def act() -> None:
        version = version_of(request) or found.version
        said: dict[str, Any] = {"evaluation_id": pk, "actor": request.user, "version": version}
        services.change_plan(**said, plan=form.plan)

    if filled(request, form, act, _("The plan is changed.")):
        return to_detail(pk)
    context = {"form": form, "undertaking": found.undertaking, "evaluation": found}
    return render(request, "evaluation/plan.html", context)


@reads
def ask_evaluator(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask somebody to evaluate; who is not independent is named with the reason."""
    found = known(request, pk)
    allowed(policies.plans(request.user, found))
    people = list(independence.evaluators())
    bars = independence.bars(people, found.undertaking)
    asked = set(found.assignments.standing().values_list("evaluator", flat=True))
    free = [
        (one.pk, independence.named(one))
        for one in people
        if one.pk not in bars and one.pk not in asked
    ]
    form = EvaluatorForm(request.POST or None, people=free)

    def act() -> None:
        said: dict[str, Any] = {"evaluation_id": pk, "actor": request.user}
        chosen = form.cleaned_data
        services.ask_evaluator(**said, evaluator_id=chosen["evaluator"], role=chosen["role"])

    if filled(request, form, act, _("The evaluator is asked.")):
        return to_detail(pk)
    barred = [(one, bars[one.pk].label) for one in people if one.pk in bars]
    context = {"form": form, "evaluation": found, "barred": barred, "free": free}
    return render(request, "evaluation/ask.html", context)


@require_POST
@reads
def declare_independence(request: SignedInRequest, pk: int) -> HttpResponse:
    """Declare to be independent, and take the evaluation on."""
    found = known_assignment(request, pk)
    act = partial(services.declare_independence, assignment_id=pk, actor=request.user)
    done(request, act, _("Thank you. You are one of the evaluators."))
    return to_detail(found.evaluation_id)


@reads
def leave(request: SignedInRequest, pk: int, name: str) -> HttpResponse:
    """Decline to evaluate, or take an evaluator off, for a reason."""
    found = known_assignment(request, pk)
    move = ASSIGNMENT_WORKFLOW.transitions[name]
    allowed(move.may(request.user, found))
    form = ReasonForm(request.POST or None)

    def act() -> None:
        reason = form.cleaned_data["reason"]
        LEAVING[name](assignment_id=pk, actor=request.user, reason=reason)

    if filled(request, form, act, _("Done.")):
        return to_detail(found.evaluation_id)
    title = _("Take %(person)s off") % {"person": found}
    if name == "decline_evaluation":
        title = _("Decline to evaluate")
    return form_page(request, found.evaluation, form, title=title, button=move.label)
