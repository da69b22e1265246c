"""The panel beside a form, the catalogue, and the page of the rules."""

import csv
import io

import pytest
from django.urls import reverse

from matchmaking.coaching import services
from matchmaking.coaching.models import CatalogueEntry, CatalogueLine, Override, Ruleset
from matchmaking.coaching.shipped import active_ruleset
from matchmaking.needs.services import NEED
from matchmaking.offers.services import OFFER
from tests.needs import making
from tests.offers import making as offers

pytestmark = pytest.mark.django_db
CATALOGUE = "/coaching/catalogue/"


def panel_of(need):
    return reverse("coaching:panel", args=["need", need.pk])


def test_the_panel_says_what_is_missing_and_why(visit, amina):
    need = making.draft(
        description="Racks for 38 police stations in Kisumu.", place="", confidential_place=""
    )
    page = visit(amina).get(panel_of(need)).content.decode()
    assert "What would help most" in page
    assert "Your text says:" in page
    assert "National Police" in page or "Administration Police" in page
    assert "Usual lines and their cost" in page


def test_an_offer_has_a_panel_of_its_own_and_its_words_can_be_taken_over(visit, dina):
    text = "We give 16 places in a course taught in Spanish, for members of ECOWAS."
    offer = offers.draft(description=text, lines=[offers.line(capacity=None)])
    client = visit(dina)
    page = client.get(reverse("coaching:panel", args=["offer", offer.pk])).content.decode()
    assert "take:capacity:16 places" in page
    assert "Eligibility" in page
    services.take_passage(
        OFFER,
        record_id=offer.pk,
        version=offer.version,
        code="capacity",
        text="16 places",
        actor=dina,
    )
    assert offer.lines.get().capacity == 16


def test_a_button_of_the_coach_saves_the_form_first(visit, amina):
    need = making.draft(description="Racks in Mombasa.", place="", confidential_place="")
    said = making.posted(need, title="Racks for the coast", coach="take:place:Mombasa")
    answer = visit(amina).post(making.page("edit", need), said)
    assert answer.url == making.page("edit", need) + "#id_place"
    need.refresh_from_db()
    assert (need.title, need.place) == ("Racks for the coast", "Mombasa")


def test_a_rule_is_set_aside_from_the_form_and_asked_for_again(visit, amina):
    need = making.draft()
    client = visit(amina)
    said = {"coach": "override:plan", "reason-plan": "No plan exists yet."}
    client.post(making.page("edit", need), making.posted(need, **said))
    assert Override.objects.get().reason == "No plan exists yet."
    need.refresh_from_db()
    client.post(making.page("edit", need), making.posted(need, coach="restore:plan"))
    assert not Override.objects.exists()


def test_a_rule_set_aside_without_a_reason_is_told_and_nothing_is_lost(visit, amina):
    need = making.draft()
    said = making.posted(need, title="Kept", coach="override:plan")
    page = visit(amina).post(making.page("edit", need), said, follow=True).content.decode()
    assert "Say why" in page
    need.refresh_from_db()
    assert need.title == "Kept"


def test_an_unknown_button_of_the_coach_does_no_harm(visit, amina):
    need = making.draft()
    for button in ("", "take", "take:colour:x", "dance:a:b", "insert:NOWHERE"):
        answer = visit(amina).post(making.page("edit", need), making.posted(need, coach=button))
        assert answer.status_code == 302
        need.refresh_from_db()


def test_an_unknown_kind_of_record_has_no_panel(visit, amina):
    assert visit(amina).get("/coaching/dream/1/").status_code == 404


def test_the_panel_asks_the_database_no_more_for_more_lines(
    visit, amina, django_assert_max_num_queries
):
    need = making.draft(lines=[making.line()] * 11)
    client = visit(amina)
    client.get(panel_of(need))
    with django_assert_max_num_queries(20):
        client.get(panel_of(need))


def test_the_catalogue_is_open_to_everyone_and_says_that_figures_are_indicative(client):
    page = client.get(CATALOGUE).content.decode()
    assert "Every figure is indicative" in page
    assert "Own estimate of the Exchange" in page


def test_the_catalogue_asks_the_database_the_same_for_one_entry_and_for_eleven(
    client, django_assert_num_queries
):
    def queries(kept):
        CatalogueEntry.objects.exclude(pk__in=kept).update(retired_on="2026-01-01")
        CatalogueEntry.objects.filter(pk__in=kept).update(retired_on=None)
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as asked:
            client.get(CATALOGUE)
        return len(asked)

    codes = list(CatalogueEntry.objects.order_by("pk").values_list("pk", flat=True))
    client.get(CATALOGUE)
    assert queries(codes[:1]) == queries(codes[:11])


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=mark+5,000+State-held", {"MRK.03-1"}),
        ("q=Marquer+détenues", {"MRK.03-1"}),
        ("theme=MRK.03", {"MRK.03-1"}),
        ("theme=BRK", {"BRK.01-1", "BRK.02-1"}),
        ("kind=OPS.MARK", {"MRK.03-1"}),
        ("q=nothing+like+it", set()),
    ],
)
def test_the_catalogue_is_searched_and_filtered(client, query, expected):
    results = client.get(f"{CATALOGUE}?{query}").context["results"]
    assert {entry.pk for entry in results.rows} == expected


