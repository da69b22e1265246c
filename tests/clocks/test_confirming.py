"""Owners are asked whether what they published stands; once said, it is suggested at once."""

import datetime

import pytest
from django.utils import timezone

from accounts.notifications import inbox
from matchmaking.clocks import services
from matchmaking.errors import NotInThisState, ReasonMissing
from matchmaking.matching import index, selectors
from matchmaking.matching import services as matching
from matchmaking.matching.models import Suggestion
from matchmaking.needs import services as needs_services
from matchmaking.needs.models import Need
from matchmaking.offers.models import Offer
from matchmaking.writing.services import set_term
from tests.needs import making as needs
from tests.offers import making as offers

DAY = datetime.timedelta(days=1)


def aged(record, days):
    """Let a record have been published so long ago."""
    model = type(record)
    moments = {"published_at": timezone.now() - days * DAY, "updated_at": timezone.now()}
    model.objects.filter(pk=record.pk).update(**moments)
    record.refresh_from_db()
    return record


def messages(person):
    found = person.notifications.filter(kind__startswith="word_").order_by("pk")
    return [(row.kind, row.params["count"], row.url) for row in found]


@pytest.mark.parametrize(
    ("days", "kind"),
    [(75, None), (76, "word_asked"), (91, "word_fading"), (180, "word_gone"), (500, "word_gone")],
)
def test_the_owner_is_told_at_each_step_once(amina, ali, dina, days, kind):
    need = aged(needs.published(), days)
    for _again in range(2):
        services.ask_to_confirm()
    url = f"/needs/{need.pk}/confirm/"
    assert messages(amina) == ([(kind, 1, url)] if kind else [])
    assert messages(ali) == messages(dina) == []


def test_a_word_is_asked_for_again_after_the_next_term(dina):
    offer = aged(offers.published(), 80)
    services.ask_to_confirm()
    Offer.objects.filter(pk=offer.pk).update(confirmed_at=timezone.now())
    services.ask_to_confirm()
    assert len(messages(dina)) == 1
    services.ask_to_confirm(today=timezone.localdate() + 80 * DAY)
    assert len(messages(dina)) == 2


def test_many_records_make_one_message(dina):
    for number in range(4):
        aged(offers.published(title=f"Offer {number}"), 80)
    services.ask_to_confirm()
    assert messages(dina) == [("word_asked", 4, "/offers/mine/")]


def test_an_unconfirmed_request_is_suggested_no_more_and_back_at_once(amina):
    need, offer = needs.published(), offers.published()
    matching.match_all()
    assert Suggestion.objects.filter(need=need).count() == 1
    aged(need, 181)
    matching.match_all()
    assert Suggestion.objects.filter(need=need).count() == 0
    why = [c.sentence for c in selectors.pair_explained(need, offer).conditions if not c.passed]
    assert "Not confirmed for too long" in why[0]
    needs_services.confirm_need(need_id=need.pk, actor=amina)
    matching.match_need(need_id=need.pk)
    assert Suggestion.objects.filter(need=need).count() == 1


def test_the_matcher_hears_of_a_confirmation(amina, django_capture_on_commit_callbacks):
    need = aged(needs.published(), 181)
    offers.published()
    matching.match_all()
    with django_capture_on_commit_callbacks(execute=True):
        needs_services.confirm_need(need_id=need.pk, actor=amina)
    assert Suggestion.objects.filter(need=need).exists()


def test_the_row_of_the_matcher_is_read_anew_when_the_term_changes(sofia):
    need = aged(needs.published(), 50)
    (before,) = index.current().needs.profiles
    assert before.row.leaves_on == need.said_on + 180 * DAY
    set_term(actor=sofia, days=30, fade_days=10, remind_days=5, note="Shorter.")
    (after,) = index.current().needs.profiles
    assert after.row.leaves_on == need.said_on + 40 * DAY
    with pytest.raises(ReasonMissing):
        set_term(actor=sofia, days=30, fade_days=10, remind_days=5, note="")


def test_a_request_is_confirmed_from_its_page_its_task_and_its_list(visit, amina):
    need = aged(needs.published(), 100)
    client = visit(amina)
    assert "It still stands" in client.get(f"/needs/{need.pk}/").text
    (task,) = [t for t in inbox.tasks_for(amina) if t.source.name == "confirm_need"]
    assert task.url == f"/needs/{need.pk}/confirm/"
    assert "Does it still stand?" in client.get(task.url).text
    mine = client.get("/needs/mine/").text
    assert "confirm it now" in mine
    client.post("/needs/confirm/", {"record": [need.pk]})
    need.refresh_from_db()
    assert need.confirmed_at is not None
    assert "confirm it now" not in client.get("/needs/mine/").text


def test_of_several_ticked_ones_all_are_confirmed_or_none(visit, amina):
    first, draft = aged(needs.published(), 100), needs.draft()
    visit(amina).post("/needs/confirm/", {"record": [first.pk, draft.pk]})
    assert not Need.objects.exclude(confirmed_at=None).exists()
    assert visit(amina).post("/needs/confirm/", {"record": ["99999"]}).status_code == 404


def test_others_are_told_when_it_was_confirmed_but_cannot_confirm(visit, dina, vera):
    need = needs.published()
    page = visit(dina).get(f"/needs/{need.pk}/").text
    assert "Confirmed on" in page
    assert "It still stands" not in page
    assert visit(dina).post(f"/needs/{need.pk}/confirm/").status_code == 403
    assert visit(vera).post("/needs/confirm/", {"record": [need.pk]}).status_code == 403


@pytest.mark.parametrize("status", ["draft", "submitted", "withdrawn", "expired", "met"])
def test_only_an_open_request_is_confirmed(amina, status):
    need = needs.in_state(status)
    with pytest.raises(NotInThisState):
        needs_services.confirm_need(need_id=need.pk, actor=amina)
