"""The list of offers: who finds what, counted, exported, and in how many queries."""

import csv
import io
import json

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import search
from accounts.selectors import visibility_codes
from matchmaking.offers import services
from matchmaking.offers.choices import OfferStatus
from matchmaking.offers.models import Offer
from tests import cast
from tests.offers import making

pytestmark = pytest.mark.django_db

LIST = reverse("offers:list")
PUBLIC = {"published", "paused", "exhausted", "expired"}
# Whom an offer of the Nordic Agency is no secret to, by its state.
KNOWS = {
    "draft": {"dina"},
    "submitted": {"dina", "sofia", "elena"},
    "withdrawn": {"dina", "sofia", "elena"},
}
PEOPLE = ["dina", "diego", "amina", "sofia", "elena", "omar", None]


def _export(client, format_name, **query):
    response = client.get(reverse("offers:export", args=[format_name]), query)
    return b"".join(response.streaming_content)


def _titles(client, **query):
    rows = csv.DictReader(io.StringIO(_export(client, "csv", **query).decode("utf-8-sig")))
    return [row["Title"] for row in rows]


def _found(client, **query):
    response = client.get(LIST, query)
    assert response.status_code == 200
    return [str(offer) for offer in response.context["records"]]


@pytest.mark.parametrize("status", OfferStatus.values)
def test_list_export_search_and_rows_agree_on_who_may_know_of_an_offer(visit, status):
    offer = making.in_state(status, title="Zebra marking")
    for name in PEOPLE:
        person = cast.join(name) if name else None
        client = visit(person)
        knows = status in PUBLIC or name in KNOWS[status]
        expected = ["Zebra marking"] if knows else []
        response = client.get(LIST, {"q": "zebra"})
        assert [str(o) for o in response.context["records"]] == expected, name
        assert response.context["results"].total == len(expected), name
        counts = [f.count for f in response.context["results"].facets["theme"]]
        assert bool(counts) == knows, name
        assert _titles(client) == expected, name
        if person:
            assert Offer.objects.visible_to(person).filter(pk=offer.pk).exists() == knows, name


def test_the_index_follows_every_move_and_edit(visit, dina, sofia):
    offer = making.published(title="Zebra marking")
    client = visit()
    assert _found(client, q="zebra") == ["Zebra marking"]
    services.edit_offer(
        offer_id=offer.pk, version=offer.version, actor=dina, fields={"title": "Okapi marking"}
    )
    assert _found(client, q="zebra") == []
    assert _found(client, q="okapi") == ["Okapi marking"]
    making.use_up(offer)
    assert _found(client, status="exhausted") == ["Okapi marking"]
    services.withdraw_offer(offer_id=offer.pk, actor=dina)
    assert _found(client, q="okapi") == []


def test_a_deleted_draft_leaves_the_index(visit, dina):
    offer = making.draft(title="Zebra marking")
    assert _found(visit(dina), q="zebra") == ["Zebra marking"]
    services.delete_draft(offer_id=offer.pk, actor=dina)
    assert _found(visit(dina), q="zebra") == []


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({}, {"Open", "Africa", "Training"}),
        ({"theme": "MRK"}, {"Open", "Africa"}),
        ({"theme": "MRK.02"}, {"Open", "Africa"}),
        ({"theme": "STK.04"}, {"Training"}),
        ({"kind": "TRN"}, {"Training"}),
        ({"kind": "EQP.MARK"}, {"Open", "Africa"}),
        ({"region": "any"}, {"Open"}),
        ({"region": "018"}, {"Open", "Africa"}),
        ({"country": "KEN"}, {"Open", "Africa"}),
        ({"country": "FJI"}, {"Open", "Training"}),
        ({"country": ["SEN", "FJI"]}, {"Open", "Africa", "Training"}),
        ({"channel": "un"}, {"Training"}),
        ({"language": "ar"}, {"Training"}),
        ({"value": "250k"}, {"Open", "Africa"}),
        ({"value": "unstated"}, {"Training"}),
        ({"window": str(making.NEXT_YEAR.year)}, {"Open", "Africa", "Training"}),
        ({"window": "1999"}, set()),
        ({"theme": "NOBODY.KNOWS"}, set()),
        ({"theme": "MRK", "channel": "un"}, set()),
    ],
)
def test_a_filter_keeps_what_fits(visit, query, titles):
    making.published(title="Open", excluded_countries=["SYR"])
    making.published(title="Africa", eligible_regions=["002"])
    making.published(
        title="Training",
        lines=[making.line(kind_id="TRN.COURSE", unit="course")],
        themes=["STK.04"],
        eligible_groups=["SIDS"],
        channel="un",
        delivery_languages=["ar"],
        value_minor=None,
        currency="",
    )
    assert set(_found(visit(), **query)) == titles
    assert set(_titles(visit(), **query)) == titles


