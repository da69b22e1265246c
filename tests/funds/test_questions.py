"""Questions about a call: members ask, everybody reads the answer, nobody learns who asked."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.notifications.inbox import tasks_for
from accounts.notifications.models import Notification
from matchmaking.errors import ChangedMeanwhile, DomainError
from matchmaking.funds import services
from matchmaking.funds.models import Call, Question
from tests.funds import making

pytestmark = pytest.mark.django_db


def _knows(person, question):
    return Question.objects.visible_to(person).filter(pk=question.pk).exists()


def test_a_question_is_known_to_who_asked_and_who_answers_until_it_is_answered(
    tomas, rania, amina, nadia
):
    question = making.question(making.open_call())
    nobody = AnonymousUser()
    assert [_knows(p, question) for p in (amina, tomas)] == [True, True]
    assert [_knows(p, question) for p in (nadia, rania, nobody)] == [False] * 3
    services.answer_question(
        question_id=question.pk, actor=tomas, version=1, answer="Yes.", language="en"
    )
    assert all(_knows(p, question) for p in (amina, tomas, nadia, rania, nobody))


def test_the_answer_is_told_to_who_asked_and_to_followers(tomas, amina, nadia, dina):
    call = making.open_call()
    services.follow_call(call_id=call.pk, actor=nadia)
    making.answered(call)
    told = Notification.objects.filter(kind="call_answer").values_list("user__email", flat=True)
    assert set(told) == {amina.email, nadia.email}
    assert not any("amina" in str(row.params).lower() for row in Notification.objects.all())


def test_a_question_is_a_task_of_the_administrators(tomas, rania):
    question = making.question(making.open_call())
    asked = [task for task in tasks_for(tomas) if task.source.name == "answer_call_question"]
    assert [task.pk for task in asked] == [question.pk]
    assert [task for task in tasks_for(rania) if task.source.name == "answer_call_question"] == []
    making.services.answer_question(
        question_id=question.pk, actor=tomas, version=1, answer="Yes.", language="en"
    )
    assert [task for task in tasks_for(tomas) if task.source.name == "answer_call_question"] == []


def test_questions_are_taken_until_their_day(tomas, amina):
    call = making.open_call(questions_until=timezone.now() - datetime.timedelta(hours=1))
    with pytest.raises(DomainError, match="not taken any more"):
        making.question(call)
    Call.objects.filter(pk=call.pk).update(questions_until=None)
    assert making.question(call).pk
    with pytest.raises(DomainError, match="not taken any more"):
        making.question(making.past(call))


def test_only_administrators_answer_and_with_words(tomas, rania, amina):
    question = making.question(making.open_call())
    about = {"question_id": question.pk, "version": 1, "language": "en"}
    for person in (rania, amina):
        with pytest.raises(PermissionDenied):
            services.answer_question(**about, actor=person, answer="Yes.")
    with pytest.raises(DomainError, match="Write the answer"):
        services.answer_question(**about, actor=tomas, answer=" ")


def test_an_answer_is_corrected_without_losing_its_day(tomas):
    question = making.answered(making.open_call())
    with pytest.raises(ChangedMeanwhile), transaction.atomic():
        services.answer_question(
            question_id=question.pk, actor=tomas, version=1, answer="No.", language="en"
        )
    corrected = services.answer_question(
        question_id=question.pk, actor=tomas, version=2, answer="No.", language="en"
    )
    assert (corrected.answer, corrected.published_at) == ("No.", question.published_at)
