"""What is said in a conversation: by whom, once, never changed, and read by whom."""

import datetime
import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.notifications.inbox import tasks_for
from accounts.signals import person_erased, person_left
from matchmaking.errors import DomainError, NotInThisState
from matchmaking.introductions import policies, selectors, services
from matchmaking.introductions.models import (
    Fact,
    Introduction,
    KeptMessage,
    Message,
    Question,
    Seen,
    ThreadFile,
)
from tests import cast
from tests.introductions import making

pytestmark = pytest.mark.django_db
PEOPLE = ("amina", "ali", "vera", "boris", "dina", "diego", "sofia", "elena", "tomas", "omar")


@pytest.fixture
def introduction():
    return making.talking()


def readers(introduction):
    return {name for name in PEOPLE if policies.reads_words(cast.join(name), introduction)}


def speakers(introduction):
    return {name for name in PEOPLE if policies.voice_of(cast.join(name), introduction)}


def test_the_sides_read_and_speak_and_a_broker_only_while_invited(introduction):
    sides = {"amina", "ali", "vera", "dina"}
    assert readers(introduction) == sides
    assert speakers(introduction) == sides - {"vera"}
    making.seat(introduction)
    assert readers(introduction) == sides | {"sofia"}
    assert speakers(introduction) == sides - {"vera"} | {"sofia"}
    services.leave_conversation(introduction_id=introduction.pk, actor=cast.join("sofia"))
    assert readers(introduction) == sides
    assert selectors.thread_of(cast.join("sofia"), introduction) is None
    services.end_introduction(
        introduction_id=introduction.pk, actor=cast.join("dina"), reason_code="no-agreement"
    )
    assert readers(introduction) == sides
    assert speakers(making.fresh(introduction)) == set()


@pytest.mark.parametrize("name", ["vera", "boris", "diego", "sofia", "elena", "omar"])
def test_nobody_else_posts_asks_states_or_invites(introduction, name):
    acts = (
        lambda: making.post(introduction, name),
        lambda: making.ask(introduction, name),
        lambda: making.fact(introduction, name),
        lambda: making.seat(introduction, name),
    )
    for act in acts:
        with pytest.raises(PermissionDenied):
            act()
    assert not Message.objects.exists()


def test_the_parties_cannot_talk_before_they_are_introduced():
    introduction = making.accepted()
    for act in (making.post, making.ask, making.fact):
        with pytest.raises(NotInThisState):
            act(introduction, "dina")


def test_the_same_message_sent_twice_is_one(introduction):
    key = uuid.uuid4()
    first = making.post(introduction, "dina", key=key, files=[making.new_file()])
    again = making.post(introduction, "dina", key=key, files=[making.new_file()])
    assert first == again
    assert (Message.objects.count(), ThreadFile.objects.count()) == (1, 1)
    making.post(introduction, "amina", key=key)  # another person's key is another message
    assert Message.objects.count() == 2


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 20_001])
def test_nothing_and_too_much_are_no_message(introduction, text):
    with pytest.raises(DomainError):
        making.post(introduction, "dina", text)


def test_words_do_not_stop_a_move_of_the_other_side(introduction):
    making.post(introduction, "dina")
    assert making.fresh(introduction).version == introduction.version
    assert making.fresh(introduction).moved_at > introduction.moved_at


def test_a_new_version_of_a_file_stands_beside_the_older_one(introduction):
    making.post(introduction, "dina", files=[making.new_file(title="Plan")])
    first = ThreadFile.objects.get()
    making.post(introduction, "dina", files=[making.new_file(replaces=first.pk)])
    making.post(introduction, "dina", files=[making.new_file(replaces=first.pk)])
    rows = ThreadFile.objects.order_by("pk").values_list("title", "number", "replaces__number")
    assert list(rows) == [("Plan", 1, None), ("Plan", 2, 1), ("Plan", 3, 2)]
    with pytest.raises(DomainError, match="your own side"):
        making.post(introduction, "amina", files=[making.new_file(replaces=first.pk)])


def test_a_file_that_runs_is_refused_and_nothing_of_the_message_is_kept(introduction):
    with pytest.raises(DomainError):
        making.post(introduction, "dina", files=[making.new_file("tool.exe", b"MZ")])


def test_what_is_typed_is_kept_for_its_author_until_it_is_sent(introduction):
    dina = cast.join("dina")
    services.keep_message(introduction_id=introduction.pk, actor=dina, text="We would")
    services.keep_message(introduction_id=introduction.pk, actor=dina, text="We would like")
    assert selectors.thread_of(dina, introduction).unsent == "We would like"
    assert selectors.thread_of(cast.join("amina"), introduction).unsent == ""
    making.post(introduction, "dina")
    assert not KeptMessage.objects.exists()
    with pytest.raises(PermissionDenied):
        services.keep_message(introduction_id=introduction.pk, actor=cast.join("sofia"), text="x")


def test_new_messages_are_marked_until_they_are_read(introduction):
    making.post(introduction, "dina")
    amina = cast.join("amina")

    def unread(user):
        return selectors.introductions_for_listing(user).get().unread

    assert (unread(amina), unread(cast.join("dina")), unread(cast.join("sofia"))) == (1, 0, 0)
    assert [one.is_new for one in selectors.thread_of(amina, introduction).messages] == [True]
    services.mark_as_read(introduction_id=introduction.pk, actor=amina)
    assert unread(amina) == 0
    assert [one.is_new for one in selectors.thread_of(amina, introduction).messages] == [False]


