"""The pages of round tables, as the people who use them see them."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from matchmaking.roundtables import services
from matchmaking.roundtables.models import RoundTable
from tests.needs import making as needs
from tests.roundtables import making

ASKED = {
    "title": "Friends of tracing",
    "purpose": "",
    "language": "en",
    "day": "2031-05-04",
    "time": "15:00",
    "time_zone": "Africa/Nairobi",
    "minutes": "90",
    "place": "Nairobi",
    "link": "",
    "languages": ["en"],
    "answer_by": "2031-04-20",
}


def _page(name, *args):
    return reverse(f"roundtables:{name}", args=args)


def test_a_broker_makes_a_round_table_at_the_time_of_its_place(visit, sofia):
    visit(sofia).post(_page("create"), ASKED)
    table = RoundTable.objects.get()
    assert table.starts_at.isoformat() == "2031-05-04T12:00:00+00:00"
    page = visit(sofia).get(_page("detail", table.pk)).content.decode()
    assert "15:00" in page
    assert "UTC+03:00" in page


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"answer_by": "2031-06-01"}, "This is after the meeting."),
        ({"place": "", "link": ""}, "Name a place"),
        ({"time_zone": "Mars/Olympus"}, "Select a valid choice"),
        ({"minutes": "0"}, "greater than or equal to 1"),
    ],
)
def test_a_mistake_is_told_beside_its_field_and_nothing_typed_is_lost(visit, sofia, changes, words):
    page = visit(sofia).post(_page("create"), ASKED | changes).content.decode()
    assert words in page
    assert "Friends of tracing" in page
    assert not RoundTable.objects.exists()


def test_requests_are_added_by_number_and_a_wrong_number_adds_none(visit, sofia):
    table, need = making.planned(), needs.published()
    client = visit(sofia)
    said = {"numbers": f"{need.pk}, 99999", "minutes": "15"}
    page = client.post(_page("add_needs", table.pk), said, follow=True).content.decode()
    assert "99999" in page
    assert table.slots.count() == 2
    client.post(_page("add_needs", table.pk), {"numbers": f"no. {need.pk}", "minutes": "15"})
    assert making.slot_of(table).minutes == 15


def test_requests_are_chosen_from_the_list_with_its_filters(visit, sofia):
    table, need = making.planned(), needs.published()
    needs.draft(title="Not for the agenda")
    client = visit(sofia)
    page = client.get(_page("choose_needs", table.pk), {"country": "KEN"})
    assert [record.pk for record in page.context["records"]] == [need.pk]
    client.post(_page("choose_needs", table.pk), {"need": [need.pk]})
    assert making.slot_of(table).need == need


def test_the_desk_shows_the_agendas_of_a_request_and_adds_it_to_one(visit, sofia):
    table, need = making.planned(), needs.published()
    client = visit(sofia)
    desk = reverse("desk:need", args=[need.pk])
    assert "On no agenda yet." in client.get(desk).content.decode()
    client.post(_page("put_on_agenda", need.pk), {"table": table.pk})
    page = client.get(desk).content.decode()
    assert "On the agenda of" in page
    assert table.title in page


def test_the_agenda_itself_suggests_whom_to_invite(visit, sofia):
    table = making.prepared(guests=())
    visit(sofia).post(_page("add_participant", table.pk), {"seat": "asking"})
    assert [str(one.organisation) for one in table.participants.all()] == ["Kenya"]


def test_buttons_put_the_parts_in_order(visit, sofia):
    table = making.prepared()
    making.add_needs(table, needs.published(title="Second"))
    second = table.slots.get(need__title="Second")
    visit(sofia).post(_page("move_slot", second.pk, "up"))
    second.refresh_from_db()
    assert second.position == 1


def test_a_participant_sees_the_round_table_and_answers_on_it(visit, dina):
    table = making.in_state("invited")
    client = visit(dina)
    page = client.get(_page("list")).content.decode()
    assert table.title in page
    detail = client.get(_page("detail", table.pk))
    assert "Answer the invitation" in detail.content.decode()
    assert "history" not in detail.context
    seat = making.seat_of(table, "dina")
    empty = client.post(_page("answer", seat.pk), {"answer": "yes"}).content.decode()
    assert "Name who comes" in empty
    client.post(_page("answer", seat.pk), {"answer": "yes", "names": "Ms. Ina"})
    assert making.seat_of(table, "dina").people == ["Ms. Ina"]


def test_notes_to_the_secretariat_stay_there(visit, dina, amina, sofia):
    table = making.in_state("invited")
    services.answer_invitation(
        participant_id=making.seat_of(table, "dina").pk,
        answer="yes",
        names="Ms. Ina",
        note="We cannot sit beside Kenya",
        actor=dina,
    )
    address = _page("detail", table.pk)
    assert "cannot sit beside" in visit(sofia).get(address).content.decode()
    assert "cannot sit beside" not in visit(amina).get(address).content.decode()


def test_outcomes_are_entered_listed_and_sent_as_a_file(visit, sofia, dina):
    table = making.in_state("held")
    client = visit(sofia)
    said = {"kind": "follow_up", "person": dina.pk, "due_on": making.in_a_week().isoformat()}
    address = _page("outcome", making.slot_of(table).pk)
    page = client.post(address, said | {"due_on": ""}).content.decode()
    assert "Say until when." in page
    client.post(address, said | {"note": "Send the list"})
    assert "Send the list" in client.get(_page("detail", table.pk)).content.decode()
    listed = client.get(_page("outcomes"), {"work": "open", "kind": "follow_up"})
    assert listed.context["results"].total == 1
    file = client.get(_page("outcome_export", "csv"), {"table": table.pk})
    text = b"".join(file.streaming_content).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["Outcome"], row["Who follows up"]) == ("Follow-up agreed", "Dina")


def test_the_list_is_filtered_sorted_and_sent_as_a_file(visit, sofia):
    making.planned(title="Friends of marking")
    making.prepared(title="Friends of tracing")
    client = visit(sofia)
    found = client.get(_page("list"), {"q": "tracing", "status": "planned", "when": "coming"})
    assert [table.title for table in found.context["results"].rows] == ["Friends of tracing"]
    first = client.get(_page("list"), {"sort": "requests"}).context["results"].rows[0]
    assert (first.title, first.requests, first.invited) == ("Friends of tracing", 1, 2)
    file = client.get(_page("export", "csv"), {"q": "marking"})
    assert len(b"".join(file.streaming_content).decode().splitlines()) == 2


def _queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)


def test_lists_ask_as_often_for_eleven_rows_as_for_one(visit, sofia):
    client, need = visit(sofia), needs.published()
    table = making.in_state("held", need=need)
    making.enter(table)
    few = [_queries(client, _page(name)) for name in ("list", "outcomes")]
    for number in range(10):
        making.planned(title=f"Friends {number}")
        making.enter(table)
    assert [_queries(client, _page(name)) for name in ("list", "outcomes")] == few


def test_a_page_and_a_dossier_ask_as_often_for_six_requests_as_for_one(visit, sofia):
    client, table = visit(sofia), making.prepared()
    paper = _page("paper", table.pk, "dossier", "page") + "?language=en&reader=public"
    few = _queries(client, _page("detail", table.pk)), _queries(client, paper)
    making.add_needs(table, *(needs.published() for _n in range(5)))
    assert (_queries(client, _page("detail", table.pk)), _queries(client, paper)) == few
