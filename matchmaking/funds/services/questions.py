"""Questions about a call: asked by members, answered for everybody; and who wishes to be told."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from matchmaking import audit
from matchmaking.errors import DomainError
from matchmaking.funds import policies, telling
from matchmaking.funds.choices import CallStatus
from matchmaking.funds.models import Call, Follower, Question
from matchmaking.workflow import compare_and_set


@transaction.atomic
def ask_question(*, call_id: int, actor: User, text: str, language: str) -> Question:
    """Ask about a published call, as long as questions are taken; whoever asks follows it."""
    call = Call.objects.visible_to(actor).select_related("fund").get(pk=call_id)
    if not policies.may_ask(actor, call):
        raise PermissionDenied
    if not takes_questions(call):
        raise DomainError(_("Questions about this call are not taken any more."), field="text")
    if not text.strip():
        raise DomainError(_("Write your question."), field="text")
    question = Question.objects.create(
        call=call, asked_by=actor, text=text.strip(), language=language
    )
    _follow(call, actor)
    audit.record(question, "ask_question", actor=actor)
    telling.tell_question_is_asked(question)
    return question


@transaction.atomic
def answer_question(
    *, question_id: int, actor: User, version: int, answer: str, language: str
) -> Question:
    """Answer a question, or correct the answer; everybody reads it, nobody learns who asked."""
    rows = Question.objects.select_for_update(of=("self",)).select_related("call__fund")
    question = rows.get(pk=question_id)
    if not policies.administers(actor, question.call.fund):
        raise PermissionDenied
    if not answer.strip():
        raise DomainError(_("Write the answer."), field="answer")
    before, question.version = question.answer, version
    compare_and_set(
        question,
        answer=answer.strip(),
        answer_language=language,
        answered_by=actor,
        published_at=question.published_at or timezone.now(),
    )
    changes = {"answer": (before, question.answer)}
    audit.record(question, "answer_question", actor=actor, changes=changes)
    telling.tell_it_is_answered(question)
    return question


@transaction.atomic
def follow_call(*, call_id: int, actor: User) -> None:
    """Let somebody be told when the call changes, is extended or answered about."""
    _follow(Call.objects.visible_to(actor).get(pk=call_id), actor)


@transaction.atomic
def unfollow_call(*, call_id: int, actor: User) -> None:
    """Tell them no more."""
    Follower.objects.filter(call=call_id, user=actor).delete()


def takes_questions(call: Call) -> bool:
    """Say whether the call takes questions now: until its day for them, else its deadline."""
    last = call.questions_until or call.closes_at
    return call.status == CallStatus.OPEN and (last is None or timezone.now() <= last)


def _follow(call: Call, user: User) -> None:
    Follower.objects.get_or_create(call=call, user=user)