def test_the_catalogue_is_sorted_by_what_the_whole_costs(client):
    rows = client.get(f"{CATALOGUE}?sort=low").context["results"].rows
    assert [entry.low for entry in rows] == sorted(entry.low for entry in rows)
    rows = client.get(f"{CATALOGUE}?sort=high").context["results"].rows
    assert [entry.high for entry in rows] == sorted((e.high for e in rows), reverse=True)


def test_a_filter_by_kind_leaves_the_cost_of_the_whole(client):
    whole = client.get(f"{CATALOGUE}?theme=MRK.03").context["results"].rows[0]
    part = client.get(f"{CATALOGUE}?theme=MRK.03&kind=OPS.MARK").context["results"].rows[0]
    assert (part.low, part.high) == (whole.low, whole.high)


def test_the_catalogue_is_exported_line_by_line_with_its_source(client):
    answer = client.get(reverse("coaching:export", args=["csv"]) + "?theme=MRK.03")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))[1:]
    assert len(rows) == CatalogueLine.objects.filter(entry="MRK.03-1").count()
    assert all("estimate" in row[11] for row in rows)


def test_an_unknown_format_or_entry_is_not_found(client):
    assert client.get(reverse("coaching:export", args=["pdf"])).status_code == 404
    assert client.get(f"{CATALOGUE}NOWHERE/").status_code == 404


def test_lines_go_from_the_catalogue_into_a_draft_with_one_click(visit, amina):
    need = making.draft()
    client = visit(amina)
    assert str(need) in client.get(f"{CATALOGUE}MRK.03-1/").content.decode()
    answer = client.post(f"{CATALOGUE}MRK.03-1/insert/", {"record": f"need-{need.pk}"})
    assert answer.url.startswith(NEED.url("edit", need))
    assert need.lines.count() == 1 + CatalogueLine.objects.filter(entry="MRK.03-1").count()


def test_lines_go_only_into_ones_own_drafts(visit, boris):
    need = making.draft()
    answer = visit(boris).post(f"{CATALOGUE}MRK.03-1/insert/", {"record": f"need-{need.pk}"})
    assert answer.status_code == 404
    assert need.lines.count() == 1


def posted_rules(**changes):
    rules = list(active_ruleset().rules.order_by("position"))
    said = {
        "note": "Place matters more.",
        "threshold_need": "75",
        "threshold_offer": "60",
        "vague_points": "3",
        "vague_most": "9",
        "rules-TOTAL_FORMS": len(rules),
        "rules-INITIAL_FORMS": len(rules),
    }
    for number, rule in enumerate(rules):
        said |= {
            f"rules-{number}-record_kind": rule.record_kind,
            f"rules-{number}-code": rule.code,
            f"rules-{number}-weight": rule.weight,
            f"rules-{number}-words_share": rule.words_share,
        }
    return said | changes


def test_a_broker_writes_a_new_version_of_the_rules(visit, sofia):
    client = visit(sofia)
    assert client.get("/coaching/rules/").status_code == 200
    answer = client.post("/coaching/rules/", posted_rules(**{"rules-0-weight": "33"}))
    assert answer.status_code == 302
    ruleset = active_ruleset()
    assert (ruleset.number, ruleset.threshold_need, ruleset.created_by) == (2, 75, sofia)
    assert ruleset.rules.get(position=0).weight == 33
    client.post("/coaching/rules/1/activate/")
    assert active_ruleset().number == 1


def test_a_mistake_in_the_rules_is_told_beside_the_field_and_nothing_is_lost(visit, sofia):
    said = posted_rules(**{"rules-0-weight": "-4", "threshold_need": "180", "note": "My reason"})
    page = visit(sofia).post("/coaching/rules/", said).content.decode()
    assert "My reason" in page
    assert 'value="-4"' in page
    assert page.count("invalid-feedback") >= 1 or "errorlist" in page
    assert Ruleset.objects.count() == 1


def test_a_request_below_the_threshold_can_be_submitted_and_is_flagged(visit, amina, sofia):
    need = making.draft(description="We need support.", place="", confidential_place="")
    check = visit(amina).get(making.page("check", need)).content.decode()
    assert "the secretariat sees it flagged" in check
    visit(amina).post(making.page("submit", need), {"version": need.version})
    services.score_record(NEED, record_id=need.pk)
    need.refresh_from_db()
    assert need.status == "submitted"
    assert "Too general:" in visit(sofia).get("/needs/moderation/").content.decode()
    kept = b"".join(visit(sofia).get("/needs/moderation/export/csv/?flagged=yes"))
    assert f"{need.pk},{need}".encode() in kept
    assert str(need).encode() not in b"".join(
        visit(sofia).get("/needs/moderation/export/csv/?flagged=no")
    )


def test_brokers_and_the_owner_see_the_parts_of_the_score_and_nobody_else(
    visit, amina, sofia, dina
):
    need = making.published()
    services.score_record(NEED, record_id=need.pk)
    for person in (amina, sofia):
        page = visit(person).get(making.page("detail", need)).content.decode()
        assert "Part by part" in page
    for person in (dina, None):
        page = visit(person).get(making.page("detail", need)).content.decode()
        assert "Part by part" not in page
        assert "of 100" not in page


def test_the_reason_of_a_rule_set_aside_is_shown_to_brokers(visit, sofia):
    need = making.draft()
    services.override_rule(
        NEED, record_id=need.pk, code="plan", reason="No plan exists yet.", actor=need.created_by
    )
    making.services.submit_need(need_id=need.pk, actor=need.created_by)
    page = visit(sofia).get(making.page("detail", need)).content.decode()
    assert "No plan exists yet." in page
