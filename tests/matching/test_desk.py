"""The desk: filtered, sorted, shared by its address, and as a file."""

import csv
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from accounts.models import Organisation
from matchmaking.matching import services
from matchmaking.matching.models import Look, Suggestion
from matchmaking.vocabulary.models import Country
from tests import cast
from tests.needs import making as need_making
from tests.offers import making as offer_making

pytestmark = pytest.mark.django_db
DESK = "/matching/"


@pytest.fixture
def market(db):
    """Two requests of Kenya, one of Bulgaria; offers of two agencies; everything compared."""
    bulgaria = cast.join("boris")
    rows = {
        "machines": need_making.published(title="Machines for marking"),
        "safes": need_making.published(
            title="Safes for stations",
            themes=["STK.02"],
            lines=[need_making.line(kind_id="EQP.SAFE", quantity=40)],
        ),
        "balkan": need_making.published(author=bulgaria, title="Machines for the border police"),
        "nordic": offer_making.published(title="Machines and training"),
        "southern": offer_making.published(
            author=cast.join("diego"),
            title="Safes from the south",
            themes=["STK.02"],
            lines=[offer_making.line(kind_id="EQP.SAFE", capacity=80)],
        ),
    }
    services.match_all()
    return rows


def pairs(page):
    """Return the pairs the page lists, in its order."""
    return [(row.need.title, row.offer.title) for row in page.context["rows"]]


def test_the_secretariat_sees_every_pair_best_first(market, visit, sofia):
    page = visit(sofia).get(reverse("matching:desk"))
    scores = [row.score for row in page.context["rows"]]
    assert page.context["results"].total == Suggestion.objects.count()
    assert scores == sorted(scores, reverse=True)


def test_each_side_sees_its_own_pairs_only(market, visit, amina, boris, dina, diego, omar):
    own = {
        amina: {"Machines for marking", "Safes for stations"},
        boris: {"Machines for the border police"},
    }
    for person, titles in own.items():
        assert {need for need, _ in pairs(visit(person).get(DESK))} <= titles
    for person, title in ((dina, "Machines and training"), (diego, "Safes from the south")):
        found = {offer for _, offer in pairs(visit(person).get(DESK))}
        assert found == {title}
    assert pairs(visit(omar).get(DESK)) == []


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ({"country": "BGR"}, lambda need, offer: "border" in need),
        ({"theme": "STK"}, lambda need, offer: need == "Safes for stations"),
        ({"theme": "STK.02"}, lambda need, offer: need == "Safes for stations"),
        ({"kind": "EQP.SAFE"}, lambda need, offer: need == "Safes for stations"),
    ],
)
def test_the_desk_is_filtered(market, visit, sofia, query, kept):
    client = visit(sofia)
    everything = pairs(client.get(DESK))
    expected = [pair for pair in everything if kept(*pair)]
    assert expected
    assert pairs(client.get(DESK, query)) == expected


def test_the_desk_is_filtered_by_donor(market, visit, sofia):
    donor = Organisation.objects.get(name="Southern Agency")
    found = pairs(visit(sofia).get(DESK, {"donor": donor.pk}))
    assert found
    assert {offer for _, offer in found} == {"Safes from the south"}


def test_the_bands_of_scores_divide_the_desk(market, visit, sofia):
    client = visit(sofia)
    parts = [pairs(client.get(DESK, {"score": band})) for band in ("60", "40", "20", "0")]
    assert [pair for part in parts for pair in part] == pairs(client.get(DESK))


def test_what_needs_clearance_can_be_singled_out(market, visit, sofia):
    embargoed = Country.objects.filter(embargoes__is_in_force=True).order_by("pk").first()
    state = Organisation.objects.create(
        name=embargoed.name_en, kind="state", country_code=embargoed.pk
    )
    need = market["balkan"]
    type(need).objects.filter(pk=need.pk).update(
        country=embargoed, organisation=state, version=need.version + 1
    )
    services.match_all()
    client = visit(sofia)
    needed = pairs(client.get(DESK, {"clearance": "yes"}))
    assert {title for title, _ in needed} == {"Machines for the border police"}
    assert not set(needed) & set(pairs(client.get(DESK, {"clearance": "no"})))


def test_what_was_set_aside_is_left_out_until_it_is_asked_for(market, visit, sofia, amina):
    aside = ("Machines for marking", "Machines and training")
    services.dismiss_match(
        need_id=market["machines"].pk, offer_id=market["nordic"].pk, actor=sofia, reason="Settled."
    )
    client = visit(sofia)
    assert aside not in pairs(client.get(DESK))
    assert aside in pairs(client.get(DESK, {"dismissed": "with"}))
    assert pairs(client.get(DESK, {"dismissed": "only"})) == [aside]
    # The State set nothing aside, and learns nothing of the secretariat's judgement.
    assert aside in pairs(visit(amina).get(DESK))
    assert pairs(visit(amina).get(DESK, {"dismissed": "only"})) == []


def test_a_pair_is_new_until_someone_of_the_side_has_opened_it(market, visit, amina, ali, sofia):
    client = visit(amina)
    before = pairs(client.get(DESK, {"new": "on"}))
    pair = (market["machines"].pk, market["nordic"].pk)
    client.get(reverse("matching:pair", args=pair))
    after = pairs(visit(ali).get(DESK, {"new": "on"}))
    assert set(before) - set(after) == {("Machines for marking", "Machines and training")}
    assert Look.objects.get().looked_by == amina
    assert len(pairs(visit(sofia).get(DESK, {"new": "on"}))) == Suggestion.objects.count()