# --- questions -----------------------------------------------------------------------------------
def test_a_question_is_due_at_the_end_of_the_day_where_the_asker_is(introduction):
    day = timezone.localdate() + datetime.timedelta(days=3)
    question = making.ask(introduction, due_on=day, time_zone="America/Bogota")
    due = question.due_at.astimezone(datetime.UTC)
    assert due == datetime.datetime.combine(
        day + datetime.timedelta(days=1), datetime.time(4, 59, 59), datetime.UTC
    )
    for wrong in (
        {"due_on": timezone.localdate() - datetime.timedelta(days=2)},
        {"time_zone": "X"},
    ):
        with pytest.raises(DomainError):
            making.ask(introduction, **wrong)


def test_a_question_is_answered_once_by_the_side_it_was_asked_of(introduction):
    key = uuid.uuid4()
    question = making.ask(introduction)
    assert [task.source.name for task in tasks_for(cast.join("ali"))] == ["answer_question"]
    with pytest.raises(PermissionDenied):
        making.answer(question, "dina")
    making.answer(question, "ali", key=key)
    making.answer(question, "ali", key=key)  # pressed twice
    with pytest.raises(DomainError, match="has been answered"):
        making.answer(question, "amina")
    question = Question.objects.get()
    assert question.answer.author == cast.join("ali")
    assert tasks_for(cast.join("ali")) == []


def test_a_question_asked_twice_by_a_double_click_is_one(introduction):
    key = uuid.uuid4()
    assert making.ask(introduction, key=key) == making.ask(introduction, key=key)


def test_those_asked_are_reminded_once_before_and_both_sides_once_after(introduction):
    question = making.ask(introduction)
    assert services.remind_of_questions() == 0
    soon = timezone.now() + datetime.timedelta(hours=20)
    Question.objects.update(due_at=soon)
    assert services.remind_of_questions() == 1
    assert services.remind_of_questions() == 0
    Question.objects.update(due_at=timezone.now() - datetime.timedelta(hours=1))
    assert services.remind_of_questions() == 1
    assert services.remind_of_questions() == 0
    question.refresh_from_db()
    assert question.is_overdue
    course = selectors.course_of(introduction)
    assert (course.messages, course.open_questions, course.overdue_questions) == (1, 1, 1)


# --- facts ---------------------------------------------------------------------------------------
def test_a_fact_is_pinned_once_the_other_side_confirms_it(introduction):
    one = making.fact(introduction)
    assert making.fact(introduction) == one  # pressed twice
    dina, amina = cast.join("dina"), cast.join("amina")
    assert selectors.thread_of(amina, introduction).pinned == []
    with pytest.raises(PermissionDenied):
        services.confirm_fact(fact_id=one.pk, actor=dina)
    services.confirm_fact(fact_id=one.pk, actor=amina)
    with pytest.raises(NotInThisState):
        services.refuse_fact(fact_id=one.pk, actor=amina)
    assert [fact.text for fact in selectors.thread_of(dina, introduction).pinned] == [one.text]


def test_a_later_fact_takes_the_place_of_an_earlier_one_when_it_is_confirmed(introduction):
    amina, dina = cast.join("amina"), cast.join("dina")
    first = making.fact(introduction)
    services.confirm_fact(fact_id=first.pk, actor=amina)
    later = making.fact(introduction, "amina", "Forty armouries get racks.", replaces=first.pk)
    assert selectors.thread_of(dina, introduction).pinned == [first]
    services.confirm_fact(fact_id=later.pk, actor=dina)
    assert selectors.thread_of(dina, introduction).pinned == [later]
    third = making.fact(introduction, text="Snow falls.")
    services.refuse_fact(fact_id=third.pk, actor=amina)
    states = Fact.objects.order_by("pk").values_list("status", flat=True)
    assert list(states) == ["replaced", "agreed", "refused"]


# --- people who go -------------------------------------------------------------------------------
def test_who_is_erased_leaves_their_words_and_takes_their_drafts(introduction):
    dina = cast.join("dina")
    making.post(introduction, "dina")
    services.keep_message(introduction_id=introduction.pk, actor=dina, text="We would")
    person_erased.send(sender=None, user_id=dina.pk)
    assert not KeptMessage.objects.exists()
    assert not Seen.objects.filter(reader=dina).exists()
    assert Message.objects.get().author == dina


def test_a_broker_who_left_hands_on_and_leaves_the_conversation(introduction):
    making.seat(introduction)
    sofia = cast.join("sofia")
    place = sofia.memberships.get().organisation_id
    sofia.memberships.update(ended_at=timezone.now())
    person_left.send(sender=None, user_id=sofia.pk, organisation_id=place, successor_id=None)
    assert Introduction.objects.get().broker is None
    assert selectors.seat_of(introduction) is None


@pytest.mark.parametrize(
    ("name", "sources"),
    [
        ("amina", ["answer_introduction"]),
        ("ali", []),
        ("dina", []),
        ("boris", []),
    ],
)
def test_a_proposal_waits_in_the_inbox_of_who_decides(name, sources):
    making.proposed()
    names = [task.source.name for task in tasks_for(cast.join(name))]
    assert [one for one in names if one in ("answer_introduction", "confirm_fact")] == sources


def test_an_accepted_pair_waits_in_the_inbox_of_the_brokers():
    introduction = making.accepted()
    tasks = [
        task for task in tasks_for(cast.join("sofia")) if task.source.name == "introduce_parties"
    ]
    assert [task.pk for task in tasks] == [introduction.pk]
