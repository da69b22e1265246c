"""The report: written, sent out, commented, answered."""

from collections.abc import Callable
from typing import NamedTuple

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.http import SignedInRequest
from matchmaking.evaluation import parties, policies, services
from matchmaking.evaluation.choices import EvaluationStatus
from matchmaking.evaluation.forms import (
    AnswerForm,
    CirculateForm,
    CloseCommentsForm,
    CommentForm,
    ReportForm,
    side_choices,
)
from matchmaking.evaluation.views.access import (
    allowed,
    filled,
    form_page,
    known,
    known_comment,
    reads,
    to_detail,
)


class Step(NamedTuple):
    """A step that the lead takes with a form, from one state of the report to the next."""

    state: EvaluationStatus
    form: type[forms.Form]
    act: Callable[..., object]
    told: str
    title: str
    button: str
    intro: str


@reads
def write_report(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write the words of the report, as the lead."""
    found = known(request, pk)
    allowed(policies.leads(request.user, found))
    if not policies.writes_report(request.user, found):
        return to_detail(pk)
    sides = side_choices([side for side, _pk in parties.sides_of(found.undertaking)])
    form = ReportForm(found, sides, request.POST or None)

    def act() -> None:
        version = form.cleaned_data["version"]
        said = {"evaluation_id": pk, "actor": request.user, "version": version}
        services.write_report(**said, report=form.report)

    if filled(request, form, act, _("The report is kept.")):
        return to_detail(pk) if "leave" in request.POST else redirect("evaluation:write_report", pk)
    return render(request, "evaluation/report_form.html", {"form": form, "evaluation": found})


@reads
def circulate(request: SignedInRequest, pk: int) -> HttpResponse:
    """Send the draft to the parties, with a day for their comments."""
    step = Step(
        state=EvaluationStatus.DRAFT,
        form=CirculateForm,
        act=services.circulate,
        told=_("The draft is before the parties."),
        title=_("Send the draft for comment"),
        button=_("Send"),
        intro=_("Recipient, donor, implementer and fund read the whole report from now on."),
    )
    return _take_step(request, pk, step)


@reads
def close_comments(request: SignedInRequest, pk: int) -> HttpResponse:
    """End the comments, and ask for the management response."""
    step = Step(
        state=EvaluationStatus.COMMENTING,
        form=CloseCommentsForm,
        act=services.close_comments,
        told=_("Now the parties respond to the recommendations."),
        title=_("End the comments"),
        button=_("End them"),
        intro=_("The words of the report stand from now on."),
    )
    return _take_step(request, pk, step)


@reads
def comment(request: SignedInRequest, pk: int) -> HttpResponse:
    """Comment on the draft for one's side."""
    found = known(request, pk)
    allowed(bool(policies.party_of(request.user, found)))
    if not policies.comments(request.user, found):
        return to_detail(pk)
    form = CommentForm(request.POST or None)

    def act() -> None:
        services.comment_report(evaluation_id=pk, actor=request.user, **form.cleaned_data)

    if filled(request, form, act, _("Your comment is handed in.")):
        return to_detail(pk)
    intro = _("The evaluators answer every comment; the other parties read both.")
    title = _("Comment on the draft")
    return form_page(request, found, form, title=title, button=_("Comment"), intro=intro)


@reads
def answer_comment(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say what became of a comment, as the lead."""
    row = known_comment(request, pk)
    found = row.evaluation
    allowed(policies.leads(request.user, found))
    if not policies.answers_comment(request.user, row):
        return to_detail(found.pk)
    initial = {"handling": row.handling, "answer": row.answer}
    form = AnswerForm(request.POST or None, initial=initial)

    def act() -> None:
        services.answer_comment(comment_id=pk, actor=request.user, **form.cleaned_data)

    if filled(request, form, act, _("The comment is answered.")):
        return to_detail(found.pk)
    title = _("Answer the comment of %(party)s") % {"party": row.organisation}
    return form_page(request, found, form, title=title, button=_("Answer"), quote=row.words)


def _take_step(request: SignedInRequest, pk: int, step: Step) -> HttpResponse:
    found = known(request, pk)
    allowed(policies.leads(request.user, found))
    if found.status != step.state:
        return to_detail(pk)
    form = step.form(request.POST or None)

    def act() -> None:
        step.act(evaluation_id=pk, actor=request.user, **form.cleaned_data)

    if filled(request, form, act, step.told):
        return to_detail(pk)
    words = {"title": step.title, "button": step.button, "intro": step.intro}
    return form_page(request, found, form, **words)
