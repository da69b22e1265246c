"""The list of requests: what is found, counted and exported, and for whom."""

import csv
import io
import json

import openpyxl
import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

import search
from accounts.selectors import visibility_codes
from matchmaking.needs import services
from matchmaking.needs.choices import NeedStatus
from matchmaking.needs.filters import EXPORT_COLUMNS
from matchmaking.needs.models import Need
from matchmaking.needs.search import documents
from tests import cast
from tests.needs import making

pytestmark = pytest.mark.django_db

LIST = "needs:list"


@pytest.fixture
def look(visit):
    """Return a function that opens the list as somebody and gives the page's context."""

    def open_list(person=None, **query):
        return visit(person).get(reverse(LIST), query)

    return open_list


def titles(answer):
    return sorted(need.title for need in answer.context["records"])


def counts(answer, facet):
    return {f.value: f.count for f in answer.context["results"].facets[facet]}


@pytest.fixture
def three(amina, boris):
    """Three published requests that differ in everything one can filter by."""
    making.published(title="Marking machines", themes=["MRK.02"], priority="high")
    making.published(
        author=boris,
        title="Safes for police stations",
        description="Steel safes.",
        themes=["STK.04"],
        priority="low",
        language="fr",
        budget_minor=90_000_000,
        lines=[making.line(kind_id="EQP.SAFE")],
    )
    making.published(
        title="Training of instructors",
        description="Two courses.",
        themes=["MRK.03"],
        priority="medium",
        budget_minor=None,
        cofinancing_minor=None,
        currency="",
        lines=[making.line(kind_id="TRN.COURSE")],
    )


# --- finding ----------------------------------------------------------------------------------


def test_words_find_requests_and_are_marked(look, three):
    answer = look(q="marking machine")
    assert "Marking machines" in titles(answer)
    assert "<mark>" in answer.content.decode()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"theme": "MRK"}, ["Marking machines", "Training of instructors"]),
        ({"theme": "MRK.02"}, ["Marking machines"]),
        ({"theme": ["MRK.02", "STK"]}, ["Marking machines", "Safes for police stations"]),
        ({"kind": "EQP"}, ["Marking machines", "Safes for police stations"]),
        ({"kind": "TRN.COURSE"}, ["Training of instructors"]),
        ({"region": "150"}, ["Safes for police stations"]),
        ({"region": "014"}, ["Marking machines", "Training of instructors"]),
        ({"country": "BGR"}, ["Safes for police stations"]),
        ({"language": "fr"}, ["Safes for police stations"]),
        ({"priority": ["high", "medium"]}, ["Marking machines", "Training of instructors"]),
        ({"budget": "unstated"}, ["Training of instructors"]),
        ({"budget": "1m"}, ["Safes for police stations"]),
        ({"budget_min": "500000"}, ["Safes for police stations"]),
        ({"budget_max": "500000"}, ["Marking machines"]),
        ({"window": str(making.NEXT_YEAR.year), "country": "BGR"}, ["Safes for police stations"]),
        ({"window": "1999"}, []),
        ({"theme": "NOPE"}, []),
        ({"open_on": making.NEXT_YEAR.isoformat(), "priority": "high"}, ["Marking machines"]),
        ({"open_on": "2999-01-01"}, []),
        ({"status": "met"}, []),
    ],
)
def test_each_filter_keeps_what_it_says(look, three, query, expected):
    answer = look(**query)
    assert titles(answer) == expected
    assert answer.context["results"].total == len(expected)


def test_facets_count_what_choosing_them_would_give(look, three):
    answer = look(priority="high")
    assert counts(answer, "priority") == {"high": 1, "medium": 1, "low": 1}
    assert counts(answer, "country") == {"KEN": 1}
    for value, count in counts(look(), "theme").items():
        assert look(theme=value).context["results"].total == count


def test_regions_unfold_below_the_chosen_one(look, three):
    names = [(f.value, f.level) for f in look(region="002").context["results"].facets["region"]]
    assert ("002", 0) in names
    assert ("202", 1) in names


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        ("newest", "Training of instructors"),
        ("-priority", "Marking machines"),
        ("-budget", "Safes for police stations"),
    ],
)
def test_the_list_can_be_sorted(look, three, sort, first):
    assert look(sort=sort).context["records"][0].title == first


def test_a_typing_mistake_is_put_right_and_said(look, three):
    answer = look(q="markingg")
    assert answer.context["results"].corrected == "marking"
    assert "Showing results for" in answer.content.decode()
    assert "Marking machines" in titles(answer)


def test_pills_and_export_links_carry_the_filters(look, three):
    text = look(theme="MRK", q="machines").content.decode()
    assert "/needs/export/csv/?theme=MRK&amp;q=machines" in text
    assert 'href="/needs/?q=machines"' in text


def test_a_withdrawn_request_disappears_from_the_list_of_others(look, three, amina, dina):
    need = Need.objects.get(title="Marking machines")
    services.withdraw_need(need_id=need.pk, actor=amina)
    assert "Marking machines" not in titles(look(dina))
    assert "Marking machines" in titles(look(amina))


# --- for whom ---------------------------------------------------------------------------------


@pytest.mark.parametrize("status", NeedStatus.values)
def test_list_totals_facets_and_files_hold_only_what_one_may_know_of(look, visit, status):
    need = making.in_state(status, title="Zebra equipment")
    for name in ("vera", "boris", "sofia", None):
        person = cast.join(name) if name else None
        knows = Need.objects.visible_to(person or AnonymousUser()).filter(pk=need.pk).exists()
        answer = look(person)
        assert titles(answer) == (["Zebra equipment"] if knows else []), name
        assert answer.context["results"].total == knows
        assert counts(answer, "status") == ({status: 1} if knows else {})
        assert look(person, q="zebra").context["results"].total == knows
        assert look(person, q="zebrra").context["results"].corrected == ("zebra" if knows else "")
        file = visit(person).get(reverse("needs:export", args=["csv"])).getvalue().decode()
        assert ("Zebra equipment" in file) == knows


