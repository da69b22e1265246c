"""The workbench of a request and of an offer, and the page of a pair."""

import pytest
from django.urls import reverse

from matchmaking.desk import panels, selectors, services, tabs
from matchmaking.desk.models import Shortlisting
from matchmaking.introductions.services import decline_introduction, propose_introduction
from matchmaking.vocabulary.models import Country
from tests import cast
from tests.desk import making
from tests.needs import making as need_making
from tests.offers import making as offer_making

pytestmark = pytest.mark.django_db


@pytest.fixture
def market(db):
    return making.market()


def page_of(client, record, **query):
    name = type(record)._meta.model_name
    return client.get(reverse(f"desk:{name}", args=[record.pk]), query)


def act(client, need, offer, name, **data):
    return client.post(reverse("desk:judge", args=[need.pk, offer.pk, name]), data)


def test_a_request_has_everything_on_one_page(market, visit, sofia):
    need, offer = market
    page = page_of(visit(sofia), need)
    [row] = page.context["pairs"].suggested
    assert (row.other, row.state, row.introduction) == (offer, "", None)
    assert row.clearance.total > 0
    for words in ("Asked", "Committed", "Open", "Who else works in Kenya", "None yet."):
        assert words in page.text
    assert reverse("introductions:propose", args=[need.pk, offer.pk]) in page.text
    assert reverse("clearance:checklist", args=[need.pk, offer.pk]) in page.text


def test_an_offer_shows_the_requests_it_fits(market, visit, sofia):
    need, offer = market
    page = page_of(visit(sofia), offer)
    assert [row.other for row in page.context["pairs"].suggested] == [need]
    assert "Capacity" in page.text


def test_a_pair_moves_from_the_suggestions_to_the_shortlist_and_among_the_rejected(
    market, visit, sofia
):
    need, offer = market
    client = visit(sofia)
    assert act(client, need, offer, "shortlist", note="Good.").status_code == 302
    pairs = page_of(client, need).context["pairs"]
    assert [row.judged.note for row in pairs.listed] == ["Good."]
    assert pairs.suggested == []
    act(client, need, offer, "reject", reason="language", words="No interpreter.")
    page = page_of(client, need)
    pairs = page.context["pairs"]
    assert (pairs.listed, pairs.suggested) == ([], [])
    assert "No common working language" in page.text
    assert "No interpreter." in page.text
    act(client, need, offer, "restore")
    assert [row.state for row in page_of(client, need).context["pairs"].suggested] == ["noted"]
    said = [str(entry.verb) for entry in page_of(client, need).context["history"]]
    assert [verb.partition(":")[0] for verb in said] == [
        "brought back",
        "rejected",
        "put on the shortlist",
    ]


def test_pinned_pairs_come_before_better_ones(market, visit, sofia):
    need, _offer = market
    worse = offer_making.published(
        title="Only a few machines", lines=[offer_making.line(capacity=2)]
    )
    making.weigh()
    for offer in need.suggestions.values_list("offer", flat=True):
        services.shortlist_pair(need_id=need.pk, offer_id=offer, actor=sofia)
    before = [row.other for row in page_of(visit(sofia), need).context["pairs"].listed]
    services.pin_pair(need_id=need.pk, offer_id=worse.pk, actor=sofia)
    listed = page_of(visit(sofia), need).context["pairs"].listed
    assert len(before) == 2
    assert listed[0].other == worse


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({}, "reason"),
        ({"reason": "no-answer"}, "reason"),
        ({"reason": "other", "words": "  "}, "words"),
    ],
)
def test_a_rejection_without_a_reason_comes_back_with_what_was_typed(
    market, visit, sofia, data, field
):
    page = act(visit(sofia), *market, "reject", **({"words": "As agreed."} | data))
    assert page.status_code == 200
    assert field in page.context["refused"].errors
    assert data.get("words", "As agreed.") in page.text
    assert not Shortlisting.objects.exists()


def test_a_refusal_of_the_service_is_told_on_the_page(market, visit, sofia):
    need, offer = market
    propose_introduction(need_id=need.pk, offer_id=offer.pk, actor=sofia)
    page = act(visit(sofia), need, offer, "reject", reason="timing")
    assert "An introduction of this pair is under way" in page.text


def test_an_act_that_does_not_exist_is_not_found(market, visit, sofia):
    assert act(visit(sofia), *market, "burn").status_code == 404


def test_every_try_is_kept_with_its_reason(market, visit, sofia, dina):
    need, offer = market
    row = propose_introduction(need_id=need.pk, offer_id=offer.pk, actor=sofia)
    assert page_of(visit(sofia), need).context["pairs"].suggested[0].introduction == row
    decline_introduction(
        introduction_id=row.pk, actor=dina, reason_code="timing", words="Not this year."
    )
    for record in market:
        page = page_of(visit(sofia), record)
        assert [one.pk for one in page.context["tries"]] == [row.pk]
        assert "Not this year." in page.text


