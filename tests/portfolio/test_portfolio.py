"""Figures by theme and region, and the lists behind them."""

import csv
import datetime
import io
import re
from decimal import Decimal

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from matchmaking.agreements.selectors import need_figures
from matchmaking.needs.models import Need
from matchmaking.needs.services import meet_need, withdraw_need
from matchmaking.portfolio.asking import Asked
from matchmaking.portfolio.choices import Measure
from matchmaking.portfolio.pages import HeatMap
from matchmaking.portfolio.selectors import Portfolio, gaps, overlaps, surpluses
from tests import cast
from tests.agreements import making as agreements
from tests.needs import making as needs
from tests.portfolio import making

AFRICA, EUROPE = "002", "150"


def _portfolio(name="sofia", **asked):
    return Portfolio(cast.join(name), Asked(**asked))


def _cell(portfolio, theme, place, measure="asked"):
    return portfolio.sheet.cells[theme, place].of(measure)


@pytest.fixture
def small(db):
    return making.small()


def test_requests_are_counted_by_theme_and_region(small):
    portfolio = _portfolio()
    assert _cell(portfolio, "MRK", AFRICA) == 2
    assert _cell(portfolio, "STK", AFRICA) == 1
    assert _cell(portfolio, "STK", EUROPE) == 1
    assert portfolio.sheet.total.of("asked") == 3


def test_offers_are_counted_where_they_can_be_used(small):
    sheet = _portfolio().sheet
    assert sheet.cells["MRK", AFRICA].of("offered") == 2
    assert sheet.cells["MRK", EUROPE].of("offered") == 1
    assert sheet.by_state["KEN"].of("offered") == 2
    assert sheet.by_state["BGR"].of("offered") == 1
    assert sheet.total.of("offered") == 2


def test_quantities_are_those_of_the_lines(small):
    sheet = _portfolio(count="unit:item").sheet
    assert sheet.cells["MRK", AFRICA].of("asked") == 20
    assert sheet.total.of("asked") == 23
    assert sheet.total.of("offered") == 112
    figures = need_figures(list(Need.objects.values_list("pk", flat=True)))
    opens = sum(line.open for one in figures.values() for line in one.lines)
    assert sheet.total.of("unmet") == opens == 23


def test_money_is_in_dollars_and_what_names_none_is_left_out(small):
    making.asked(budget_minor=None, cofinancing_minor=None)
    portfolio = _portfolio(count="usd")
    assert portfolio.sheet.total.of("asked") == 360_000
    assert portfolio.sheet.total.of("unmet") == 300_000
    assert portfolio.uncounted == 1


def test_a_kind_counts_only_its_own_lines(db):
    making.asked(lines=[needs.line(quantity=5), needs.line(kind_id="TRN.COURSE", quantity=40)])
    assert _portfolio(kind="EQP", count="unit:item").sheet.total.of("asked") == 5
    assert _portfolio(kind="TRN.COURSE").sheet.total.of("asked") == 1
    assert _portfolio(kind="FIN").sheet.total.of("asked") == 0


def test_what_is_met_asks_for_nothing_more_and_what_is_withdrawn_never_asked(small, amina):
    meet_need(need_id=small["marking"].pk, actor=amina)
    withdraw_need(need_id=small["both"].pk, actor=amina)
    sheet = _portfolio().sheet
    assert (sheet.by_place[AFRICA].of("asked"), sheet.by_place[AFRICA].of("unmet")) == (1, 0)
    assert _portfolio(standing="open").sheet.by_place[AFRICA].of("asked") == 0


def test_a_period_keeps_what_is_wanted_within_it(small):
    today = timezone.localdate()
    far = today + datetime.timedelta(days=4000)
    assert _portfolio(since=far).sheet.total.of("asked") == 0
    assert _portfolio(until=today).sheet.total.of("asked") == 3
    making.asked(starts_on=today + datetime.timedelta(days=30))
    assert _portfolio(until=today).sheet.total.of("asked") == 3
    assert _portfolio().sheet.total.of("asked") == 4


