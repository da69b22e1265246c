"""Asking for what is kept back, answering, and who is told."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import search
from accounts.notifications.models import Notification
from accounts.selectors import visibility_codes
from matchmaking import audit
from matchmaking.disclosure import policies, selectors, services
from matchmaking.disclosure.choices import AskStatus, Level, Part
from matchmaking.disclosure.models import Ask
from matchmaking.errors import DomainError, NotInThisState, ReasonMissing
from matchmaking.needs import selectors as needs
from tests.disclosure import making
from tests.disclosure.making import person, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def need():
    return published("need", {Part.SITE: Level.OWN, Part.CONTACT: Level.PARTIES})


def test_the_page_says_that_something_is_kept_back_and_from_whom_it_can_be_asked(visit, need):
    address = reverse("disclosure:ask", args=["need", need.pk])
    buttons = {"visitor": True, "omar": False, "dina": True, "elena": True}
    for name, has_button in buttons.items():
        text = visit(person(name)).get(f"/needs/{need.pk}/").content.decode()
        assert "Kept back" in text
        assert "Exact site" in text
        assert "It can be asked from" in text
        assert (address in text) == has_button, name
    for name in ("amina", "sofia"):
        assert "Kept back" not in visit(person(name)).get(f"/needs/{need.pk}/").content.decode()


def test_what_is_empty_is_not_said_to_be_kept_back(visit, dina):
    need = published("need", {Part.SITE: Level.OWN}, confidential_place="")
    assert "Kept back" not in visit(dina).get(f"/needs/{need.pk}/").content.decode()


def test_asking_is_recorded_told_to_the_owner_and_waits_for_an_answer(visit, need, dina, amina):
    form = {"organisation": making.organisation("dina").pk, "parts": ["site"], "purpose": "A visit"}
    address = reverse("disclosure:ask", args=["need", need.pk])
    assert visit(dina).post(address, form).status_code == 302
    ask = Ask.objects.get()
    assert (ask.status, ask.parts, ask.owner) == (AskStatus.OPEN, ["site"], need.organisation)
    assert any("A visit" in entry.reason for entry in audit.history(need))
    told = Notification.objects.filter(kind="disclosure_asked")
    assert {row.user for row in told} == {amina}
    assert list(selectors.asks_to_answer(amina)) == [ask]
    assert "Your organisation asked" in visit(dina).get(f"/needs/{need.pk}/").content.decode()


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"purpose": " "}, "purpose"), ({"parts": []}, "parts"), ({"parts": ["stock"]}, "parts")],
)
def test_a_poor_request_is_refused_beside_its_field_with_nothing_lost(
    visit, need, dina, changes, field
):
    form = {"organisation": making.organisation("dina").pk, "parts": ["site"], "purpose": "A visit"}
    answer = visit(dina).post(reverse("disclosure:ask", args=["need", need.pk]), form | changes)
    assert field in answer.context["form"].errors
    assert not Ask.objects.exists()


def test_the_service_refuses_what_is_not_kept_back_or_has_been_asked(need, dina):
    for parts in ([], [Part.STOCK], ["nonsense"]):
        with pytest.raises(DomainError):
            making.ask(need, parts=parts)
    with pytest.raises(ReasonMissing):
        making.ask(need, purpose="  ")
    making.ask(need)
    with pytest.raises(DomainError):
        making.ask(need)


def test_nobody_asks_for_their_own_record_nor_for_an_organisation_that_is_not_theirs(need, dina):
    for name in ("amina", "vera", "sofia"):
        with pytest.raises(PermissionDenied):
            making.ask(need, name)
    with pytest.raises(PermissionDenied):
        services.ask_for_disclosure(
            record=selectors.known_record(dina, "need", need.pk),
            actor=dina,
            organisation=making.organisation("diego"),
            parts=[Part.SITE],
            purpose="For somebody else",
        )


def test_what_is_granted_is_read_and_found_by_that_organisation_until_it_ends(need, amina, dina):
    ask = making.ask(need, parts=[Part.SITE])
    word = making.WORDS["confidential_place"]

    def reads(name):
        codes = visibility_codes(person(name))
        found = search.find(type="need", text=word, visible_to=codes).total
        shown = needs.need_detail(person(name), need.pk).confidential_place
        assert bool(found) == bool(shown)
        return bool(shown)

    assert not reads("dina")
    services.grant_disclosure(ask_id=ask.pk, actor=amina)
    assert reads("dina")
    assert not reads("diego")
    assert not policies.may_read(dina, need, Part.CONTACT)
    services.end_disclosure(ask_id=ask.pk, actor=amina)
    assert not reads("dina")
    said = [str(entry.verb) for entry in audit.history(need)]
    assert said[:3] == ["kept back again", "disclosed on request", "asked for what is kept back"]


def test_declining_needs_a_reason_that_the_asker_reads(visit, need, amina, dina):
    ask = making.ask(need)
    address = reverse("disclosure:decline", args=[ask.pk])
    visit(amina).post(address, {"version": ask.version, "reason": ""})
    ask.refresh_from_db()
    assert ask.status == AskStatus.OPEN
    visit(amina).post(address, {"version": ask.version, "reason": "Not before the visit."})
    ask.refresh_from_db()
    assert ask.status == AskStatus.DECLINED
    text = visit(dina).get(reverse("disclosure:asked", args=[ask.pk])).content.decode()
    assert "Not before the visit." in text
    assert Notification.objects.filter(kind="disclosure_answered", user=dina).exists()


TABLE = """
                        open granted declined taken_back ended
