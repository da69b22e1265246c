"""Lists: what the filters mean, what the links say, what a file holds."""

import csv
import datetime
import io
import json
from decimal import Decimal
from types import SimpleNamespace

import openpyxl
import pytest
from django import forms
from django.http import QueryDict
from django.utils import translation
from django.utils.translation import gettext_lazy as _

import search
from accounts.models import Organisation
from files import export
from search.filters import BoundFilter, FacetFilter, SearchFilterSet, code_above
from search.listing import Listing
from tests.factories import OrganisationFactory

NAMES = {"MRK": "Marking", "MRK.01": "At manufacture", "MRK.02": "At import", "STK": "Stockpiles"}


def _names(values):
    return {value: NAMES[value] for value in values if value in NAMES}


class OrganisationFilterSet(SearchFilterSet):
    search_type = "organisation"
    sorts = (("rank", "Best first"), ("newest", "Newest"))
    theme = FacetFilter("Theme", _names, above=code_above)
    status = FacetFilter(
        "Status", lambda values: {"open": "Open", "closed": "Closed"}, in_order=True
    )
    budget_min = BoundFilter("At least", "budget", is_upper=False)
    budget_max = BoundFilter("At most", "budget", is_upper=True)
    ends_before = BoundFilter("Ends before", "ends_on", is_upper=True, field_class=forms.DateField)

    class Meta:
        model = Organisation
        fields = []


@pytest.fixture
def engine(monkeypatch):
    """Stand in for the engine: answer what the test says, remember what was asked."""
    answer = SimpleNamespace(
        asked=[], ids=[], total=0, facets={}, corrected=None, highlights={}, page=1, pages=1
    )

    def find(**asked):
        answer.asked.append(asked)
        return answer

    monkeypatch.setattr(search, "find", find)
    return answer


def listing(rf, query=""):
    request = rf.get(f"/list/?{query}")
    filterset = OrganisationFilterSet(request.GET, visible_to=frozenset({"public", "org:1"}))
    return Listing(request, filterset)


def params(url):
    path, _mark, query = url.partition("?")
    assert path == "/list/"
    return dict(QueryDict(query).lists())


def test_the_address_is_the_whole_question(rf, engine):
    page = listing(
        rf,
        "q=%20laser%20marking&lang=all&sort=newest&theme=MRK&theme=STK&status=open"
        "&budget_min=5&budget_max=90&ends_before=2027-01-31&page=3",
    )
    assert page.found is engine
    assert engine.asked == [
        {
            "type": "organisation",
            "text": "laser marking",
            "mode": "all",
            "language": "en",
            "sort": "newest",
            "filters": {"theme": ["MRK", "STK"], "status": ["open"]},
            "ranges": {
                "budget": (Decimal(5), Decimal(90)),
                "ends_on": (None, datetime.date(2027, 1, 31)),
            },
            "facets": ["theme", "status"],
            "page": 3,
            "per_page": 20,
            "visible_to": frozenset({"public", "org:1"}),
        }
    ]


@pytest.mark.parametrize(
    "query",
    [
        "sort=price",
        "lang=klingon",
        "budget_min=lots",
        "ends_before=soon",
        "page=-1",
        "page=0",
        "page=99999999999999999999",
        "page=x",
        "theme=",
        "theme=&theme=",
        "q=" + "x" * 500,
        "unknown=1",
    ],
)
def test_a_wrong_part_of_an_address_is_ignored(rf, engine, query):
    page = listing(rf, query)
    assert page.total == 0
    asked = engine.asked[0]
    assert (asked["text"], asked["sort"], asked["mode"], asked["page"]) == ("", "", "mine", 1)
    assert (asked["filters"], asked["ranges"]) == ({}, {})


def test_values_nobody_knows_are_asked_for_and_find_nothing(rf, engine):
    listing(rf, "theme=NOPE&theme=NOPE").found  # noqa: B018
    assert engine.asked[0]["filters"] == {"theme": ["NOPE"]}