def test_a_look_outlives_the_nightly_run(market, amina):
    pair = {"need_id": market["machines"].pk, "offer_id": market["nordic"].pk}
    services.look_at_match(**pair, actor=amina)
    services.look_at_match(**pair, actor=amina)
    services.match_all()
    assert Look.objects.count() == 1


def test_the_newest_pair_comes_first_where_asked_for(market, visit, sofia):
    late = need_making.published(title="A late request")
    services.match_need(need_id=late.pk)
    page = visit(sofia).get(DESK, {"sort": "newest"})
    assert pairs(page)[0][0] == "A late request"


def test_an_address_with_nonsense_still_shows_a_list(market, visit, sofia):
    nonsense = {"country": "XXX", "score": "9", "sort": "?", "page": "x", "donor": "-1"}
    page = visit(sofia).get(DESK, nonsense)
    assert page.status_code == 200
    assert len(pairs(page)) == Suggestion.objects.count()


def test_filters_in_force_are_shown_with_a_way_to_remove_each(market, visit, sofia):
    page = visit(sofia).get(DESK, {"country": "BGR", "sort": "newest", "new": "on"})
    pills = page.context["results"].pills
    assert [str(pill.value) for pill in pills] == ["Bulgaria", ""]
    assert pills[0].remove_url == f"{DESK}?sort=newest&new=on"


def test_the_file_holds_what_the_filters_find(market, visit, sofia):
    client = visit(sofia)
    url = reverse("matching:export", args=["pairs", "csv"])
    text = client.get(url, {"country": "BGR"}).getvalue().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    listed = pairs(client.get(DESK, {"country": "BGR"}))
    assert [(row["Request"], row["Offer"]) for row in rows] == listed
    assert "up to 12 of the 12 asked for" in rows[0]["Reasons"]


def test_the_workbook_holds_no_more_than_the_reader_sees(market, visit, dina):
    client = visit(dina)
    answer = client.get(reverse("matching:export", args=["pairs", "xlsx"]))
    sheet = load_workbook(io.BytesIO(answer.getvalue())).active
    offers = {row[5] for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert offers == {"Machines and training"}


def test_no_file_holds_the_confidential_site(market, visit, amina, dina, sofia):
    for person in (amina, dina, sofia):
        for drawer in ("pairs", "needs"):
            answer = visit(person).get(reverse("matching:export", args=[drawer, "csv"]))
            assert need_making.SECRET not in answer.getvalue().decode()


def test_requests_without_a_match_can_be_found(market, visit, sofia):
    alone = need_making.published(
        title="Nobody helps", lines=[need_making.line(kind_id="EXP.LEGAL")], themes=["LEG.01"]
    )
    services.match_all()
    page = visit(sofia).get(reverse("matching:desk_needs"), {"matched": "no"})
    unmatched = {need.title for need in page.context["rows"]}
    assert all(need.matches == 0 for need in page.context["rows"])
    assert ("Nobody helps" in unmatched) is not Suggestion.objects.filter(need=alone).exists()


def test_offers_are_sorted_by_how_many_requests_they_fit(market, visit, sofia):
    page = visit(sofia).get(reverse("matching:desk_offers"), {"sort": "matches"})
    counts = [offer.matches for offer in page.context["rows"]]
    assert counts == sorted(counts, reverse=True)


@pytest.mark.parametrize("drawer", ["pairs", "needs", "offers"])
def test_an_unknown_format_or_drawer_is_not_found(visit, sofia, drawer):
    client = visit(sofia)
    assert client.get(reverse("matching:export", args=[drawer, "pdf"])).status_code == 404
    assert client.get(reverse("matching:export", args=["attic", "csv"])).status_code == 404


@pytest.mark.parametrize("name", ["desk", "desk_needs", "desk_offers"])
def test_a_longer_desk_asks_no_more_queries(visit, sofia, django_assert_max_num_queries, name):
    need_making.published()
    client, counts = visit(sofia), []
    for size in (1, 10):
        for number in range(size):
            offer_making.published(title=f"Offer {size} {number}")
            need_making.published(title=f"Need {size} {number}")
        services.match_all()
        client.get(reverse(f"matching:{name}"))
        with django_assert_max_num_queries(30) as captured:
            client.get(reverse(f"matching:{name}"))
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_the_matches_of_a_request_are_sorted_filtered_and_exported(market, visit, amina):
    client, need = visit(amina), market["machines"]
    url = reverse("matching:need", args=[need.pk])
    services.dismiss_match(
        need_id=need.pk, offer_id=market["nordic"].pk, actor=amina, reason="Too far away."
    )
    assert [m.other.title for m in client.get(url).context["matches"]].count(
        "Machines and training"
    ) == 0
    page = client.get(url, {"dismissed": "with", "sort": "newest"})
    assert "Too far away." in page.text
    assert "Machines and training" in [match.other.title for match in page.context["matches"]]
    file = client.get(reverse("matching:need_export", args=[need.pk, "csv"]), {"dismissed": "only"})
    [row] = csv.DictReader(io.StringIO(file.getvalue().decode("utf-8-sig")))
    assert (row["Offer"], row["Set aside because"]) == ("Machines and training", "Too far away.")


def test_the_matches_of_an_offer_are_filtered_by_state(market, visit, dina):
    url = reverse("matching:offer", args=[market["nordic"].pk])
    page = visit(dina).get(url, {"country": "BGR"})
    assert [m.other.title for m in page.context["matches"]] == ["Machines for the border police"]
    file = visit(dina).get(reverse("matching:offer_export", args=[market["nordic"].pk, "json"]))
    assert "Machines for the border police" in file.getvalue().decode()
