"""What of introductions waits for whom."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.choices import OrganisationKind
from accounts.models import User
from accounts.notifications.inbox import Source, Task, register
from accounts.policies import is_broker
from accounts.selectors import memberships_of
from matchmaking.introductions.choices import IntroductionStatus, Side
from matchmaking.introductions.models import Answer, Fact, Introduction, Question
from matchmaking.introductions.selectors import facts_waiting, questions_waiting
from matchmaking.introductions.selectors.waiting import own_answers


def answers(user: User) -> QuerySet[Answer] | None:
    """Return the proposals that a side `user` decides for has not answered."""
    if not memberships_of(user):
        return None
    rows = Answer.objects.filter(own_answers(user))
    return rows.select_related("introduction__need__country", "introduction__offer__organisation")


def questions(user: User) -> QuerySet[Question] | None:
    """Return the questions that a side `user` speaks for is to answer."""
    if not memberships_of(user):
        return None
    rows = Question.objects.filter(questions_waiting(user))
    return rows.select_related("message", "introduction__need", "introduction__offer")


def facts(user: User) -> QuerySet[Fact] | None:
    """Return the facts that a side `user` speaks for is to confirm."""
    if not memberships_of(user):
        return None
    rows = Fact.objects.filter(facts_waiting(user))
    return rows.select_related("introduction__need", "introduction__offer")


def introductions(user: User) -> QuerySet[Introduction] | None:
    """Return the pairs that said yes and wait for a broker to introduce them."""
    if not is_broker(user):
        return None
    rows = Introduction.objects.filter(status=IntroductionStatus.ACCEPTED)
    return rows.select_related("need__country", "offer__organisation")


def _answer_task(answer: Answer) -> Task:
    introduction = answer.introduction
    return Task(
        pk=answer.pk,
        text=str(introduction),
        url=_url(introduction),
        organisation_id=answer.organisation_id,
        since=introduction.proposed_at,
        badge=(introduction.status, introduction.get_status_display()),
    )


def _question_task(question: Question) -> Task:
    introduction = question.introduction
    is_asked = question.asked_of == Side.RECIPIENT
    side = introduction.need if is_asked else introduction.offer
    return Task(
        pk=question.pk,
        text=str(introduction),
        url=f"{_url(introduction)}#question-{question.pk}",
        organisation_id=side.organisation_id,
        due_on=question.due_on,
        since=question.message.said_at,
        note=question.time_zone,
    )


def _fact_task(fact: Fact) -> Task:
    introduction = fact.introduction
    side = introduction.offer if fact.side == Side.RECIPIENT else introduction.need
    return Task(
        pk=fact.pk,
        text=str(introduction),
        url=f"{_url(introduction)}#fact-{fact.pk}",
        organisation_id=side.organisation_id,
        since=fact.proposed_at,
    )


def _introduce_task(introduction: Introduction) -> Task:
    return Task(
        pk=introduction.pk,
        text=str(introduction),
        url=_url(introduction),
        since=introduction.accepted_at,
        badge=(introduction.status, introduction.get_status_display()),
    )


def _url(introduction: Introduction) -> str:
    return reverse("introductions:detail", args=[introduction.pk])


register(
    Source(
        name="answer_introduction",
        label=_("Answer a proposed introduction"),
        rows=answers,
        task=_answer_task,
    )
)
register(
    Source(
        name="answer_question",
        label=_("Answer a question of the other side"),
        rows=questions,
        task=_question_task,
    )
)
register(Source(name="confirm_fact", label=_("Confirm a fact"), rows=facts, task=_fact_task))
register(
    Source(
        name="introduce_parties",
        label=_("Introduce two parties"),
        rows=introductions,
        task=_introduce_task,
        desk=OrganisationKind.SECRETARIAT,
    )
)