def test_the_codes_in_the_index_say_the_same_as_the_query(db):
    needs = [making.in_state(status) for status in NeedStatus.values]
    codes = {doc.object_id: set(doc.visibility) for doc in documents([n.pk for n in needs])}
    for name in ("amina", "ali", "vera", "boris", "dina", "sofia", "elena", "omar", None):
        person = cast.join(name) if name else AnonymousUser()
        known = {need.pk for need in Need.objects.visible_to(person)}
        assert {pk for pk, held in codes.items() if held & visibility_codes(person)} == known, name


@pytest.mark.parametrize("name", ["dina", None])
def test_the_exact_site_is_in_no_list_file_text_facet_or_highlight_for_others(look, visit, name):
    need = making.published()
    person = cast.join(name) if name else None
    client = visit(person)
    # What is typed into the box is shown again, so the test types only half of it.
    found = [look(person).content, look(person, q="bunker seventeen").content]
    for format_name in ("csv", "json"):
        found.append(client.get(reverse("needs:export", args=[format_name])).getvalue())
    for content in found:
        assert "northern ridge" not in content.decode()
    sheet = client.get(reverse("needs:export", args=["xlsx"])).getvalue()
    cells = [c.value for row in openpyxl.load_workbook(io.BytesIO(sheet)).active for c in row]
    assert not [cell for cell in cells if "bunker" in str(cell)]
    document = next(documents([need.pk]))
    assert "bunker" not in document.text
    assert look(person, q="bunker").context["results"].total == 0


# --- files ------------------------------------------------------------------------------------


def test_a_file_holds_everything_filtered_in_the_order_of_the_list(visit, three):
    client = visit()
    query = {"kind": "EQP", "sort": "-budget"}
    text = client.get(reverse("needs:export", args=["csv"]), query).getvalue().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["Title"] for row in rows] == ["Safes for police stations", "Marking machines"]
    assert rows[1]["Asked, in money"] == "120000.00"
    assert rows[1]["Still open, in money"] == "100000.00"
    assert rows[1]["Still open, line by line"] == "12 item"
    assert rows[1]["State"] == "Kenya"
    assert "12 item" in rows[1]["Lines"]
    keyed = json.loads(client.get(reverse("needs:export", args=["json"]), query).getvalue())
    assert [row["title"] for row in keyed] == [row["Title"] for row in rows]
    assert set(keyed[0]) == {column.key for column in EXPORT_COLUMNS}


def test_a_file_speaks_the_language_of_the_page(visit, three):
    with translation.override("ar"):
        address = reverse("needs:export", args=["csv"])
        text = visit().get(address, {"country": "KEN"}).getvalue().decode("utf-8-sig")
    assert "كينيا" in text


def test_an_unknown_format_is_not_found(visit, db):
    assert visit().get(reverse("needs:export", args=["pdf"])).status_code == 404


def test_a_formula_in_a_title_stays_text(visit, amina):
    making.published(title='=HYPERLINK("http://evil")')
    text = visit().get(reverse("needs:export", args=["csv"])).getvalue().decode()
    assert "'=HYPERLINK" in text


# --- how many queries -------------------------------------------------------------------------


def _queries(client, address):
    client.get(address)  # what is remembered between requests is remembered now
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    # Only inside a transaction, such as a test's, does a search look for its own writes and
    # read the columns of its facets anew each time.
    own_writes = ("SAVEPOINT", "RELEASE", "search_outbox", '"changed" >')
    return [q["sql"] for q in captured if not any(word in q["sql"] for word in own_writes)]


@pytest.mark.parametrize("name", ["dina", "amina", None])
@pytest.mark.parametrize("query", ["", "?q=machines", "?theme=MRK&kind=EQP&sort=newest"])
def test_the_list_takes_at_most_14_queries_whatever_the_number_of_rows(visit, name, query):
    client = visit(cast.join(name) if name else None)
    address = reverse(LIST) + query
    making.published()
    search.find(type="need", visible_to=frozenset({"public"}))
    one = _queries(client, address)
    for number in range(10):
        making.published(title=f"Marking machines {number}")
    search.find(type="need", visible_to=frozenset({"public"}))
    eleven = _queries(client, address)
    assert len(client.get(address).context["records"]) == 11
    assert len(eleven) == len(one)
    assert len(eleven) <= 14, "\n".join(eleven)


@pytest.mark.parametrize(
    ("person", "address"), [("amina", "needs:mine"), ("sofia", "needs:moderation")]
)
def test_working_lists_ask_the_same_for_1_row_and_11(visit, person, address):
    client = visit(cast.join(person))
    making.submitted()
    one = len(_queries(client, reverse(address)))
    for _number in range(10):
        making.submitted()
    assert len(_queries(client, reverse(address))) == one


@pytest.mark.parametrize("format_name", ["csv", "xlsx"])
def test_a_file_asks_the_same_for_1_row_and_11(visit, format_name):
    client, address = visit(), reverse("needs:export", args=[format_name])

    def queries():
        client.get(address).getvalue()
        with CaptureQueriesContext(connection) as captured:
            client.get(address).getvalue()
        return len(captured)

    making.published()
    one = queries()
    for _number in range(10):
        making.published()
    assert queries() == one
