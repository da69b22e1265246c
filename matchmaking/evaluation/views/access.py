"""Fetching what a page is about, and telling how an act went."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise

from accounts.http import SignedInRequest
from accounts.selectors import Person
from matchmaking.applications.policies import must_declare
from matchmaking.applications.views.access import to_declaration
from matchmaking.errors import DomainError
from matchmaking.evaluation import selectors
from matchmaking.evaluation.models import (
    Assignment,
    Comment,
    Document,
    Evaluation,
    EvaluationCriterion,
    Recommendation,
    Response,
)
from matchmaking.monitoring.models import Undertaking
from matchmaking.payments.views.access import Undeclared, reads_project

Text = str | Promise
Part = TypeVar("Part", Assignment, Document, EvaluationCriterion, Comment, Recommendation)
Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Rest], HttpResponseBase]
# For members: signed in, and of a fund only once they declared.
reads = reads_project


def open_to_all(view: View[Rest]) -> View[Rest]:
    """Let everybody in; people of a fund say first whether they have a conflict of interest."""

    @wraps(view)
    def asked_first(
        request: HttpRequest, *args: Rest.args, **kwargs: Rest.kwargs
    ) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except Undeclared as unsaid:
            return to_declaration(request, unsaid.application_id)

    return asked_first


def visible(request: HttpRequest, pk: int) -> Evaluation:
    """Return an evaluation that the person may know of, published or from inside."""
    found = selectors.evaluation_for_page(request.user, pk)
    if found is None:
        raise Http404
    _must_have_declared(request.user, found.undertaking)
    return found


def known(request: HttpRequest, pk: int) -> Evaluation:
    """Return an evaluation that the person knows from inside; 403 where only published."""
    found = visible(request, pk)
    if not Evaluation.objects.known_to(request.user).filter(pk=pk).exists():
        raise PermissionDenied
    return found


def known_undertaking(request: HttpRequest, pk: int) -> Undertaking:
    """Return a project or agreement that the person may know of."""
    rows = Undertaking.objects.visible_to(request.user).with_parties()
    found = get_object_or_404(rows, pk=pk)
    _must_have_declared(request.user, found)
    return found


def known_assignment(request: HttpRequest, pk: int) -> Assignment:
    """Return the asking of an evaluator, of an evaluation the person may know of."""
    return _known_part(request, pk, Assignment, "evaluator")


def known_document(request: HttpRequest, pk: int) -> Document:
    """Return a paper of the evaluators, of an evaluation the person may know of."""
    return _known_part(request, pk, Document, "attachment")


def known_criterion(request: HttpRequest, pk: int) -> EvaluationCriterion:
    """Return a criterion of an evaluation the person may know of."""
    return _known_part(request, pk, EvaluationCriterion, "scale")


def known_comment(request: HttpRequest, pk: int) -> Comment:
    """Return a comment on an evaluation the person may know of."""
    return _known_part(request, pk, Comment, "organisation")


def known_recommendation(request: HttpRequest, pk: int) -> Recommendation:
    """Return a recommendation of an evaluation the person may know of."""
    return _known_part(request, pk, Recommendation, "response")


def known_response(request: HttpRequest, pk: int) -> Response:
    """Return a response to a recommendation of an evaluation the person may know of."""
    row = get_object_or_404(Response.objects.select_related("recommendation"), pk=pk)
    row.recommendation.evaluation = known(request, row.recommendation.evaluation_id)
    return row


def _known_part(request: HttpRequest, pk: int, model: type[Part], joined: str) -> Part:
    row = get_object_or_404(model._default_manager.select_related(joined), pk=pk)
    row.evaluation = known(request, row.evaluation_id)
    return row


def allowed(may: bool) -> None:
    """Answer 403 to who may see, but not do."""
    if not may:
        raise PermissionDenied


def version_of(request: HttpRequest) -> int | None:
    """Return the version of the page that a button was pressed on."""
    version = request.POST.get("version", "")
    return int(version) if version.isdecimal() and len(version) < 10 else None


def done(request: SignedInRequest, act: Callable[[], Any], told: Text) -> bool:
    """Do something, and say how it went; say whether it was done."""
    try:
        act()
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
        return False
    messages.success(request, str(told))
    return True


def filled(request: SignedInRequest, form: forms.Form, act: Callable[[], Any], told: Text) -> bool:
    """Do what a form that was sent asks for; a refusal stands beside its field."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        act()
    except DomainError as refusal:
        field = refusal.field if refusal.field in form.fields else None
        form.add_error(field, str(refusal.message))
        return False
    messages.success(request, str(told))
    return True


def form_page(
    request: SignedInRequest,
    evaluation: Evaluation | None,
    form: forms.Form,
    *,
    title: Text,
    button: Text,
    intro: Text = "",
    quote: str = "",
    language: str = "",
    template: str = "evaluation/form.html",
) -> HttpResponse:
    """Show a form on a page of its own, with the words it answers to."""
    context = {
        "evaluation": evaluation,
        "form": form,
        "page_title": title,
        "button": button,
        "intro": intro,
        "quote": quote,
        "language": language or (evaluation.language if evaluation else ""),
    }
    return render(request, template, context)


def _must_have_declared(user: Person, undertaking: Undertaking) -> None:
    project = undertaking.project
    if project and must_declare(user, project.application):
        raise Undeclared(project.application_id)


def to_detail(pk: int) -> HttpResponse:
    """Lead back to the page of an evaluation."""
    return redirect("evaluation:detail", pk)
