"""The pages of the figures: the same for everybody, each figure with its list and definition."""

import csv
import io
import re

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse

from matchmaking.applications.models import Conflict
from matchmaking.insights import services
from matchmaking.insights.choices import MAIN, Measure
from matchmaking.insights.definitions import DEFINITIONS
from matchmaking.insights.forms import InsightsFilters
from matchmaking.insights.selectors import rows_behind
from tests import cast
from tests.insights import making
from tests.needs import making as needs
from tests.offers import making as offers


@pytest.fixture
def world(db):
    return making.world(size=4)


def _cells(context):
    """Return every figure of the tables of a page: its text, and the address behind it."""
    sheet = context["sheet"]
    rows = [line.cells for table in context["tables"] for line in table.lines]
    return [(cell.text, cell.url) for row in [*rows, sheet.total] for cell in row if cell.url]


def _behind(url):
    """Count the records of the list that an address leads to, as the list does."""
    path, _mark, query = url.partition("?")
    filters = InsightsFilters(QueryDict(query), leave=())
    return len(rows_behind(filters.asked, resolve(path).kwargs["measure"]))


def test_every_figure_leads_to_a_list_of_as_many_records(world, client):
    for params in ({}, {"theme": "MRK", "region": "002"}):
        page = client.get(reverse("insights:dashboard"), params)
        found = _cells(page.context)
        assert len(found) > 10
        assert [_behind(url) for _text, url in found] == [int(text) for text, _url in found]
    flow = client.get(reverse("insights:flow")).context["flow_table"]
    numbers = []
    for *_words, cell in flow["rows"]:
        url, number = re.fullmatch(r'<a href="([^"]+)">(\d+)</a>', cell).groups()
        assert client.get(url.replace("&amp;", "&")).context["results"].total == int(number)
        numbers.append(int(number))
    assert sum(numbers[:-1]) == numbers[-1] == len(world[0])


def test_sums_are_those_of_the_lists_and_of_the_files(world, client):
    page = client.get(reverse("insights:dashboard"), {"count": "usd"})
    for measure, cell in zip(MAIN, page.context["sheet"].total, strict=True):
        behind = client.get(reverse("insights:list", args=[measure]))
        assert str(behind.context["total"]) == f"USD {cell.text}"
        rows = list(csv.DictReader(io.StringIO(_file(client, measure))))
        assert len(rows) == behind.context["results"].total
        assert sum(float(row["US dollars"] or 0) for row in rows) == float(cell.value)
    last = list(csv.DictReader(io.StringIO(_file(client, "figures"))))[-1]
    assert [last[str(measure.label)] for measure in MAIN] == [
        one.number for one in page.context["sheet"].headlines
    ]
    for what in ("states", "flow", "steps"):
        assert len(_file(client, what).splitlines()) > 1
    for name in ("json", "xlsx"):
        file = client.get(reverse("insights:export", args=["figures", name]))
        assert b"".join(file.streaming_content)
    assert client.get(reverse("insights:export", args=["nothing", "csv"])).status_code == 404


def _file(client, what):
    file = client.get(reverse("insights:export", args=[what, "csv"]))
    return b"".join(file.streaming_content).decode("utf-8-sig")


def test_everybody_sees_the_same(world, visit, client):
    """The recused among them: a difference would tell of what is hidden from them."""
    _found, _given, project = world
    Conflict.objects.create(
        application=project.application,
        person=cast.join("petra"),
        ground="personal",
        source="declared",
        status="standing",
    )
    seen = {}
    for name in (None, "omar", "amina", "petra", "sofia"):
        person = visit(cast.join(name) if name else None)
        pages = [person.get(reverse("insights:dashboard"))]
        pages += [person.get(reverse("insights:list", args=["funded"]))]
        seen[name] = [_main(page) for page in pages]
    assert len({tuple(one) for one in seen.values()}) == 1
    assert project.number in seen["petra"][1]


def _main(page):
    body = page.content.decode()
    return body[body.index('id="main"') :].partition("</main>")[0]


