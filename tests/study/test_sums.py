"""The sums of the study, by hand and by their bounds."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matchmaking.study.engine.sums import Level, Request, courses, percent, step_of, unevenness


def request(themes=("MRK",), *, secured=False, delivered=False, asked=None, agreed=None, came=None):
    groups = {"themes": frozenset(themes), "regions": frozenset({"002"})}
    return Request(groups, secured, delivered, asked, agreed, came)


def test_a_request_with_two_themes_counts_in_both_and_once_in_all():
    found = courses(
        [
            request(("MRK", "STK"), secured=True, delivered=True, asked=500, agreed=300, came=100),
            request(("MRK",), secured=True),
            request(("STK",), asked=200),
        ]
    )
    assert found["total"] == {
        "asked": 3,
        "secured": 2,
        "delivered": 1,
        "asked_minor": 700,
        "agreed_minor": 300,
        "delivered_minor": 100,
        "priced": 2,
    }
    assert {code: one["asked"] for code, one in found["themes"].items()} == {"MRK": 2, "STK": 2}
    assert found["kinds"] == {}


@pytest.mark.parametrize(
    ("parts", "gini"),
    [
        ([(5, 10), (10, 20)], 0.0),  # the same share everywhere
        ([(10, 10), (0, 10)], 0.5),  # all in one of two
        ([(1, 2)], None),  # a single group says nothing
        ([(0, 5), (0, 5)], None),  # nothing was reached
        ([], None),
    ],
)
def test_unevenness_is_the_gini_coefficient_of_shares(parts, gini):
    assert unevenness(parts) == gini


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 50)), min_size=2, max_size=8))
def test_unevenness_stays_within_its_bounds_whatever_the_order(parts):
    rows = [(min(part), max(part)) for part in parts]
    found = unevenness(rows)
    assert found == unevenness(rows[::-1])
    assert found is None or 0 <= found < 1


@pytest.mark.parametrize(
    ("ratio", "step"),
    [
        ("-0.2", "below_half"),
        ("0.4999", "below_half"),
        ("0.5", "half"),
        ("0.8", "nearly"),
        ("0.9999", "nearly"),
        ("1", "whole"),
        ("3", "whole"),
    ],
)
def test_a_ratio_falls_in_one_class(ratio, step):
    assert step_of(Decimal(ratio)) == step


def test_a_level_counts_what_it_cannot_know_apart():
    level = Level()
    level.add(Decimal("1"), "", has_value=True, is_verified=True)
    level.add(Decimal("0.6"), "", has_value=True, is_verified=False)
    level.add(None, "no_target", has_value=True, is_verified=False)
    level.add(None, "no_value", has_value=False, is_verified=False)
    assert level.content() == {
        "indicators": 4,
        "with_value": 3,
        "verified": 1,
        "defined": 2,
        "reached": {"whole": 1, "half": 1},
        "why": {"no_target": 1, "no_value": 1},
        "median": "0.8000",
    }
    assert Level().content()["median"] is None


def test_a_share_of_nothing_is_not_known():
    assert percent(1, 0) is None
    assert percent(1, 3) == Decimal("33.3")