def test_who_else_works_there_is_what_is_under_way_and_nothing_more(market, visit, sofia):
    need, offer = market
    other = need_making.published(title="More machines")
    elsewhere = need_making.published(title="In Bulgaria", author=cast.join("boris"))
    unlike = need_making.published(
        title="Safes", themes=["STK.02"], lines=[need_making.line(kind_id="EQP.SAFE")]
    )
    for record in (need, other, elsewhere, unlike):
        propose_introduction(need_id=record.pk, offer_id=offer.pk, actor=sofia)
    found = page_of(visit(sofia), need).context["elsewhere"]
    assert [one.need for one in found] == [other]
    assert (found[0].giver, found[0].state) == (str(offer.organisation), "Kenya")
    assert selectors.who_else(cast.join("omar"), need, ["KEN"]) == []
    assert selectors.who_else(sofia, offer, ["KEN", "BGR"]) == []


def test_what_nearly_fits_says_which_condition_and_what_to_do(market, visit, sofia):
    need, _offer = market
    peru = Country.objects.get(pk="PER")
    near = offer_making.published(title="For another region", eligible_countries=[peru])
    making.weigh()
    page = page_of(visit(sofia), need)
    [miss] = page.context["near"]
    assert (miss.other, miss.offer_id) == (near, near.pk)
    assert [str(gate.matter) for gate in miss.changes.gates] == [
        "Kenya is on none of the lists of the offer."
    ]
    assert "Ask the donor whether the State can be added" in page.text
    [miss] = page_of(visit(sofia), near).context["near"]
    assert miss.other == need
    pair = visit(sofia).get(reverse("desk:pair", args=[need.pk, near.pk]))
    assert "It is not listed as long as this stands:" in pair.text
    assert "Pulls down most:" in pair.text


def test_any_offer_can_be_asked_about_by_words_or_number(market, visit, sofia):
    need, offer = market
    for words in ("achine", f"#{offer.pk}"):
        page = page_of(visit(sofia), need, other=words)
        assert offer in page.context["found"]
        assert reverse("desk:pair", args=[need.pk, offer.pk]) in page.text
    assert "Nothing with these words" in page_of(visit(sofia), need, other="zebra").text


def test_the_secretariat_reads_and_only_brokers_find_buttons(market, visit, elena, sofia):
    need, offer = market
    for record in market:
        assert 'name="act"' not in page_of(visit(elena), record).text
        assert 'name="act"' in page_of(visit(sofia), record).text
    pair = reverse("desk:pair", args=[need.pk, offer.pk])
    assert "Keep the note" not in visit(elena).get(pair).text


def test_a_request_that_is_not_open_can_still_be_read(db, visit, sofia):
    need = need_making.submitted()
    page = page_of(visit(sofia), need)
    assert page.status_code == 200
    assert "It is not on the desk" in page.text
    assert page.context["near"] == []


def test_no_page_of_the_desk_shows_the_exact_site(market, visit, sofia):
    need, offer = market
    client = visit(sofia)
    for address in (
        reverse("desk:need", args=[need.pk]),
        reverse("desk:offer", args=[offer.pk]),
        reverse("desk:pair", args=[need.pk, offer.pk]),
        reverse("desk:queue"),
    ):
        assert need_making.SECRET not in client.get(address).text


@pytest.mark.parametrize("name", ["need", "offer"])
def test_a_longer_workbench_asks_no_more_queries(visit, sofia, django_assert_max_num_queries, name):
    need, offer = making.market()
    record = {"need": need, "offer": offer}[name]
    client, counts = visit(sofia), []
    for size in (1, 10):
        for number in range(size):
            more = {"title": f"{size} {number}"}
            pair = {
                "need_id": need.pk if name == "need" else need_making.published(**more).pk,
                "offer_id": offer.pk if name == "offer" else offer_making.published(**more).pk,
                "actor": sofia,
            }
            services.shortlist_pair(**pair)
            propose_introduction(**pair)
        making.weigh()
        page_of(client, record)
        with django_assert_max_num_queries(90) as captured:
            page_of(client, record)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_upper_slices_show_themselves_where_they_registered(market, visit, sofia, monkeypatch):
    monkeypatch.setattr(panels, "_PANELS", {place: [] for place in panels.PLACES})
    panels.register("need", lambda _request, record: f"A panel about {record.pk}")
    panels.register("need", lambda _request, _record: "")
    panels.register("queue", lambda _request, record: f"Above all, {record}")
    client = visit(sofia)
    assert f"A panel about {market[0].pk}" in page_of(client, market[0]).text
    assert len(page_of(client, market[0]).context["panels"]) == 1
    assert "Above all, None" in client.get(reverse("desk:queue")).text
    with pytest.raises(LookupError):
        panels.register("attic", lambda _request, _record: "")


def test_the_tabs_are_in_their_order_and_only_for_the_secretariat(monkeypatch):
    monkeypatch.setattr(tabs, "_TABS", [])
    tabs.register("Later", "matching:desk", 70)
    tabs.register("Queue", "desk:queue", 10)
    tabs.register("Order", "desk:order", 20)
    tabs.register("Not there yet", "nowhere:list", 5)
    found = tabs.tabs_for("/desk/order/")
    assert [tab.label for tab in found] == ["Queue", "Order", "Later"]
    assert [tab.is_current for tab in found] == [False, True, False]