def test_the_language_of_the_reader_goes_with_the_question(rf, engine):
    with translation.override("zh-hans"):
        listing(rf).found  # noqa: B018
    assert engine.asked[0]["language"] == "zh"


def test_facets_link_to_the_list_with_and_without_their_value(rf, engine):
    engine.facets = {"status": {"open": 7, "closed": 2}}
    page = listing(rf, "q=a&status=closed&page=4")
    opened, closed = page.facets["status"]
    assert (opened.label, opened.count, opened.is_active) == ("Open", 7, False)
    assert params(opened.url) == {"q": ["a"], "status": ["closed", "open"]}
    assert closed.is_active
    assert params(closed.url) == {"q": ["a"]}


def test_a_chosen_value_without_hits_stays_in_sight(rf, engine):
    page = listing(rf, "theme=STK")
    assert [(f.value, f.count, f.is_active) for f in page.facets["theme"]] == [("STK", 0, True)]


def test_a_tree_unfolds_below_what_is_chosen(rf, engine):
    engine.facets = {"theme": {"MRK": 5, "MRK.01": 1, "MRK.02": 4, "STK": 9}}
    closed = [(f.value, f.level) for f in listing(rf).facets["theme"]]
    assert closed == [("STK", 0), ("MRK", 0)]
    opened = [(f.value, f.level) for f in listing(rf, "theme=MRK").facets["theme"]]
    assert opened == [("STK", 0), ("MRK", 0), ("MRK.02", 1), ("MRK.01", 1)]
    below = [(f.value, f.is_active) for f in listing(rf, "theme=MRK.01").facets["theme"]]
    assert ("MRK.01", True) in below
    assert ("MRK.02", False) in below


def test_pills_name_each_filter_and_remove_it_alone(rf, engine):
    page = listing(rf, "q=laser&theme=MRK&theme=STK&budget_min=5&page=2")
    found = {str(pill.value): (str(pill.label), params(pill.remove_url)) for pill in page.pills}
    assert found["Marking"] == (
        "Theme",
        {"q": ["laser"], "theme": ["STK"], "budget_min": ["5"]},
    )
    assert found["laser"] == (
        "Search",
        {"theme": ["MRK", "STK"], "budget_min": ["5"]},
    )
    assert found["5"] == ("At least", {"q": ["laser"], "theme": ["MRK", "STK"]})
    assert len(found) == 4


def test_a_refused_range_is_no_pill(rf, engine):
    assert listing(rf, "budget_min=lots").pills == []


def test_page_links_keep_the_question_and_leave_gaps(rf, engine):
    engine.total, engine.page, engine.pages = 400, 10, 20
    page = listing(rf, "q=a&page=10")
    labels = [(link.label, link.is_active) for link in page.page_links]
    numbers = ["1", "…", "8", "9", "10", "11", "12", "…", "20"]
    assert labels == [(label, label == "10") for label in numbers]
    assert params(page.previous_url) == {"q": ["a"], "page": ["9"]}
    assert params(page.next_url) == {"q": ["a"], "page": ["11"]}
    assert params(page.page_links[0].url) == {"q": ["a"]}


def test_a_short_list_has_one_page_and_no_neighbours(rf, engine):
    engine.total = 20
    page = listing(rf)
    assert (page.pages, page.previous_url, page.next_url) == (1, "", "")


def test_the_menus_say_which_choice_is_in_force(rf, engine):
    page = listing(rf, "lang=all")
    assert [(str(link.label), link.is_active) for link in page.sort_links] == [
        ("Best first", True),
        ("Newest", False),
    ]
    assert [link.is_active for link in page.lang_links] == [False, True]


def test_a_form_carries_the_other_filters_along(rf, engine):
    page = listing(rf, "q=a&theme=MRK&theme=STK&page=3")
    assert page.hidden_beside_search == [("theme", "MRK"), ("theme", "STK")]


def test_a_file_is_asked_for_with_the_same_filters(rf, engine):
    assert listing(rf, "q=a&theme=MRK&page=3").export_url("/csv/") == "/csv/?q=a&theme=MRK"