def test_a_chosen_theme_and_region_are_unfolded(small):
    portfolio = _portfolio(theme="MRK", region=AFRICA)
    assert portfolio.sheet.cells["MRK.02", "202"].of("asked") == 2
    assert "MRK.02" in portfolio.sheet.themes
    assert portfolio.sheet.total.of("asked") == 2


def test_nobody_counts_what_they_may_not_know_of(small):
    needs.draft()
    needs.submitted()
    assert _portfolio("elena").sheet.total.of("asked") == 3


def _behind(url):
    """Add up the rows of the list that a figure links to, as the list does."""
    said = {name: value for name, value in QueryDict(url.partition("?")[2]).items() if value}
    portfolio = _portfolio(**said)
    return sum(row.amounts[said["measure"]] for row in portfolio.rows_behind(said["measure"]))


@pytest.mark.parametrize("count", ["number", "usd", "unit:item"])
def test_every_cell_agrees_with_the_list_behind_it(small, sofia, count):
    for measure in Measure.values:
        asked = QueryDict(f"measure={measure}&count={count}")
        heat = HeatMap(_portfolio(measure=measure, count=count), asked)
        cells = [cell for line in heat.lines for cell in (*line.cells, line.total)]
        linked = [cell for cell in (*cells, *heat.totals, heat.total) if cell.url]
        assert (measure in ("agreed", "delivered")) == (linked == [])
        assert [_behind(cell.url) for cell in linked] == [cell.value for cell in linked]


def test_the_list_behind_a_cell_says_its_total(small, visit, sofia):
    heat = visit(sofia).get(reverse("portfolio:heat"), {"count": "unit:item"}).context["heat"]
    behind = visit(sofia).get(heat.total.url)
    assert behind.context["total"] == heat.total.text == "23"
    assert behind.context["results"].total == len(behind.context["rows"])


def test_the_map_agrees_with_the_lists_behind_it(small, visit, sofia):
    client = visit(sofia)
    page = client.get(reverse("portfolio:map"), {"measure": "unmet"})
    kenya = next(line for line in page.context["world"].lines if line.name == "Kenya")
    assert [int(cell.value) for cell in kenya.cells] == [2, 2, 0, 0, 2]
    for cell in kenya.cells:
        if cell.url:
            assert client.get(cell.url).context["results"].total == cell.value
    body = page.content.decode()
    assert "do not imply official endorsement" in body
    assert re.search(r'<path class="heat-5"[^>]*><title>Kenya: 2</title>', body)


