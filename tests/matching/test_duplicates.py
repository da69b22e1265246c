"""Possible duplicates where people write, and making one of two."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from matchmaking.audit import history
from matchmaking.errors import NotInThisState, ReasonMissing
from matchmaking.matching import selectors, services
from matchmaking.matching.models import Dismissal, Suggestion
from matchmaking.needs import services as needs
from matchmaking.needs.models import Need
from matchmaking.needs.renewal.models import Renewal
from matchmaking.needs.services import NEED
from matchmaking.offers import services as offers
from matchmaking.offers.models import CapacityUse, Offer
from matchmaking.offers.services import OFFER
from matchmaking.writing.services import OtherCurrency, StaleRecord
from matchmaking.writing.traces import Comment
from tests.disclosure.making import attach
from tests.needs import making as need_making
from tests.offers import making as offer_making
from tests.reports import making as reports
from tests.writing import making as writing

pytestmark = pytest.mark.django_db
BEGIN = timezone.localdate()


def twins(user, kind, record):
    return [twin.record.pk for twin in selectors.duplicates_of(user, kind, record)]


def page(kind, *ids):
    name = "merge" if len(ids) == 2 else "duplicates"
    return reverse(f"matching:{name}", args=[kind, *ids])


# --- What is shown ------------------------------------------------------------------------------
def test_a_near_text_of_the_same_state_is_shown_with_what_is_alike(amina):
    first = need_making.published()
    again = need_making.draft(title="Machines for marking, for the police")
    [twin] = selectors.duplicates_of(amina, NEED, again)
    said = " ".join(twin.reasons)
    assert twin.record == first
    assert "same State" in said
    assert "% of the words alike" in said
    assert "same kinds: Marking machines" in said
    assert "same figures: 12" in said


def test_the_same_theme_kind_and_window_is_worth_a_look_even_in_other_words(amina):
    first = need_making.published(starts_on=BEGIN)
    again = need_making.draft(
        title="Engravers", description="Wanted: gear for the gendarmes.", starts_on=BEGIN
    )
    assert twins(amina, NEED, again) == [first.pk]


def test_another_subject_or_another_state_is_none(amina, boris):
    need_making.published(
        title="Safes",
        description="Steel safes.",
        themes=["STK.02"],
        lines=[need_making.line(kind_id="EQP.SAFE", quantity=3)],
    )
    need_making.published(author=boris)
    assert twins(amina, NEED, need_making.draft()) == []


def test_a_translation_is_shown(amina):
    first = need_making.published()
    again = need_making.draft(
        title="Machines de marquage pour la police",
        description="Douze machines pour marquer les armes de service dans tous les comtés.",
        language="fr",
    )
    [twin] = selectors.duplicates_of(amina, NEED, again)
    assert twin.record == first
    assert "the same things are named, in another language" in twin.reasons


def test_a_draft_of_another_organisation_never_shows(dina, diego, sofia):
    mine = offer_making.submitted()
    hidden = offer_making.draft(author=diego)
    assert hidden.pk not in twins(dina, OFFER, mine)
    assert hidden.pk not in twins(sofia, OFFER, mine)


def test_a_donor_sees_that_another_already_offers_the_same_to_the_same_states(visit, dina, diego):
    theirs = offer_making.published(author=diego, eligible_countries=["KEN", "UGA"])
    mine = offer_making.draft(eligible_countries=["KEN", "UGA"])
    [twin] = selectors.duplicates_of(dina, OFFER, mine)
    assert (twin.record, twin.is_own) == (theirs, False)
    assert "for 2 same States" in twin.reasons
    assert "offered by Southern Agency" in twin.reasons
    text = visit(dina).get(reverse("offers:edit", args=[mine.pk])).text
    assert "Another organisation already offers the same." in text
    assert "Compare and merge" not in text  # theirs is not hers to merge


def test_the_same_for_other_states_is_not_shown(dina, diego):
    offer_making.published(author=diego, eligible_countries=["FJI"])
    assert twins(dina, OFFER, offer_making.draft(eligible_countries=["KEN"])) == []


def test_the_panel_stands_on_the_form_the_check_page_and_before_publishing(visit, amina, sofia):
    need_making.published()
    draft = need_making.draft()
    for name in ("edit", "check"):
        assert "Possible duplicates" in visit(amina).get(need_making.page(name, draft)).text
    needs.submit_need(need_id=draft.pk, actor=amina)
    text = visit(sofia).get(need_making.page("detail", draft)).text
    assert "Possible duplicates" in text
    assert "Compare and merge" in text


def test_the_form_without_duplicates_still_asks_again_after_saving(visit, amina):
    draft = need_making.draft()
    text = visit(amina).get(need_making.page("edit", draft)).text
    assert "Possible duplicates" not in text
    assert f'hx-get="{page("need", draft.pk)}"' in text


def test_more_records_ask_no_more_queries(visit, amina, django_assert_max_num_queries):
    draft, client, counts = need_making.draft(), visit(amina), []
    for size in (1, 10):
        for _ in range(size):
            need_making.published()
        client.get(page("need", draft.pk))
        with django_assert_max_num_queries(30) as captured:
            client.get(page("need", draft.pk))
        counts.append(len(captured))
    assert counts[0] == counts[1]


# --- Making one of two --------------------------------------------------------------------------
@pytest.fixture
def pair(db):
    kept = need_making.published(place="")
    merged = need_making.published(
        place="Mombasa", priority="low", lines=[need_making.line(quantity=3)]
    )
    return kept, merged


def merge(kept, merged, actor=None, **said):
    said = {"reason": "Entered twice."} | said
    actor = actor or kept.created_by
    return needs.merge_needs(kept_id=kept.pk, merged_id=merged.pk, actor=actor, **said)


def test_the_kept_one_takes_what_is_chosen_and_the_other_points_to_it(pair):
    kept, merged = pair
    line = merged.lines.get()
    merge(kept, merged, fields=["place"], lines=[line.pk])
    kept.refresh_from_db()
    merged.refresh_from_db()
    assert (kept.place, kept.priority) == ("Mombasa", "high")
    assert [x.quantity for x in kept.lines.order_by("position")] == [12, 3]
    assert (merged.merged_into, merged.status) == (kept, "withdrawn")


def test_both_histories_say_who_merged_what_and_why(pair):
    kept, merged = pair
    merge(kept, merged, fields=["place"], lines=[merged.lines.get().pk])
    here, there = history(kept)[0], history(merged)[0]
    assert [str(entry.verb) for entry in (here, there)] == ["merged", "merged"]
    assert here.reason == there.reason == "Entered twice."
    assert here.changes["merged_here"][1] == f"#{merged.pk} {merged.title}"
    assert "lines" in here.changes
    assert there.changes["merged_into"][1] == f"#{kept.pk} {kept.title}"


def test_the_address_of_the_merged_one_leads_to_the_kept_one(pair, visit, amina, dina):
    kept, merged = pair
    merge(kept, merged)
    for person in (None, amina, dina):
        answer = visit(person).get(need_making.page("detail", merged))
        assert (answer.status_code, answer.url) == (302, need_making.page("detail", kept))
    text = visit(amina).get(need_making.page("detail", kept)).text
    assert "Merged into this one" in text
    assert f"#{merged.pk}" in text
    assert "Merged into this one" not in visit(dina).get(need_making.page("detail", kept)).text


def test_what_colleagues_wrote_and_reports_said_follows(pair, amina):
    kept, merged = pair
    writing.comment_of(amina, merged)
    Renewal.objects.create(need=merged, report=reports.filed(), suggested="still", due_on=BEGIN)
    merge(kept, merged)
    assert Comment.objects.get().record_id == kept.pk
    assert Renewal.objects.get().need == kept


@pytest.mark.parametrize("name", ["ali", "vera", "boris", "dina", "elena", "omar"])
def test_only_the_owner_or_a_broker_merges(pair, visit, request, name):
    person = request.getfixturevalue(name)
    with pytest.raises(PermissionDenied):
        merge(*pair, actor=person)
    assert visit(person).get(page("need", pair[0].pk, pair[1].pk)).status_code == 403


def test_the_secretariat_may_merge(pair, sofia):
    merge(*pair, actor=sofia)
    assert Need.objects.get(pk=pair[1].pk).merged_into_id == pair[0].pk


def test_records_of_two_organisations_are_never_merged(pair, sofia, boris):
    with pytest.raises(PermissionDenied):
        merge(pair[0], need_making.published(author=boris), actor=sofia)


def test_a_reason_is_asked_for_and_nothing_is_half_done(pair):
    with pytest.raises(ReasonMissing):
        merge(*pair, reason=" ", fields=["place"])
    assert Need.objects.get(pk=pair[0].pk).place == ""


def test_what_is_merged_or_closed_or_the_same_cannot_be_merged(pair, amina):
    kept, merged = pair
    with pytest.raises(NotInThisState):
        merge(kept, kept)
    merge(kept, merged)
    with pytest.raises(NotInThisState):
        merge(kept, merged)
    draft = need_making.draft()
    with pytest.raises(NotInThisState):
        merge(draft, kept)


def test_a_change_meanwhile_is_not_overwritten(pair):
    kept, merged = pair
    with pytest.raises(StaleRecord):
        merge(kept, merged, versions=(kept.version, merged.version - 1))


def test_amounts_are_never_taken_for_another_currency(pair):
    kept = pair[0]
    other = need_making.published(currency="EUR", lines=[need_making.line(cost_minor=5_000)])
    with pytest.raises(OtherCurrency):
        merge(kept, other, lines=[other.lines.get().pk])
    assert kept.lines.count() == 1


def test_what_is_promised_of_an_offer_follows(dina):
    kept, merged = offer_making.published(), offer_making.published()
    line = merged.lines.get()
    offers.reserve_capacity(line_id=line.pk, quantity=Decimal(5), key="agreement 1", actor=dina)
    offers.merge_offers(kept_id=kept.pk, merged_id=merged.pk, actor=dina, reason="Twice.")
    assert CapacityUse.objects.get().line.offer == kept
    assert kept.lines.count() == 2
    assert Offer.objects.get(pk=merged.pk).merged_into == kept


def test_matches_and_what_people_made_of_them_follow(
    pair, amina, django_capture_on_commit_callbacks
):
    kept, merged = pair
    offer = offer_making.published()
    services.match_all()
    services.dismiss_match(
        need_id=merged.pk, offer_id=offer.pk, actor=amina, reason="Too far away."
    )
    with django_capture_on_commit_callbacks(execute=True):
        merge(kept, merged)
    assert Dismissal.objects.get().need == kept
    assert set(Suggestion.objects.values_list("need", flat=True)) == {kept.pk}


def test_a_person_merges_on_a_page_with_both_side_by_side(pair, visit, amina):
    kept, merged = pair
    client, url = visit(amina), page("need", kept.pk, merged.pk)
    shown = client.get(url)
    assert "Mombasa" in shown.text
    form = shown.context["form"]
    answers = {name: form[name].initial for name in form.fields if form[name].initial}
    assert answers["place"] == "merged"  # the kept one lacks it
    assert answers["priority"] == "kept"
    refused = client.post(url, answers)
    assert "reason" in refused.context["form"].errors
    done = client.post(url, answers | {"reason": "Entered twice."}, follow=True)
    assert done.redirect_chain[-1][0] == need_making.page("detail", kept)
    assert Need.objects.get(pk=kept.pk).place == "Mombasa"


def test_documents_follow_as_chosen_and_none_is_proposed_that_more_could_open_then(
    pair, visit, amina
):
    kept, merged = pair
    document = attach(merged)
    client, url = visit(amina), page("need", kept.pk, merged.pk)
    assert client.get(url).context["form"]["documents"].initial == [document.pk]
    Need.objects.filter(pk=kept.pk).update(documents_level="public")
    assert client.get(url).context["form"]["documents"].initial == []
    merge(kept, merged, documents=[document.pk])
    document.refresh_from_db()
    assert document.record_id == kept.pk


def test_documents_that_did_not_follow_are_found_beside_the_history(pair, visit, amina, dina):
    kept, merged = pair
    document = attach(merged)
    merge(kept, merged)
    address = reverse("disclosure:document", args=[document.pk])
    assert address in visit(amina).get(need_making.page("detail", kept)).text
    assert visit(amina).get(address).getvalue()
    assert address not in visit(dina).get(need_making.page("detail", kept)).text


def test_an_unknown_kind_or_record_is_not_found(visit, amina):
    need = need_making.published()
    client = visit(amina)
    assert client.get(page("report", need.pk)).status_code == 404
    assert client.get(page("need", need.pk, 99_999)).status_code == 404