@pytest.mark.django_db
def test_rows_come_in_the_order_of_the_engine_with_their_highlights(rf, engine):
    first, second, gone = OrganisationFactory.create_batch(3)
    engine.ids = [gone.pk, second.pk, first.pk]
    engine.highlights = {second.pk: {"title": "<mark>x</mark>"}}
    gone.delete()
    rows = listing(rf).rows(Organisation.objects.all())
    assert rows == [second, first]
    assert rows[0].found == {"title": "<mark>x</mark>"}
    assert rows[1].found is None


@pytest.mark.django_db
def test_the_filter_set_filters_rows_for_those_who_want_no_page(engine):
    first, second = OrganisationFactory.create_batch(2)
    engine.ids, engine.total = [second.pk], 1
    filterset = OrganisationFilterSet(
        {"q": "x"}, Organisation.objects.all(), visible_to=frozenset({"public"})
    )
    assert list(filterset.qs) == [second]
    assert first not in filterset.qs


# --- files ------------------------------------------------------------------------------------

COLUMNS = [
    export.Column("name", _("name"), lambda row: row["name"]),
    export.Column("amount", _("Yes"), lambda row: row["amount"]),
]


def _bytes(response):
    content = b"".join(response.streaming_content)
    for closer in response._resource_closers:  # close() itself would end the test's connection
        closer()
    return content


def _rows_of(response):
    text = _bytes(response).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


@pytest.mark.parametrize(
    "cell", ["=1+1", "+44", "-x", "@cmd", "\tx", "＝1", '=HYPERLINK("http://x")', "\r=1"]
)
def test_a_cell_is_never_a_formula(cell):
    rows = [{"name": cell, "amount": 1}]
    assert _rows_of(export.csv_file(rows, COLUMNS, "x"))[1][0] == f"'{cell}"
    book = openpyxl.load_workbook(io.BytesIO(_bytes(export.xlsx_file(rows, COLUMNS, "x"))))
    shown = book.active["A2"]
    assert (shown.data_type, shown.value.startswith("'")) == ("s", True)


def test_numbers_and_days_stay_numbers_and_days_in_a_workbook():
    rows = [{"name": datetime.date(2027, 1, 31), "amount": Decimal("-5.50")}]
    book = openpyxl.load_workbook(io.BytesIO(_bytes(export.xlsx_file(rows, COLUMNS, "x"))))
    day, amount = next(book.active.iter_rows(min_row=2, values_only=True))
    assert (day.date(), amount) == (datetime.date(2027, 1, 31), -5.5)


def test_characters_that_a_workbook_cannot_hold_are_left_out():
    rows = [{"name": "a\x00b\x0bc", "amount": None}]
    book = openpyxl.load_workbook(io.BytesIO(_bytes(export.xlsx_file(rows, COLUMNS, "x"))))
    assert book.active["A2"].value == "abc"


def test_the_headings_are_in_the_readers_language():
    with translation.override("fr"):
        assert _rows_of(export.csv_file([], COLUMNS, "x"))[0][1] == "Oui"


def test_a_json_file_is_keyed_for_programs_and_may_be_empty():
    rows = [{"name": "é", "amount": 1}, {"name": "b", "amount": Decimal("2.5")}]
    assert json.loads(_bytes(export.json_file(rows, COLUMNS, "x"))) == [
        {"name": "é", "amount": 1},
        {"name": "b", "amount": "2.5"},
    ]
    assert json.loads(_bytes(export.json_file([], COLUMNS, "x"))) == []


@pytest.mark.django_db
def test_rows_are_fetched_in_chunks_and_keep_their_order(monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(export, "CHUNK", 2)
    made = OrganisationFactory.create_batch(5)
    ids = [row.pk for row in reversed(made)]
    with django_assert_num_queries(3):
        rows = list(export.rows_in_order(Organisation.objects.all(), ids))
    assert rows == made[::-1]
