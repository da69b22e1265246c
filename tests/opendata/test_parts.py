"""Shares, years and words, before anything is written."""

import datetime
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchmaking.opendata.iati.periods import budgets
from matchmaking.opendata.iati.rules import year_later
from matchmaking.opendata.iati.said import Amount, Stretch, shares
from matchmaking.opendata.iati.writer import LEFT_OUT, clean

DAY = datetime.date(2026, 11, 23)
DAYS = st.dates(datetime.date(2000, 1, 1), datetime.date(2060, 1, 1))


@given(st.integers(2, 195))
def test_equal_shares_add_up_to_a_hundred(count):
    found = shares(count)
    assert sum(found) == 100
    assert all(part > 0 for part in found)


def test_a_single_share_is_not_stated():
    assert shares(1) == [None]
    assert shares(0) == []


@given(DAYS, st.integers(0, 4000), st.decimals(0, 10**9, places=2))
def test_budgets_cover_every_day_once_and_add_up(start, days, units):
    whole = Stretch(start, start + datetime.timedelta(days=days))
    found = budgets(whole, Amount(units, "USD", DAY))
    assert sum(one.amount.units for one in found) == units
    assert (found[0].stretch.start, found[-1].stretch.end) == (whole.start, whole.end)
    for one in found:
        assert one.stretch.start <= one.stretch.end < year_later(one.stretch.start)
    pairs = itertools.pairwise(found)
    assert all((b.stretch.start - a.stretch.end).days == 1 for a, b in pairs)


@pytest.mark.parametrize(
    "text",
    [
        "The depot at -1.28638, 36.81722 is guarded.",
        "-1.286,36.817",
        "1,28638 S; 36,81722 E",
        "12°39'08\"N 8°00'11\"W",
        "S 1.2864 E 36.8172",
        "12.65° N",
    ],
)
def test_coordinates_are_never_written(text):
    found = clean(text)
    assert LEFT_OUT in found
    assert not any(part in found for part in ("286", "817", "°39", "12.65"))


@pytest.mark.parametrize(
    "text",
    [
        "1,200 arms and 3,400 rounds in 12 armouries",
        "From 10.5 to 90.25 per cent by 2027-12-31",
        "Question 3.1.2, paragraph 60",
        "USD 12,000 / USD 30,000",
    ],
)
def test_figures_are_left_as_they_are(text):
    assert clean(text) == text


def test_what_xml_cannot_hold_is_left_out():
    assert clean(" a\x00b\x0b \ud800c ") == "ab c"
