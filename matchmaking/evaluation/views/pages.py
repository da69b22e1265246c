"""The page of an evaluation, for everybody and for those inside, and the report on paper."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts.http import SignedInRequest
from matchmaking.documents.views import download
from matchmaking.evaluation import (
    access,
    asides,
    evidence,
    measuring,
    policies,
    selectors,
)
from matchmaking.evaluation.choices import (
    DECLARED,
    OVER,
    AssignmentStatus,
    EvaluationStatus,
)
from matchmaking.evaluation.contents import contents, done_scores
from matchmaking.evaluation.models import Comment, Evaluation, Publication, Response
from matchmaking.evaluation.papers import paper_of
from matchmaking.evaluation.reading import Reading, measures_in_words, reading, result_in_words
from matchmaking.evaluation.views.access import allowed, known_document, open_to_all, reads, visible
from matchmaking.evaluation.workflow import ASSIGNMENT_WORKFLOW, EVALUATION_WORKFLOW
from matchmaking.roundtables.papers.pdf import make_pdf
from matchmaking.roundtables.papers.word import make_docx
from matchmaking.writing.notes import pdf

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# Moves that ask for a day or for words on a page of their own.
WITH_A_PAGE = ("circulate", "close_comments")


@open_to_all
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an evaluation: to who is inside all that is open to them, to others what is public."""
    found = visible(request, pk)
    if not access.knows(request.user, found):
        said = get_object_or_404(Publication, evaluation=found)
        context = {
            "evaluation": found,
            "report": reading(said.contents),
            "publication": said,
            "asides": asides.shown(request, found),
        }
        return render(request, "evaluation/public.html", context)
    context = {
        "evaluation": found,
        "report": _report(request, found),
        "criteria": found.criteria.prefetch_related("questions").order_by("position"),
        "measures": measures_in_words(_measures(found)),
        "evaluators": _evaluators(request, found),
        "scores": _scores(request, found),
        "history": _history(request, found),
        "asides": asides.shown(request, found),
        **_answers(request, found),
        **_acts(request, found),
    }
    return render(request, "evaluation/detail.html", context)


