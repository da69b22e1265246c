"""Scoring: the form, the papers of the evaluators, settling a difference."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from matchmaking.errors import DomainError
from matchmaking.evaluation import access, evidence, measuring, policies, services
from matchmaking.evaluation.choices import Answer, EvaluationStatus
from matchmaking.evaluation.forms import DocumentForm, ScoreForm, SettleForm, result_of
from matchmaking.evaluation.gaps import gaps
from matchmaking.evaluation.models import Assignment
from matchmaking.evaluation.reading import MeasureReading, measures_in_words
from matchmaking.evaluation.views.access import (
    allowed,
    filled,
    form_page,
    known,
    known_criterion,
    reads,
    to_detail,
)
from matchmaking.evaluation.wording import BESIDE


@reads
def score(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show the scores of an evaluator, keep them, or hand them in."""
    own = _own(request, pk)
    if not policies.scores(request.user, own.evaluation):
        return to_detail(pk)
    form = _form(own, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        return _save(request, own, form)
    if "missing" in request.GET:
        typed = {name: form.get_initial_for_field(form.fields[name], name) for name in form.fields}
        form = _form(own, typed)
        form.point_out(gaps(own))
    return _page(request, own, form)


@require_POST
@reads
def autosave(request: SignedInRequest, pk: int) -> JsonResponse:
    """Keep scores as far as they have come; answer the version, or 409 and why they were not."""
    own = _own(request, pk)
    form = _form(own, request.POST)
    is_whole = form.is_valid()
    try:
        saved = _kept(request, own, form)
    except DomainError as refusal:
        return JsonResponse({"message": str(refusal.message)}, status=409)
    answer: dict[str, Any] = {"version": saved.version}
    if not is_whole:
        answer["message"] = _("Draft saved, except the answers that cannot stand as they are.")
    return JsonResponse(answer)


@reads
def add_document(request: SignedInRequest, pk: int) -> HttpResponse:
    """Keep a paper that the evaluators collected."""
    found = known(request, pk)
    allowed(policies.evaluates(request.user, found))
    if found.status != EvaluationStatus.SCORING:
        return to_detail(pk)
    form = DocumentForm(request.POST or None, request.FILES or None)

    def act() -> None:
        services.add_document(evaluation_id=pk, actor=request.user, **form.cleaned_data)

    if filled(request, form, act, _("The paper is kept: it can be cited now.")):
        return redirect("evaluation:score", pk)
    words = _("Only evaluators read it, until the report is out; then the parties do.")
    titles = {"title": _("Add a paper"), "button": _("Keep it")}
    return form_page(request, found, form, intro=words, **titles)


@reads
def settle_score(request: SignedInRequest, pk: int) -> HttpResponse:
    """Settle how a criterion is judged, as the lead."""
    criterion = known_criterion(request, pk)
    found = criterion.evaluation
    allowed(policies.leads(request.user, found))
    if not policies.writes_report(request.user, found):
        return to_detail(found.pk)
    is_score = criterion.answer == Answer.SCORE
    said = {"words": criterion.words, "result": criterion.points if is_score else criterion.answer}
    form = SettleForm(request.POST or None, scale=criterion.scale, initial=said)

    def act() -> None:
        answer, points = result_of(form.cleaned_data["result"])
        words = form.cleaned_data["words"]
        about: dict[str, Any] = {"criterion_id": pk, "actor": request.user}
        services.settle_score(**about, answer=answer, points=points, words=words)

    if filled(request, form, act, _("The result is settled.")):
        return to_detail(found.pk)
    intro = _("The scores of the evaluators stay as they were handed in, and stand beside it.")
    title = _("Settle: %(criterion)s") % {"criterion": criterion}
    return form_page(request, found, form, title=title, button=_("Settle"), intro=intro)


def _own(request: SignedInRequest, pk: int) -> Assignment:
    found = known(request, pk)
    own = access.assignment_of(request.user, found)
    if own is None or not policies.evaluates(request.user, found):
        raise PermissionDenied
    own.evaluation = found
    return own


def _form(own: Assignment, data: Any = None) -> ScoreForm:
    rows = own.evaluation.criteria.select_related("scale").prefetch_related("questions")
    sources = evidence.groups(own.evaluation)
    return ScoreForm(own, list(rows.order_by("position")), sources, data)


def _kept(request: SignedInRequest, own: Assignment, form: ScoreForm) -> Assignment:
    version = form.cleaned_data.get("version") or 0
    about: dict[str, Any] = {"assignment_id": own.pk, "actor": request.user}
    return services.save_scores(**about, version=version, scores=form.scores)


def _save(request: SignedInRequest, own: Assignment, form: ScoreForm) -> HttpResponse:
    if not form.is_valid():
        return _page(request, own, form)
    try:
        _kept(request, own, form)
    except DomainError as refusal:
        form.add_error(None, str(refusal.message))
        return _page(request, own, form)
    if "hand_in" not in request.POST:
        messages.success(request, _("Kept as a draft: nobody else reads it."))
        return redirect("evaluation:score", own.evaluation_id)
    act = partial(services.hand_in_scores, assignment_id=own.pk, actor=request.user)
    return _hand_in(request, own, act)


def _hand_in(request: SignedInRequest, own: Assignment, act: Any) -> HttpResponse:
    try:
        act()
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
        return redirect(f"{request.path}?missing=1")
    words = _("Your scores are handed in. Now you read those of your colleagues.")
    messages.success(request, words)
    return to_detail(own.evaluation_id)


def _page(request: SignedInRequest, own: Assignment, form: ScoreForm) -> HttpResponse:
    found = measuring.measured(own.evaluation.undertaking)
    codes = [one.code for one in found]
    beside = dict(zip(codes, measures_in_words(found), strict=True))
    parts = [(one, fields, _beside(one.code, beside)) for one, fields in form.parts]
    context = {"evaluation": own.evaluation, "own": own, "form": form, "parts": parts}
    return render(request, "evaluation/score.html", context)


def _beside(code: str, found: dict[Any, MeasureReading]) -> list[MeasureReading]:
    return [found[name] for name in BESIDE.get(code, ()) if name in found]