disclose    amina        yes   state    state      state state
decline     amina        yes   state    state      state state
keep_back   amina      state     yes    state      state state
take_back   dina         yes   state    state      state state
disclose    ali           no      no       no         no    no
disclose    sofia         no      no       no         no    no
disclose    dina          no      no       no         no    no
decline     boris         no      no       no         no    no
keep_back   dina          no      no       no         no    no
take_back   amina         no      no       no         no    no
take_back   diego         no      no       no         no    no
"""
STATES, *ROWS = [line.split() for line in TABLE.splitlines() if line.strip()]
MOVES = {
    "disclose": services.grant_disclosure,
    "decline": services.decline_disclosure,
    "keep_back": services.end_disclosure,
    "take_back": services.take_back_ask,
}


def _in_state(need, state):
    ask = making.ask(need)
    ways = {"granted": ["disclose"], "declined": ["decline"], "taken_back": ["take_back"]}
    for move in ways.get(state, ["disclose", "keep_back"] if state == "ended" else []):
        actor = person("dina" if move == "take_back" else "amina")
        MOVES[move](ask_id=ask.pk, actor=actor, reason="As agreed")
    return ask


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]} by {row[1]}")
def test_each_move_is_open_to_whom_and_when_the_table_says(need, row):
    move, name, *answers = row
    for state, answer in zip(STATES, answers, strict=True):
        ask = _in_state(need, state)
        refusal = {"no": PermissionDenied, "state": NotInThisState}.get(answer)
        if refusal:
            with pytest.raises(refusal):
                MOVES[move](ask_id=ask.pk, actor=person(name), reason="As agreed")
        else:
            MOVES[move](ask_id=ask.pk, actor=person(name), reason="As agreed")
        Ask.objects.all().delete()


def test_the_list_shows_both_directions_whatever_the_number(visit, need, amina, dina):
    making.ask(need)
    client = visit(amina)
    client.get(reverse("disclosure:asks"))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("disclosure:asks"))
    for name in ("diego", "boris", "tomas", "elena"):
        making.ask(need, name)
    with CaptureQueriesContext(connection) as many:
        answer = client.get(reverse("disclosure:asks"))
    assert len(one) == len(many)
    assert len(answer.context["of_us"]) == 5
    assert len(visit(dina).get(reverse("disclosure:asks")).context["by_us"]) == 1


def test_a_request_about_a_record_that_is_hidden_since_names_it_no_more(visit, need, amina, dina):
    ask = making.ask(need)
    services.withdraw_consent(kind="need", record_id=need.pk, actor=amina)
    for page in (reverse("disclosure:asks"), reverse("disclosure:asked", args=[ask.pk])):
        text = visit(dina).get(page).content.decode()
        assert "A record that is not shown any more" in text
        assert need.title not in text


def test_news_of_an_answer_names_a_record_only_while_it_is_known(need, amina, dina):
    ask = making.ask(need)
    assert selectors.asks_still_known(dina, [ask.pk]) == [ask.pk]
    services.withdraw_consent(kind="need", record_id=need.pk, actor=amina)
    assert selectors.asks_still_known(dina, [ask.pk]) == []
    assert selectors.asks_still_known(amina, [ask.pk]) == [ask.pk]
