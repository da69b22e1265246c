"""Who is invited, who knows of it, and what they answer."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts import personal_data
from accounts.notifications.inbox import tasks_for
from accounts.notifications.models import Email, Notification
from accounts.signals import person_erased
from matchmaking.errors import DomainError, NotInThisState
from matchmaking.roundtables import services
from matchmaking.roundtables.models import RoundTable
from matchmaking.roundtables.services import Seat
from tests import cast
from tests.roundtables import making


def _known_to(name):
    return RoundTable.objects.visible_to(cast.join(name)).exists()


def _told(user, kind):
    return Notification.objects.filter(user=user, kind=kind).count()


@pytest.mark.parametrize("name", cast.CAST)
def test_a_plan_is_known_to_the_secretariat_only(db, name):
    making.prepared()
    assert _known_to(name) == (name in ("sofia", "elena", "ines"))


@pytest.mark.parametrize("name", cast.CAST)
def test_those_invited_know_of_it_and_their_colleagues(db, name):
    making.in_state("invited")
    invited = ("sofia", "elena", "ines", "amina", "ali", "vera", "dina")
    assert _known_to(name) == (name in invited)


def test_an_invitation_by_name_reaches_that_person_only(sofia, amina, ali):
    table = making.prepared(guests=())
    seat = Seat(making.organisation("amina").pk, ali.pk)
    services.add_participants(round_table_id=table.pk, seats=[seat], actor=sofia)
    services.invite_to_round_table(round_table_id=table.pk, actor=sofia)
    assert (_known_to("ali"), _known_to("amina")) == (True, False)
    assert (_told(ali, "round_table_invited"), _told(amina, "round_table_invited")) == (1, 0)


def test_a_person_is_invited_for_an_organisation_they_speak_for(sofia, dina):
    table = making.planned()
    seat = Seat(making.organisation("amina").pk, dina.pk)
    with pytest.raises(DomainError, match="does not speak"):
        services.add_participants(round_table_id=table.pk, seats=[seat], actor=sofia)


def test_invitations_reach_those_who_act_and_wait_in_their_inbox(db, vera, dina):
    table = making.in_state("invited")
    assert _told(dina, "round_table_invited") == 1
    assert _told(vera, "round_table_invited") == 0
    assert table.title in [str(task.text) for task in tasks_for(dina)]
    assert table.title not in [str(task.text) for task in tasks_for(vera)]


def test_a_letter_by_e_mail_names_neither_meeting_nor_place(db, django_capture_on_commit_callbacks):
    table = making.in_state("invited")
    letters = Email.objects.filter(kind="round_table_invited")
    assert letters.count() >= 2
    for letter in letters:
        assert table.title not in letter.subject + letter.text
        assert table.place not in letter.text


def test_who_is_invited_later_is_told_at_once(sofia, boris):
    table = making.in_state("invited")
    making.invite(table, "boris")
    making.invite(table, "boris")
    assert _told(boris, "round_table_invited") == 1
    assert table.participants.count() == 3


def test_who_is_no_longer_invited_is_told_and_knows_no_more(sofia, dina):
    table = making.in_state("invited")
    seat = making.seat_of(table, "dina")
    services.drop_participant(participant_id=seat.pk, actor=sofia)
    assert _told(dina, "round_table_dropped") == 1
    assert not _known_to("dina")


def _answer(seat, actor, answer="yes", names="Ms. D. Ina, adviser"):
    return services.answer_invitation(
        participant_id=seat.pk, answer=answer, names=names, actor=actor
    )


def test_an_answer_names_who_comes_and_leaves_the_inbox(sofia, dina):
    table = making.in_state("invited")
    seat = _answer(making.seat_of(table, "dina"), dina)
    assert seat.people == ["Ms. D. Ina, adviser"]
    assert table.title not in [str(task.text) for task in tasks_for(dina)]
    assert _told(sofia, "round_table_answered") == 1


def test_an_organisation_that_comes_names_somebody(dina):
    table = making.in_state("invited")
    with pytest.raises(DomainError, match="Name who comes"):
        _answer(making.seat_of(table, "dina"), dina, names=" ")


@pytest.mark.parametrize(
    ("name", "may"), [("amina", True), ("ali", True), ("vera", False), ("dina", False)]
)
def test_those_who_act_for_the_organisation_answer_for_it(db, name, may):
    table = making.in_state("invited")
    seat, actor = making.seat_of(table, "amina"), cast.join(name)
    if may:
        assert _answer(seat, actor).answer == "yes"
    else:
        with pytest.raises(PermissionDenied):
            _answer(seat, actor)


def test_answers_end_with_the_meeting(dina):
    table = making.in_state("held")
    with pytest.raises(NotInThisState):
        _answer(making.seat_of(table, "dina"), dina)


def test_another_time_asks_everybody_again(sofia, dina):
    table = making.in_state("invited")
    _answer(making.seat_of(table, "dina"), dina)
    said = making.fields(place="Conference room 7")
    services.edit_round_table(round_table_id=table.pk, version=table.version, actor=sofia, **said)
    assert making.seat_of(table, "dina").answer == "waiting"
    assert _told(dina, "round_table_changed") == 1


def test_who_was_invited_hears_why_a_meeting_is_off(sofia, dina):
    table = making.in_state("invited")
    services.cancel_round_table(round_table_id=table.pk, actor=sofia, reason="No room")
    told = Notification.objects.get(user=dina, kind="round_table_cancelled")
    assert told.params["reason"] == "No room"


def test_who_is_erased_leaves_no_name_beside_the_invitation(sofia, ali):
    table = making.prepared(guests=())
    seat = Seat(making.organisation("amina").pk, ali.pk)
    (invited,) = services.add_participants(round_table_id=table.pk, seats=[seat], actor=sofia)
    services.invite_to_round_table(round_table_id=table.pk, actor=sofia)
    _answer(invited, ali, names="Ali, with a guide dog")
    assert "guide dog" in str(personal_data.collect(ali)["invitations to round tables"])
    person_erased.send(sender=None, user_id=ali.pk)
    invited.refresh_from_db()
    assert (invited.names, invited.answer) == ("", "yes")
