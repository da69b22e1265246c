"""The clocks follow the facts; reminders come before the last day, escalation after."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.utils import timezone

from accounts.notifications import inbox
from matchmaking.clocks import reckoning, selectors, services
from matchmaking.clocks.choices import Stage, State
from matchmaking.clocks.models import Clock, Told
from matchmaking.clocks.shipped import TARGETS
from matchmaking.desk import services as desk_services
from matchmaking.errors import DomainError, ReasonMissing
from matchmaking.introductions import services as introductions
from matchmaking.introductions.models import Introduction
from matchmaking.needs import services as needs_services
from matchmaking.offers import services as offers_services
from tests.agreements import making as agreements
from tests.clocks import making
from tests.clocks.making import TODAY, clock, day, told
from tests.desk import making as desk
from tests.introductions import making as tries
from tests.needs import making as needs
from tests.offers import making as offers

ANSWER = TARGETS[Stage.ANSWER]


def due():
    return reckoning.later(TODAY, ANSWER.days, ANSWER.counts)


def late(days):
    return due() + datetime.timedelta(days=days)


def test_a_submitted_request_waits_for_the_secretariat_until_it_is_answered(sofia):
    need = needs.submitted()
    services.sync_record(kind="need", record_id=need.pk)
    (waiting,) = selectors.clocks_of_need([need.pk])[need.pk]
    assert (waiting.stage, waiting.state) == (Stage.ACKNOWLEDGE, State.RUNNING)
    assert str(waiting.organisation) == "Secretariat"
    assert waiting.due_on == reckoning.later(TODAY, 5, "working")
    needs_services.return_need(need_id=need.pk, actor=sofia, reason="Name the site.")
    services.sync_record(kind="need", record_id=need.pk)
    waiting.refresh_from_db()
    assert waiting.state == State.DONE


def test_the_first_suggestion_is_kept_although_suggestions_are_made_anew(sofia):
    need = needs.published()
    services.sync_everything()
    assert clock(stage=Stage.SUGGESTION, need=need).is_open
    offers.published()
    desk.weigh()
    services.sync_everything()
    first = clock(stage=Stage.SUGGESTION, need=need).done_at
    desk.weigh()
    services.sync_everything()
    assert first is not None
    assert clock(stage=Stage.SUGGESTION, need=need).done_at == first


def test_only_the_side_that_was_asked_has_a_clock_for_its_answer(amina):
    introduction = making.stalled()
    found = clock(stage=Stage.ANSWER)
    assert (found.organisation, found.introduction) == (needs.kenya(), introduction)
    introductions.accept_introduction(introduction_id=introduction.pk, actor=amina)
    services.sync_introduction(introduction_id=introduction.pk)
    assert clock(stage=Stage.ANSWER).state == State.DONE


def test_a_conversation_runs_until_it_is_agreed_or_ended(amina):
    introduction = tries.talking()
    services.sync_everything()
    assert clock(stage=Stage.DECISION).organisation is None
    assert clock(stage=Stage.DECISION).is_open
    tries_end(introduction, amina)
    services.sync_introduction(introduction_id=introduction.pk)
    assert clock(stage=Stage.DECISION).state == State.DONE


def tries_end(introduction, actor):
    introductions.end_introduction(
        introduction_id=introduction.pk,
        actor=actor,
        reason_code=agreements.reason(),
        words="The budget was cut.",
    )


def test_what_is_agreed_is_delivered_by_one_side_and_confirmed_by_the_other(db):
    introduction = agreements.talking()
    line = agreements.terms(introduction, ends_on=day(10))
    agreement = agreements.signed(introduction=introduction, lines=[line])
    services.sync_everything()
    delivery = clock(stage=Stage.DELIVERY)
    assert (delivery.due_on, delivery.organisation) == (day(10), offers.nordic())
    agreements.deliver(agreement, agreements.giver(agreement), 5)
    services.sync_everything()
    assert clock(stage=Stage.DELIVERY).state == State.DONE
    confirmation = clock(stage=Stage.CONFIRMATION)
    assert (confirmation.organisation, confirmation.is_open) == (needs.kenya(), True)
    agreements.deliver(agreement, agreements.recipient(agreement), 5)
    services.sync_everything()
    assert clock(stage=Stage.CONFIRMATION).state == State.DONE


def test_the_clocks_of_a_withdrawn_request_stop(amina):
    introduction = making.stalled()
    needs_services.withdraw_need(need_id=introduction.need_id, actor=amina, reason="Done.")
    services.run_clocks(today=late(99))
    assert clock(stage=Stage.ANSWER).state == State.STOPPED
    assert told(amina) == []


@pytest.mark.parametrize("who", ["offer", "desk"])
def test_the_clock_of_what_is_put_off_stands_still_and_goes_on_later(who, sofia, dina, amina):
    need, offer = desk.market()
    introduction = tries.proposed(by="giver", need=need, offer=offer)
    if who == "offer":
        offers_services.pause_offer(offer_id=offer.pk, actor=dina)
    else:
        desk_services.postpone_case(
            case_id=desk.case_of(need).pk, actor=sofia, until=late(30), because="Elections."
        )
    services.run_clocks(today=late(20))
    found = clock(stage=Stage.ANSWER, introduction=introduction)
    assert found.is_paused
    assert told(amina) == []
    if who == "desk":
        services.run_clocks(today=late(100))
        found.refresh_from_db()
        assert not found.is_paused
        assert found.paused_days > 0


@pytest.mark.parametrize(
    ("days", "people", "kind"),
    [
        (-4, ["amina"], "clock_reminder"),
        (1, ["amina"], "clock_overdue"),
        (10, ["sofia"], "clock_overdue"),
    ],
)
def test_the_one_who_must_act_is_reminded_and_the_brokers_are_told_at_last(
    days, people, kind, amina, ali, dina, sofia
):
    introduction = making.stalled()
    Clock.objects.exclude(stage=Stage.ANSWER).delete()
    services.run_clocks(today=late(days))
    cast = {"amina": amina, "ali": ali, "dina": dina, "sofia": sofia}
    title = clock(stage=Stage.ANSWER).about
    assert [name for name, one in cast.items() if title in told(one, kind)] == people
    assert introduction.need.title in title


def test_each_step_is_taken_once_and_a_missed_one_is_not_made_up(amina, sofia):
    making.stalled()
    for _again in range(3):
        services.run_clocks(today=late(10))
    steps = Told.objects.filter(clock__stage=Stage.ANSWER)
    assert [one.step for one in steps] == ["brokers"]
    assert told(amina) == []
    services.run_clocks(today=late(40))
    assert steps.count() == 1


def test_after_an_outage_a_person_gets_one_message_for_a_stage(amina):
    making.stalled()
    for number in range(5):
        tries.proposed(by="giver", need=needs.published(title=f"Request {number}"))
    services.run_clocks(today=late(1))
    (message,) = amina.notifications.filter(kind="clock_overdue")
    assert message.params["count"] == 6
    assert message.url == "/clocks/?stage=answer"


def test_an_escalated_step_is_a_task_until_it_is_taken(amina, dina, ali):
    introduction = making.stalled()
    long_ago = timezone.now() - datetime.timedelta(days=60)
    Introduction.objects.filter(pk=introduction.pk).update(proposed_at=long_ago)
    late_step = reckoning.later(long_ago.date(), ANSWER.days, ANSWER.counts)
    services.run_clocks(today=late_step + datetime.timedelta(days=1))
    assert _overdue_tasks(amina) == [clock(stage=Stage.ANSWER).pk]
    assert _overdue_tasks(dina) == _overdue_tasks(ali) == []
    introductions.accept_introduction(introduction_id=introduction.pk, actor=amina)
    services.sync_introduction(introduction_id=introduction.pk)
    assert _overdue_tasks(amina) == []


def _overdue_tasks(person):
    tasks = inbox.tasks_for(person)
    return [task.pk for task in tasks if task.source.name == "overdue_clock"]


def test_the_command_runs_as_of_a_day(sofia, capsys):
    making.stalled()
    call_command("run_clocks", today=late(10))
    assert "messages about clocks" in capsys.readouterr().out
    assert Told.objects.filter(step="brokers", people=sofia).exists()


def test_a_new_target_holds_for_what_begins_from_its_day_on(sofia):
    making.stalled()
    before = clock(stage=Stage.ANSWER).due_on
    figures = {"days": 3, "counts": "calendar", "remind_before": None, "actor_after": 1}
    figures |= {"managers_after": None, "brokers_after": 2}
    services.set_target(
        actor=sofia, stage=Stage.ANSWER, note="Too slow.", valid_from=day(1), **figures
    )
    services.sync_everything()
    assert clock(stage=Stage.ANSWER).due_on == before
    later_on = tries.proposed(by="giver", need=needs.published(title="Later"))
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    Introduction.objects.filter(pk=later_on.pk).update(proposed_at=tomorrow)
    services.sync_everything()
    assert clock(stage=Stage.ANSWER, introduction=later_on).due_on == day(4)


@pytest.mark.parametrize(
    ("who", "said", "refusal"),
    [
        ("elena", {}, PermissionDenied),
        ("amina", {}, PermissionDenied),
        ("sofia", {"note": " "}, ReasonMissing),
        ("sofia", {"valid_from": day(-1)}, DomainError),
    ],
)
def test_only_a_broker_sets_targets_with_a_reason_and_never_backwards(who, said, refusal, request):
    actor = request.getfixturevalue(who)
    figures = {"stage": "answer", "days": 3, "counts": "working", "note": "x", "valid_from": TODAY}
    with pytest.raises(refusal):
        services.set_target(actor=actor, **(figures | said))


def test_reading_everything_twice_changes_nothing(db):
    agreements.signed()
    making.stalled()
    rows = list(Clock.objects.order_by("pk").values())
    services.sync_everything()
    assert list(Clock.objects.order_by("pk").values()) == rows


def test_clocks_are_known_to_the_two_sides_and_the_secretariat(amina, dina, diego, sofia, omar):
    making.stalled()
    stages = {
        name: set(selectors.clocks_for_listing(one).values_list("stage", flat=True))
        for name, one in {"a": amina, "d": dina, "x": diego, "s": sofia, "o": omar}.items()
    }
    assert Stage.ANSWER in stages["a"] & stages["d"] & stages["s"]
    assert stages["x"] == stages["o"] == set()