@never_cache
@open_to_all
def paper(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """Send the report as Word or PDF, or show it to print; to others what is published."""
    found = visible(request, pk)
    report = _report(request, found) if access.knows(request.user, found) else _public(found)
    allowed(report is not None)
    if report is None or form not in ("docx", "pdf", "page"):
        raise Http404
    made = paper_of(report, notice=_notice(request, found), author=_("Evaluators"))
    name = f"evaluation-{found.number}"
    if form == "docx":
        return _file(make_docx(made), DOCX, f"{name}.docx")
    if form == "pdf" and pdf.weasyprint():
        return _file(make_pdf(made), "application/pdf", f"{name}.pdf")
    if form == "pdf":
        messages.error(request, _("This machine cannot make PDF: print the page, or take Word."))
        return redirect("evaluation:detail", pk)
    return render(request, "evaluation/paper.html", {"paper": made, "evaluation": found})


@reads
def document(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Send a paper of the evaluators to them, and to the parties once the report is out."""
    found = known_document(request, pk)
    evaluation = found.evaluation
    is_evaluator = policies.evaluates(request.user, evaluation)
    allowed(is_evaluator or access.reads_scores(request.user, evaluation))
    return download(found.attachment)


def _report(request: HttpRequest, found: Evaluation) -> Reading | None:
    if not access.reads_report(request.user, found):
        return None
    return reading(contents(found))


def _public(found: Evaluation) -> Reading | None:
    said = Publication.objects.filter(evaluation=found).first()
    return reading(said.contents) if said else None


def _notice(request: HttpRequest, found: Evaluation) -> str:
    if found.status in OVER:
        return ""
    return _("Draft of %(status)s: not to be passed on") % {"status": found.get_status_display()}


def _measures(found: Evaluation) -> list[Any]:
    if found.measured_at:
        return measuring.loaded(found.measures)
    return measuring.measured(found.undertaking)


def _evaluators(request: HttpRequest, found: Evaluation) -> list[Any]:
    """Return who evaluates, with what may be done about each; who left is for who plans."""
    rows = found.assignments.select_related("evaluator").order_by("role", "pk")
    if not policies.plans(request.user, found):
        rows = rows.filter(status__in=DECLARED) | rows.filter(evaluator=request.user.pk)
    return [(row, *_moves_of(request, _with(row, found))) for row in rows]


def _moves_of(request: HttpRequest, row: Any) -> tuple[list[Any], list[tuple[Any, str]]]:
    """Return the move that is a button, and those that ask for a reason on a page of their own."""
    moves = ASSIGNMENT_WORKFLOW.available(row, actor=request.user)
    leaving = [move for move in moves if move.needs_reason]
    urls = [(move, reverse(f"evaluation:{move.name}", args=[row.pk])) for move in leaving]
    return [move for move in moves if move.name == "declare_independence"], urls


def _scores(request: HttpRequest, found: Evaluation) -> list[dict[str, Any]]:
    """Return each criterion with what every evaluator says, and the evidence each one cites."""
    if not access.reads_scores(request.user, found):
        return []
    sources = [f"scores__citations__{name}" for name in ("value__indicator", "value__period")]
    sources += ["scores__citations__evidence__value__indicator", "scores__citations__visit"]
    sources += ["scores__citations__observation__undertaking", "scores__citations__document"]
    rows = found.criteria.select_related("scale").order_by("position")
    rows = rows.prefetch_related("scores__assignment__evaluator", *sources)
    return [_scored(row) for row in rows]


def _scored(row: Any) -> dict[str, Any]:
    points = row.scale.points
    said = done_scores(row)
    return {
        "criterion": row,
        "result": result_in_words(points, row.answer, row.points),
        "is_apart": len({(one.answer, one.points) for one in said}) > 1,
        "said": [
            {
                "score": one,
                "who": one.assignment.evaluator,
                "result": result_in_words(points, one.answer, one.points),
                "cited": [evidence.in_words(citation) for citation in one.citations.all()],
            }
            for one in said
        ],
    }


def _history(request: HttpRequest, found: Evaluation) -> list[Any]:
    user = request.user
    is_near = policies.plans(user, found) or policies.evaluates(user, found)
    return selectors.history_of(found, with_evaluators=is_near)


def _answers(request: HttpRequest, found: Evaluation) -> dict[str, Any]:
    """Return comments, responses and consents, with what the person may do about each."""
    user = request.user
    if not policies.reads_comments(user, found):
        return {}
    comments = list(Comment.objects.filter(evaluation=found).select_related("organisation"))
    advice = list(found.recommendations.order_by("number"))
    responses = Response.objects.filter(recommendation__evaluation=found)
    rows = responses.select_related("organisation", "recommendation").order_by(
        "recommendation__number"
    )
    own = {pk for _side, pk in policies.party_of(user, found)}
    return {
        "comments": comments,
        "may_answer": policies.writes_report(user, found),
        "to_respond": [row for row in advice if policies.responds(user, _with(row, found))],
        "responses": list(rows.prefetch_related("follow_ups")),
        "own_organisations": own if found.status in OVER else set(),
        "consents": found.consents.select_related("organisation").prefetch_related("withheld"),
    }


def _with(row: Any, found: Evaluation) -> Any:
    row.evaluation = found
    return row


def _acts(request: HttpRequest, found: Evaluation) -> dict[str, Any]:
    """Say what the person may do now: the page never offers what a service would refuse."""
    user = request.user
    moves = EVALUATION_WORKFLOW.available(found, actor=user)
    own = access.assignment_of(user, found)
    is_planned = found.status in (EvaluationStatus.PLANNED, EvaluationStatus.SCORING)
    return {
        "moves": [move for move in moves if move.name not in WITH_A_PAGE],
        "page_moves": {move.name for move in moves if move.name in WITH_A_PAGE},
        "own": own,
        "may_plan": found.status == EvaluationStatus.PLANNED and policies.plans(user, found),
        "may_ask": is_planned and policies.plans(user, found),
        "may_score": policies.scores(user, found),
        "may_write": policies.writes_report(user, found),
        "may_comment": policies.comments(user, found),
        "may_consent": policies.consents(user, found),
        "waits": own is not None and own.status == AssignmentStatus.ASKED,
    }


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
