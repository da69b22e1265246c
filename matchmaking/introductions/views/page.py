"""The page of an introduction: where it stands, both records, the conversation, the history."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from accounts.acting import acting_organisation
from accounts.http import SignedInRequest
from matchmaking import audit
from matchmaking.clearance.selectors import checklist_for
from matchmaking.disclosure.choices import Way
from matchmaking.disclosure.services import log_readings
from matchmaking.introductions import forms, panels, policies, selectors, services
from matchmaking.introductions.choices import TALKING, Side
from matchmaking.introductions.letters import posts_for
from matchmaking.introductions.models import Introduction, Question
from matchmaking.introductions.selectors import Shown, Thread
from matchmaking.introductions.views.access import known
from matchmaking.introductions.workflow import BY_LETTER, INTRODUCTION_WORKFLOW

# Moves whose button asks for a reason lead to a page of their own; the rest are made at once.
AT_ONCE = {"accept": "accept", "accept_first": "accept", "introduce": "introduce"}
ON_A_PAGE = {"turn_down": "decline", "end": "end"}


@login_required
def detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show an introduction to its two sides and the secretariat."""
    introduction = known(request, pk)
    response = page(request, introduction)
    if policies.reads_words(request.user, introduction):
        services.mark_as_read(introduction_id=pk, actor=request.user)
    return response


def page(request: SignedInRequest, introduction: Introduction, **bound: Form) -> HttpResponse:
    """Return the page; `bound` forms stand in place of the empty ones, with what was typed."""
    sides = selectors.both_records(request.user, introduction)
    _log(request, sides)
    user = request.user
    thread = course = None
    if introduction.introduced_at:  # nobody has talked before
        thread = selectors.thread_of(user, introduction, whole="all" in request.GET)
        course = None if thread else selectors.course_of(introduction)
    context = {
        "introduction": introduction,
        "sides": sides,
        "step": selectors.next_step(introduction),
        **_moves(request, introduction),
        "checklist": checklist_for(user, introduction.need, introduction.offer),
        "posts": posts_for(user, introduction),
        "letters": selectors.letters_of(introduction),
        "thread": thread,
        "course": course,
        "is_talking": introduction.status in TALKING,
        "seat": selectors.seat_of(introduction),
        "voice": policies.voice_of(user, introduction),
        "own_side": policies.spoken_side(user, introduction),
        "sits_in": policies.sits_in(user, introduction),
        **_forms(request, introduction, thread, bound),
        "history": audit.history(introduction),
        "detail_panels": panels.drawn("detail", request, introduction),
        "side_panels": panels.drawn("side", request, introduction),
    }
    return render(request, "introductions/detail.html", context)


def _moves(request: SignedInRequest, introduction: Introduction) -> dict[str, Any]:
    available = INTRODUCTION_WORKFLOW.available(introduction, actor=request.user)
    moves = [move for move in available if not move.name.endswith(BY_LETTER)]
    return {
        "acts": [(move, AT_ONCE[move.name]) for move in moves if move.name in AT_ONCE],
        "pages": [(move, ON_A_PAGE[move.name]) for move in moves if move.name in ON_A_PAGE],
    }


def _forms(
    request: SignedInRequest,
    introduction: Introduction,
    thread: Thread | None,
    bound: dict[str, Any],
) -> dict[str, Any]:
    """Return the forms of the conversation for those who may speak in it now."""
    voice = policies.voice_of(request.user, introduction)
    if thread is None or voice is None:
        return {}
    language = (get_language() or "en").partition("-")[0]
    own = [f for f in thread.files if f.message.voice == voice and not hasattr(f, "replaced_by")]
    made: dict[str, Any] = {
        "message_form": forms.MessageForm(
            initial={"text": thread.unsent}, own_files=own, language=language
        ),
    }
    if voice in Side.values:
        zone = _last_zone(request)
        made |= {
            "question_form": forms.QuestionForm(
                prefix="question", language=language, time_zone=zone
            ),
            "answer_form": forms.AnswerForm(prefix="answer", language=language),
            "fact_form": forms.FactForm(prefix="fact", pinned=thread.pinned, language=language),
            "invite_form": forms.InviteForm(prefix="invite", broker=introduction.broker),
        }
    return made | bound


def _last_zone(request: SignedInRequest) -> str:
    """Return the time zone in which the person asked last; UTC before the first question."""
    asked = Question.objects.filter(message__author=request.user).order_by("-pk")
    return asked.values_list("time_zone", flat=True).first() or "UTC"


def _log(request: SignedInRequest, sides: list[Shown]) -> None:
    """Write down what of both records is read here although not everyone may."""
    log_readings(
        records=[side.record for side in sides if side.record],
        reader=request.user,
        organisation=acting_organisation(request),
        way=Way.PAGE,
    )
