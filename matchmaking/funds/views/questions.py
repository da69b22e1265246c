"""Asking about a call, answering for everybody, and being told of news."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from matchmaking.errors import DomainError
from matchmaking.funds import policies, services
from matchmaking.funds.forms import AnswerForm, QuestionForm
from matchmaking.funds.models import Question
from matchmaking.funds.views.access import attempt, known_call, refuse
from matchmaking.writing.views.records import posted_version


@login_required
def ask(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask about a call."""
    call = known_call(request, pk)
    if not policies.may_ask(request.user, call):
        raise PermissionDenied
    form = QuestionForm(request.POST or None, initial={"language": call.language})
    if form.is_valid():
        try:
            services.ask_question(call_id=pk, actor=request.user, **form.cleaned_data)
        except DomainError as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The fund has your question. You are told of the answer."))
            return redirect("funds:call", pk=pk)
    return render(request, "funds/ask.html", {"form": form, "call": call})


@login_required
def answer(request: SignedInRequest, pk: int) -> HttpResponse:
    """Answer a question for everybody, or correct the answer."""
    rows = Question.objects.visible_to(request.user).select_related("call__fund")
    question = get_object_or_404(rows, pk=pk)
    if not policies.administers(request.user, question.call.fund):
        raise PermissionDenied
    initial = {"answer": question.answer, "language": question.answer_language}
    form = AnswerForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            services.answer_question(
                question_id=pk,
                actor=request.user,
                version=posted_version(request) or question.version,
                **form.cleaned_data,
            )
        except DomainError as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The answer is published for everybody."))
            return redirect("funds:call", pk=question.call_id)
    context = {"form": form, "question": question, "call": question.call}
    return render(request, "funds/answer.html", context)


@require_POST
@login_required
def follow(request: SignedInRequest, pk: int) -> HttpResponse:
    """Be told when the call changes."""
    known_call(request, pk)
    return attempt(
        request,
        lambda: services.follow_call(call_id=pk, actor=request.user),
        _("You are told when this call changes."),
        pk,
    )


@require_POST
@login_required
def unfollow(request: SignedInRequest, pk: int) -> HttpResponse:
    """Be told no more."""
    known_call(request, pk)
    return attempt(
        request,
        lambda: services.unfollow_call(call_id=pk, actor=request.user),
        _("You are told of this call no more."),
        pk,
    )
