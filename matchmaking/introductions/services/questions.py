"""Questions to the other side, with a day until which the answer is asked for."""

import datetime
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from matchmaking.errors import DomainError, NotInThisState
from matchmaking.introductions import notices, policies
from matchmaking.introductions.choices import TALKING, other_side
from matchmaking.introductions.models import Message, Question
from matchmaking.introductions.services.common import locked
from matchmaking.introductions.services.talking import said

FARTHEST = datetime.timedelta(days=366)
REMIND_BEFORE = datetime.timedelta(days=2)


@transaction.atomic
def ask_question(
    *,
    introduction_id: int,
    actor: User,
    key: UUID,
    text: str,
    due_on: datetime.date,
    time_zone: str,
    language: str = "",
) -> Question:
    """Ask the other side something, to be answered by the end of a day where the asker is."""
    introduction = locked(introduction_id)
    side = policies.spoken_side(actor, introduction)
    if side is None:
        raise PermissionDenied
    due_at = end_of_day(due_on, time_zone)
    if not timezone.now() < due_at < timezone.now() + FARTHEST:
        raise DomainError(_("Choose a day that is to come, within a year."), field="due_on")
    message, is_new = said(introduction, actor, key=key, text=text, language=language)
    if not is_new:
        return message.question
    question = Question.objects.create(
        introduction=introduction,
        message=message,
        asked_of=other_side(side),
        due_on=due_on,
        time_zone=time_zone,
        due_at=due_at,
    )
    notices.tell_of_question(question)
    return question


@transaction.atomic
def answer_question(
    *, question_id: int, actor: User, key: UUID, text: str, language: str = ""
) -> Question:
    """Answer a question of the other side, once and for all; late is better than never."""
    question = Question.objects.select_for_update(of=("self",)).get(pk=question_id)
    introduction = locked(question.introduction_id)
    if policies.spoken_side(actor, introduction) != question.asked_of:
        raise PermissionDenied
    again = Message.objects.filter(introduction=introduction, author=actor, key=key).first()
    if question.answer_id is not None and question.answer == again:
        return question
    if question.answer_id is not None:
        raise DomainError(_("This question has been answered. Write a new message to add to it."))
    message, is_new = said(introduction, actor, key=key, text=text, language=language)
    if not is_new:  # the key of a message that was something else
        raise NotInThisState
    question.answer, question.answered_at = message, message.said_at
    question.save(update_fields=["answer", "answered_at"])
    notices.tell_of_answer(question)
    return question


@transaction.atomic
def remind_of_questions() -> int:
    """Remind those asked of what is due soon, tell both sides once of what is overdue; count."""
    now = timezone.now()
    waiting = Question.objects.filter(answer=None, introduction__status__in=TALKING)
    waiting = waiting.select_related("introduction__need", "introduction__offer")
    soon = list(waiting.filter(reminded_at=None, due_at__gt=now, due_at__lte=now + REMIND_BEFORE))
    late = list(waiting.filter(overdue_told_at=None, due_at__lte=now))
    for question in soon:
        notices.remind_of_question(question)
    for question in late:
        notices.tell_of_overdue(question)
    _mark(soon, "reminded_at", now)
    _mark(late, "overdue_told_at", now)
    return len(soon) + len(late)


def end_of_day(day: datetime.date, time_zone: str) -> datetime.datetime:
    """Return the last moment of a day in a time zone."""
    try:
        zone = ZoneInfo(time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise DomainError(_("Choose a time zone from the list."), field="time_zone") from error
    return datetime.datetime.combine(day, datetime.time(23, 59, 59), zone)


def _mark(questions: list[Question], column: str, now: datetime.datetime) -> None:
    Question.objects.filter(pk__in=[one.pk for one in questions]).update(**{column: now})
