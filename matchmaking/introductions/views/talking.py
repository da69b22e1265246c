"""What is posted to a conversation."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from matchmaking.introductions import forms, policies, selectors, services
from matchmaking.introductions.models import Introduction
from matchmaking.introductions.views.access import done, known, tried
from matchmaking.introductions.views.page import page


@require_POST
@login_required
def post(request: SignedInRequest, pk: int) -> HttpResponse:
    """Post a message, with files."""
    introduction = _heard(request, pk)
    form = forms.MessageForm(
        request.POST, request.FILES, own_files=_own_files(request, introduction)
    )
    return _say(request, introduction, "message_form", form, _post, _("Sent."))


@require_POST
@login_required
def draft(request: SignedInRequest, pk: int) -> HttpResponse:
    """Set aside what is being typed."""
    _heard(request, pk)
    services.keep_message(introduction_id=pk, actor=request.user, text=request.POST.get("text", ""))
    return JsonResponse({})


@require_POST
@login_required
def ask(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask the other side something."""
    form = forms.QuestionForm(request.POST, prefix="question")
    return _say(request, _heard(request, pk), "question_form", form, _ask, _("Asked."))


@require_POST
@login_required
def answer(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    """Answer a question of the other side."""
    introduction = _heard(request, pk)
    if not introduction.questions.filter(pk=number).exists():
        raise Http404
    form = forms.AnswerForm(request.POST, prefix="answer", auto_id=f"id_%s_{number}")
    form.number = number

    def act(actor: Any, _introduction: Introduction, said: dict[str, Any]) -> Any:
        return services.answer_question(question_id=number, actor=actor, **said)

    return _say(request, introduction, "answer_form", form, act, _("Answered."))


@require_POST
@login_required
def state_fact(request: SignedInRequest, pk: int) -> HttpResponse:
    """Propose a fact to stand by."""
    introduction = _heard(request, pk)
    pinned = selectors.facts_of(introduction)
    form = forms.FactForm(request.POST, prefix="fact", pinned=pinned)
    success = _("Put to the other side. It is pinned once they confirm it.")
    return _say(request, introduction, "fact_form", form, _state, success)


@require_POST
@login_required
def answer_fact(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    """Confirm a fact of the other side, or not."""
    introduction = _heard(request, pk)
    if not introduction.facts.filter(pk=number).exists():
        raise Http404
    confirms = "confirm" in request.POST
    act = services.confirm_fact if confirms else services.refuse_fact
    success = _("Confirmed and pinned.") if confirms else _("Not confirmed.")
    done(request, lambda: act(fact_id=number, actor=request.user), success)
    return redirect("introductions:detail", pk)


@require_POST
@login_required
def invite(request: SignedInRequest, pk: int) -> HttpResponse:
    """Invite a broker into the conversation."""
    form = forms.InviteForm(request.POST, prefix="invite")
    success = _("Invited. The broker can read and write in this conversation now.")
    return _say(request, _heard(request, pk), "invite_form", form, _invite, success)


@require_POST
@login_required
def leave(request: SignedInRequest, pk: int) -> HttpResponse:
    """Let the broker leave the conversation."""
    _heard(request, pk)
    done(
        request,
        lambda: services.leave_conversation(introduction_id=pk, actor=request.user),
        _("The broker is no longer in this conversation."),
    )
    return redirect("introductions:detail", pk)


def _heard(request: SignedInRequest, pk: int) -> Introduction:
    """Return an introduction in whose conversation the person speaks, for a side or as broker."""
    introduction = known(request, pk)
    speaks = policies.spoken_side(request.user, introduction)
    if not speaks and not policies.sits_in(request.user, introduction):
        raise PermissionDenied
    return introduction


def _say(
    request: SignedInRequest,
    introduction: Introduction,
    name: str,
    form: Form,
    act: Callable[[Any, Introduction, dict[str, Any]], Any],
    success: str,
) -> HttpResponse:
    """Do what a form asks for; else show the page again with what was typed and what is wrong."""
    if form.is_valid() and tried(form, lambda: act(request.user, introduction, form.cleaned_data)):
        messages.success(request, success)
        there = reverse("introductions:detail", args=[introduction.pk])
        return redirect(f"{there}#conversation")
    return page(request, introduction, **{name: form})


def _post(actor: Any, introduction: Introduction, said: dict[str, Any]) -> Any:
    replaced = said.get("replaces")
    files = [
        services.NewFile(file, replaces=replaced.pk if replaced else None)
        for file in said["attached"]
    ]
    return services.post_message(
        introduction_id=introduction.pk,
        actor=actor,
        key=said["key"],
        text=said["text"],
        language=said["language"],
        files=files,
    )


def _ask(actor: Any, introduction: Introduction, said: dict[str, Any]) -> Any:
    return services.ask_question(introduction_id=introduction.pk, actor=actor, **said)


def _state(actor: Any, introduction: Introduction, said: dict[str, Any]) -> Any:
    replaced = said.get("replaces")
    return services.propose_fact(
        introduction_id=introduction.pk,
        actor=actor,
        text=said["text"],
        language=said["language"],
        replaces=replaced.pk if replaced else None,
    )


def _invite(actor: Any, introduction: Introduction, said: dict[str, Any]) -> Any:
    return services.invite_broker(
        introduction_id=introduction.pk, actor=actor, broker=said["broker"]
    )


def _own_files(request: SignedInRequest, introduction: Introduction) -> Any:
    voice = policies.voice_of(request.user, introduction)
    return introduction.threadfiles.filter(message__voice=voice or "")