def test_the_files_hold_the_figures_of_the_pages(small, visit, sofia):
    client = visit(sofia)
    address = reverse("portfolio:export", args=["heat", "csv"])
    text = b"".join(client.get(address).streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert rows[-1]["Asked"] == "3"
    (cell,) = [r for r in rows if r["Theme"].startswith("Marking") and r["Region"] == "Africa"]
    assert (cell["Asked"], cell["Offered"], cell["Unmet"]) == ("2", "2", "2")
    for what in ("map", "gaps", "surpluses", "overlaps", "requests", "offers"):
        answer = client.get(reverse("portfolio:export", args=[what, "csv"]))
        lines = b"".join(answer.streaming_content).decode().splitlines()
        assert len(lines) > 1, what


def test_a_gap_is_asked_and_not_offered_to_that_state(small, visit, sofia):
    found = {(one.theme, one.place): one for one in gaps(_portfolio(standing="open"))}
    assert set(found) == {("STK", AFRICA), ("STK", EUROPE)}
    assert found["STK", AFRICA].need_ids == (small["both"].pk,)
    making.offered(themes=("STK.01",), eligible_countries=["KEN"])
    assert {one.place for one in gaps(_portfolio(standing="open"))} == {EUROPE}
    page = visit(sofia).get(reverse("portfolio:gaps"))
    ((sentence, url),) = page.context["gaps"]
    assert "1 of 1 unmet requests has no open offer" in sentence
    assert "(Bulgaria)" in sentence
    behind = visit(sofia).get(url)
    assert [record.pk for record, _amounts in behind.context["rows"]] == [small["bulgaria"].pk]


def test_much_is_offered_for_little_that_is_asked(small, visit, sofia):
    found = {(one.kind, one.place): one for one in surpluses(_portfolio(standing="open"))}
    kenya = found["EQP.MARK", AFRICA]
    assert (kenya.offered, kenya.asked, kenya.times) == (112, 20, Decimal("5.6"))
    assert set(kenya.offer_ids) == {small["for-all"].pk, small["for-kenya"].pk}
    assert found["EQP.MARK", EUROPE].times == 4
    assert found["EQP.MARK", "142"].times is None
    page = visit(sofia).get(reverse("portfolio:gaps"))
    (first, url), *_rest = page.context["surpluses"]
    assert "5.6 times over" in first
    assert visit(sofia).get(url).context["results"].total == 2


def test_offers_of_two_organisations_to_one_state_overlap(small, visit, sofia):
    (found,) = overlaps(_portfolio(standing="open"))
    assert (found.kind, found.organisations, found.states) == ("EQP.MARK", 2, ("KEN",))
    page = visit(sofia).get(reverse("portfolio:gaps"))
    ((sentence, url),) = page.context["overlaps"]
    assert sentence.endswith("2 offers of 2 organisations reach the same States (Kenya).")
    assert visit(sofia).get(url).context["results"].total == 2


def test_an_organisation_does_not_overlap_itself(db):
    making.offered()
    making.offered()
    assert overlaps(_portfolio(standing="open")) == []


def test_filters_stand_in_the_address_and_mistakes_break_nothing(small, visit, sofia):
    client = visit(sofia)
    page = client.get(reverse("portfolio:heat"), {"theme": "MRK", "region": AFRICA})
    assert page.context["heat"].total.value == 2
    assert "theme=MRK" in page.context["heat"].total.url
    broken = client.get(reverse("portfolio:heat"), {"theme": "XXX", "since": "never"})
    assert broken.status_code == 200
    assert broken.context["heat"].total.value == 3


def _queries(client, page):
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse(f"portfolio:{page}"))
    return len(asked)


def test_pages_ask_as_often_for_eleven_records_as_for_two(visit, sofia):
    client, pages = visit(sofia), ("heat", "map", "gaps", "requests", "offers")
    making.asked()
    making.offered()
    for page in pages:
        _queries(client, page)  # fills what a process remembers
    few = {page: _queries(client, page) for page in pages}
    for _n in range(5):
        making.asked(themes=("MRK.02", "STK.01"))
        making.offered(eligible_regions=["014"])
    assert {page: _queries(client, page) for page in pages} == few


def test_only_the_secretariat_sees_the_portfolio(db, visit):
    answers = {
        name: visit(cast.join(name)).get(reverse("portfolio:heat")).status_code
        for name in cast.CAST
    }
    assert answers == {
        name: 200 if name in ("sofia", "elena", "ines") else 403 for name in cast.CAST
    }


def test_what_is_agreed_and_delivered_is_what_the_request_says(db, amina, dina):
    agreement = agreements.signed(quantity=5)
    for side in (amina, dina):
        agreements.deliver(agreement, side, 2)
    sheet = _portfolio(count="unit:item").sheet
    line = need_figures([agreement.need.pk])[agreement.need.pk].lines[0]
    found = [sheet.cells["MRK", AFRICA].of(measure) for measure in Measure.values]
    assert found == [line.asked, 12, line.committed, line.delivered, line.open] == [12, 12, 5, 2, 7]
    numbers = _portfolio().sheet.by_state["KEN"]
    assert [numbers.of(measure) for measure in Measure.values] == [1, 1, 1, 1, 1]