def test_facets_count_and_pills_remove(visit):
    making.published(channel="un")
    making.published()
    response = visit().get(LIST, {"channel": "un", "q": "marking"})
    results = response.context["results"]
    assert {f.value: f.count for f in results.facets["channel"]} == {"un": 1, "bilateral": 1}
    assert [(str(p.label), str(p.value)) for p in results.pills] == [
        ("Search", "marking"),
        ("Channel", "United Nations"),
    ]
    assert results.pills[1].remove_url == f"{LIST}?q=marking"
    names = {f.value: str(f.label) for f in results.facets["region"]}
    assert names["any"] == "Open to any State"


def test_offers_are_sorted_as_asked(visit):
    small = making.published(title="Small", value_minor=100)
    large = making.published(title="Large", value_minor=900)
    assert _found(visit(), sort="-value") == ["Large", "Small"]
    assert _found(visit(), sort="newest") == ["Large", "Small"]
    assert {small.pk, large.pk} == set(
        search.find(type="offer", visible_to=frozenset({"public"})).ids
    )


def test_words_are_found_across_languages_mistyped_and_marked(visit):
    making.published(title="Machines de marquage", description="Marquage.", language="fr")
    page = visit().get(LIST, {"q": "marquage"}).content.decode()
    assert "<mark>marquage</mark>" in page
    response = visit().get(LIST, {"q": "marqage"})
    assert response.context["results"].corrected == "marquage"
    assert "Showing results for" in response.content.decode()


def test_a_question_that_makes_no_sense_still_gets_a_page(visit):
    query = {"sort": "nonsense", "page": "-3", "lang": "xx", "value": "\x00", "q": "(((AND"}
    assert visit().get(LIST, query).status_code == 200


def test_an_export_holds_the_same_in_every_format_and_no_formula(visit):
    making.published(title="=HYPERLINK(1)", eligible_bodies=["ECOWAS"])
    rows = list(csv.DictReader(io.StringIO(_export(visit(), "csv").decode("utf-8-sig"))))
    assert rows[0]["Title"] == "'=HYPERLINK(1)"
    assert rows[0]["For"] == "Members of ECOWAS"
    assert rows[0]["Lines"] == "12 item Marking machines"
    assert rows[0]["Value"] == "120000.00"
    sheet = openpyxl.load_workbook(io.BytesIO(_export(visit(), "xlsx"))).active
    assert [cell.value for cell in sheet[2]][2] == "'=HYPERLINK(1)"
    record = json.loads(_export(visit(), "json"))[0]
    assert (record["title"], record["currency"]) == ("=HYPERLINK(1)", "USD")


def test_an_unknown_format_is_not_found(visit):
    assert visit().get(reverse("offers:export", args=["exe"])).status_code == 404


def _queries(client, address):
    client.get(address)  # what a process remembers of the reference data is remembered now
    with CaptureQueriesContext(connection) as queries:
        content = client.get(address)
        if content.streaming:
            b"".join(content.streaming_content)
    return [q["sql"] for q in queries if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))]


@pytest.mark.parametrize(
    ("address", "most"),
    [
        (LIST, 14),
        # PostgreSQL asks for each word how many records hold it.
        (f"{LIST}?q=marking&theme=MRK", 20),
        (reverse("offers:export", args=["csv"]), 14),
        (reverse("offers:mine"), 12),
    ],
)
def test_a_list_takes_as_many_queries_for_eleven_rows_as_for_one(visit, dina, address, most):
    making.published(eligible_bodies=["ECOWAS"])
    client = visit(dina)
    one = _queries(client, address)
    for number in range(10):
        making.published(title=f"Marking {number}", eligible_countries=["KEN", "FRA"])
    eleven = _queries(client, address)
    assert len(one) == len(eleven), "\n".join(eleven)
    assert len(eleven) <= most, "\n".join(eleven)


def test_the_queue_takes_as_many_queries_for_eleven_rows_as_for_one(visit, sofia):
    making.submitted()
    client = visit(sofia)
    one = _queries(client, reverse("offers:moderation"))
    for _number in range(10):
        making.submitted()
    assert len(_queries(client, reverse("offers:moderation"))) == len(one) <= 10


def test_the_codes_of_a_reader_find_exactly_the_rows_they_may_know_of(dina, amina, sofia):
    for status in OfferStatus.values:
        making.in_state(status)
    for person in (dina, amina, sofia):
        found = search.find(type="offer", visible_to=visibility_codes(person), per_page=50).ids
        rows = Offer.objects.visible_to(person).values_list("pk", flat=True)
        assert sorted(found) == sorted(rows)
