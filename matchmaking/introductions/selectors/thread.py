"""A conversation as its readers see it, and as a broker does who was not invited."""

import datetime
from dataclasses import dataclass

from django.db.models import Max, Min, Prefetch, QuerySet

from accounts.selectors import Person
from matchmaking.introductions import policies
from matchmaking.introductions.choices import FactStatus
from matchmaking.introductions.models import (
    BrokerSeat,
    Fact,
    Introduction,
    KeptMessage,
    Message,
    Question,
    Seen,
    ThreadFile,
)

NEWEST = 60


@dataclass(frozen=True)
class Course:
    """That a conversation runs, and when: all that a broker knows who was not invited."""

    messages: int
    first_at: datetime.datetime | None
    last_at: datetime.datetime | None
    open_questions: int
    overdue_questions: int


@dataclass(frozen=True)
class Thread:
    """What was said, oldest first; `older` counts those that are not on the page."""

    messages: list[Message]
    older: int
    questions: list[Question]
    facts: list[Fact]
    pinned: list[Fact]
    files: list[ThreadFile]
    unsent: str


def course_of(introduction: Introduction) -> Course:
    """Return the dates and numbers of a conversation, without a word of it."""
    said = Message.objects.filter(introduction=introduction)
    dates = said.aggregate(first=Min("said_at"), last=Max("said_at"))
    waiting = list(Question.objects.filter(introduction=introduction, answer=None))
    return Course(
        messages=said.count(),
        first_at=dates["first"],
        last_at=dates["last"],
        open_questions=len(waiting),
        overdue_questions=sum(question.is_overdue for question in waiting),
    )


def thread_of(user: Person, introduction: Introduction, *, whole: bool = False) -> Thread | None:
    """Return what was said, or None to those who may not read it."""
    if not policies.reads_words(user, introduction):
        return None
    messages = list(messages_of(introduction).order_by("-said_at", "-pk"))
    shown = messages if whole else messages[:NEWEST]
    _mark_new(user, introduction, shown)
    facts = list(facts_of(introduction))
    kept = KeptMessage.objects.filter(introduction=introduction, author=user.pk).first()
    return Thread(
        messages=shown[::-1],
        older=len(messages) - len(shown),
        questions=list(_questions_of(introduction)),
        facts=[fact for fact in facts if fact.status != FactStatus.AGREED],
        pinned=[fact for fact in facts if fact.status == FactStatus.AGREED],
        files=[file for one in messages for file in one.files.all()],
        unsent=kept.text if kept else "",
    )


def messages_of(introduction: Introduction) -> QuerySet[Message]:
    """Return what was said, with its authors, its files in all versions, and its questions."""
    files = ThreadFile.objects.select_related("attachment", "replaced_by").order_by("pk")
    rows = Message.objects.filter(introduction=introduction)
    return rows.select_related(
        "author", "question__answer__author", "answers_question__message__author"
    ).prefetch_related(Prefetch("files", files))


def facts_of(introduction: Introduction) -> QuerySet[Fact]:
    """Return every fact that was proposed, newest first."""
    rows = Fact.objects.filter(introduction=introduction)
    return rows.select_related("proposed_by", "answered_by", "replaces").order_by("-pk")


def seat_of(introduction: Introduction) -> BrokerSeat | None:
    """Return the broker who sits in the conversation now."""
    seats = BrokerSeat.objects.filter(introduction=introduction, left_at=None)
    return seats.select_related("broker", "invited_by").first()


def _questions_of(introduction: Introduction) -> QuerySet[Question]:
    rows = Question.objects.filter(introduction=introduction, answer=None)
    return rows.select_related("message__author").order_by("due_at", "pk")


def _mark_new(user: Person, introduction: Introduction, messages: list[Message]) -> None:
    """Say of each message whether its reader has not seen it yet."""
    mark = Seen.objects.filter(introduction=introduction, reader=user.pk).first()
    for message in messages:
        is_others = message.author_id != user.pk
        message.is_new = is_others and (mark is None or mark.seen_at < message.said_at)
