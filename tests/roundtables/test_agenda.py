"""Putting an agenda together."""

import pytest

from matchmaking.errors import DomainError, NotInThisState
from matchmaking.roundtables import selectors, services
from tests import cast
from tests.needs import making as needs
from tests.roundtables import making


def _order(table):
    return [str(slot) for slot in table.slots.order_by("position")]


@pytest.fixture
def table(sofia):
    return making.planned(starts_at=making.TODAY.replace(hour=9, minute=0))


def test_requests_come_between_opening_and_closing_each_once(table):
    first, second = needs.published(title="First"), needs.published(title="Second")
    making.add_needs(table, first, second)
    making.add_needs(table, second, first)
    assert _order(table) == ["Opening", "First", "Second", "Closing"]


def test_only_published_requests_are_put_on_the_agenda(table, sofia):
    draft = needs.draft()
    with pytest.raises(DomainError, match=str(draft.pk)):
        services.add_needs(round_table_id=table.pk, need_ids=[draft.pk], actor=sofia)


def test_an_agenda_has_a_most(table, sofia, monkeypatch):
    monkeypatch.setattr("matchmaking.roundtables.services.agenda.MOST_NEEDS", 1)
    with pytest.raises(DomainError, match="at most 1"):
        making.add_needs(table, needs.published(), needs.published())
    assert table.slots.count() == 2


def test_parts_change_places_but_never_with_opening_or_closing(table, sofia):
    making.add_needs(table, needs.published(title="First"))
    item = services.add_item(round_table_id=table.pk, title="Coffee", minutes=5, actor=sofia)
    services.move_slot(slot_id=item.pk, up=True, actor=sofia)
    assert _order(table) == ["Opening", "Coffee", "First", "Closing"]
    services.move_slot(slot_id=item.pk, up=True, actor=sofia)
    assert _order(table) == ["Opening", "Coffee", "First", "Closing"]
    services.remove_slot(slot_id=item.pk, actor=sofia)
    opening = table.slots.get(kind="opening")
    with pytest.raises(DomainError, match="opening and a closing"):
        services.remove_slot(slot_id=opening.pk, actor=sofia)
    assert _order(table) == ["Opening", "First", "Closing"]


def test_the_minutes_add_up_and_give_each_part_its_time(table, sofia):
    making.add_needs(table, needs.published())
    slot = making.slot_of(table)
    services.set_minutes(slot_id=slot.pk, minutes=45, actor=sofia)
    agenda = selectors.Agenda(table, sofia)
    assert [row.begins.strftime("%H:%M") for row in agenda.rows] == ["09:00", "09:10", "09:55"]
    assert (agenda.minutes, agenda.left) == (65, 55)


@pytest.mark.parametrize("minutes", [0, 601])
def test_no_part_takes_no_time_or_all_day(table, sofia, minutes):
    opening = table.slots.get(kind="opening")
    with pytest.raises(DomainError, match="between 1 and 600"):
        services.set_minutes(slot_id=opening.pk, minutes=minutes, actor=sofia)


def test_the_agenda_of_a_meeting_that_was_held_stays(sofia):
    table = making.in_state("held")
    with pytest.raises(NotInThisState):
        making.add_needs(table, needs.published())


def test_a_clock_shows_the_time_of_the_place(sofia):
    table = making.planned(
        starts_at=making.TODAY.replace(month=1, day=15, hour=9, minute=0),
        time_zone="Africa/Nairobi",
    )
    assert table.begins.strftime("%H:%M %Z") == "12:00 EAT"


def test_a_request_nobody_may_know_of_leaves_only_its_time(sofia, diego):
    table = making.prepared(need=needs.published(audience="members"), guests=("diego",))
    rows = selectors.Agenda(table, cast.join("omar")).rows
    assert [row.is_closed for row in rows] == [False, True, False]
    assert not selectors.Agenda(table, diego).rows[1].is_closed