def test_what_only_members_may_read_is_nowhere(db, client):
    shown = needs.published(title="Marking machines for everybody")
    hidden = needs.published(title="Armoury plans nobody else reads", audience="members")
    offered = offers.published(title="Racks for members alone", audience="members")
    services.rebuild()
    listed = client.get(reverse("insights:list", args=["asked"])).content.decode()
    assert str(shown) in listed
    assert str(hidden) not in listed
    assert client.get(reverse("insights:list", args=["offered"])).context["results"].total == 0
    address = reverse("insights:donor", args=[offered.organisation_id])
    assert client.get(address).status_code == 404


def test_each_figure_is_defined(db, client):
    body = client.get(reverse("insights:definitions")).content.decode()
    assert set(DEFINITIONS) == set(Measure.values)
    for measure in Measure:
        assert f'id="{measure}"' in body
        assert reverse("insights:list", args=[measure]) in body


def test_views_of_a_state_a_donor_a_fund_and_a_body(world, visit, client):
    found, given, project = world
    kenyan = sum(need.country_id == "KEN" for need in found)
    state = client.get(reverse("insights:state", args=["KEN"]))
    assert state.context["sheet"].headlines[0].number == str(kenyan)
    assert state.context["inside"] == []
    body = client.get(reverse("insights:body", args=["EAC"]))
    assert body.context["sheet"].headlines[0].number == str(kenyan)
    donor = given[0].organisation
    offers_of = sum(one.organisation_id == donor.pk for one in given)
    page = client.get(reverse("insights:donor", args=[donor.pk]))
    assert page.context["sheet"].headlines[0].number == str(offers_of)
    fund_id = project.application.call.fund_id
    fund = client.get(reverse("insights:fund", args=[fund_id]))
    assert [one.number for one in fund.context["sheet"].headlines] == ["1", "0", "0"]
    for one in (state, body, page, fund):
        cells = _cells(one.context)
        assert [_behind(url) for _text, url in cells] == [int(text) for text, _url in cells]
    for name, address, key in (
        ("amina", "state", "KEN"),
        ("dina", "donor", given[0].organisation_id),
        ("tomas", "fund", fund_id),
    ):
        member = visit(cast.join(name)).get(reverse(f"insights:{address}", args=[key]))
        stranger = visit(cast.join("omar")).get(reverse(f"insights:{address}", args=[key]))
        assert stranger.context["inside"] == []
        if name != "dina" or given[0].created_by_id == cast.join("dina").pk:
            assert sum(one.number for one in member.context["inside"]) > 0
    for name, key in (("state", "XYZ"), ("body", "NONE"), ("donor", 10**9), ("fund", 10**9)):
        assert client.get(reverse(f"insights:{name}", args=[key])).status_code == 404


def test_the_map_says_that_it_endorses_nothing_and_mistakes_break_nothing(db, client):
    needs.published()
    services.rebuild()
    body = client.get(reverse("insights:map"), {"measure": "unmet"}).content.decode()
    assert "do not imply official endorsement" in body
    assert re.search(r'<path class="heat-5"[^>]*><title>', body)
    for page in ("dashboard", "map", "flow"):
        said = {"theme": "XXX", "year": "never", "count": "?", "measure": "nothing"}
        assert client.get(reverse(f"insights:{page}"), said).status_code == 200
    assert client.get(reverse("insights:list", args=["nothing"])).status_code == 404


def test_pages_ask_as_often_for_eleven_records_as_for_one(db, client):
    addresses = [reverse(f"insights:{page}") for page in ("dashboard", "flow", "profiles")]
    addresses += [reverse("insights:list", args=[one]) for one in ("asked", "offered")]
    needs.published()
    offers.published()
    services.rebuild()
    counts = []
    for _round in range(2):
        for address in addresses:
            client.get(address)  # fills what a process remembers
        counts.append([_queries(client, address) for address in addresses])
        for _n in range(10):
            needs.published()
        offers.published()
        services.rebuild()
    assert counts[0] == counts[1]


def _queries(client, address):
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)
