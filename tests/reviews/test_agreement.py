"""Krippendorff's alpha against published and hand-made values."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaking.reviews.engine.agreement import Metric, Reading, agreement

A = "5 4 6 3 . 5 2 4 5 6"
B = "5 4 5 3 4 5 1 4 . 6"
C = "4 4 6 2 4 . 2 5 5 6"
# Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, example C: twelve units,
# four observers, missing values.
PUBLISHED = (
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)


def table(*rows):
    """Write each rater's values in a row; a dot is missing."""
    units = {}
    for rater, row in enumerate(rows):
        for unit, value in enumerate(row.split()):
            if value != ".":
                units.setdefault(unit, {})[rater] = float(value)
    return units


@pytest.mark.parametrize(
    ("metric", "alpha"),
    [(Metric.NOMINAL, 0.5374), (Metric.ORDINAL, 0.8872), (Metric.INTERVAL, 0.9021)],
)
def test_alpha_is_that_of_the_reference_table(metric, alpha):
    assert agreement(table(A, B, C), metric).alpha == pytest.approx(alpha, abs=5e-5)


@pytest.mark.parametrize(
    ("metric", "alpha"),
    [
        (Metric.NOMINAL, 0.743),
        (Metric.ORDINAL, 0.815),
        (Metric.INTERVAL, 0.849),
        (Metric.RATIO, 0.797),
    ],
)
def test_alpha_is_that_of_krippendorffs_own_example(metric, alpha):
    found = agreement(table(*PUBLISHED), metric)
    assert found.alpha == pytest.approx(alpha, abs=5e-4)
    # The last unit has one value: it is compared with nothing.
    assert (found.units, found.raters, found.values) == (11, 4, 40)


def test_the_interval_is_that_of_the_reference_and_the_same_every_time():
    found = agreement(table(A, B, C), Metric.ORDINAL, resamples=2000)
    assert (found.low, found.high) == (pytest.approx(0.59, abs=0.03), pytest.approx(0.97, abs=0.02))
    assert agreement(table(A, B, C), Metric.ORDINAL, resamples=2000) == found
    assert found.low < found.alpha < found.high


def test_without_variation_alpha_is_undefined_and_the_share_alike_is_told():
    found = agreement(table("4 4 4", "4 4 4"), Metric.ORDINAL)
    assert (found.alpha, found.alike, found.low) == (None, 1.0, None)
    assert found.reading == Reading.UNDEFINED


def test_where_nothing_was_rated_twice_there_is_nothing_to_say():
    found = agreement(table("4 . 3", ". 2 ."), Metric.ORDINAL)
    assert (found.alpha, found.alike, found.units, found.raters) == (None, None, 0, 0)
    assert found.reading == Reading.NOTHING
    assert agreement({}, Metric.NOMINAL).reading == Reading.NOTHING


@pytest.mark.parametrize(
    ("rows", "reading"),
    [
        (("1 2 3 4 5 6", "1 2 3 4 5 6"), Reading.RELY),
        (("1 2 3 4 5 6", "2 1 5 4 3 6"), Reading.TENTATIVE),
        (("1 2 3 4 5 6", "6 5 4 3 2 1"), Reading.DO_NOT_RELY),
    ],
)
def test_the_reading_follows_krippendorffs_advice(rows, reading):
    assert agreement(table(*rows), Metric.INTERVAL).reading == reading


def plain_alpha(units, metric):
    """Return alpha pair by pair, as the definition has it: slow and plain."""
    units = [list(unit.values()) for unit in units.values() if len(unit) > 1]
    everything = [value for unit in units for value in unit]
    n = len(everything)
    if len(set(everything)) < 2:
        return None

    def distance(a, b):
        if a == b:
            return 0.0
        if metric == Metric.NOMINAL:
            return 1.0
        if metric == Metric.INTERVAL:
            return (a - b) ** 2
        if metric == Metric.RATIO:
            return ((a - b) / (a + b)) ** 2
        low, high = sorted((a, b))
        between = sum(low <= value <= high for value in everything)
        return (between - (everything.count(low) + everything.count(high)) / 2) ** 2

    observed = sum(distance(a, b) / (len(unit) - 1) for unit in units for a in unit for b in unit)
    expected = sum(distance(a, b) for a in everything for b in everything) / (n - 1)
    return 1 - observed / expected


@settings(max_examples=60, deadline=None)
@given(
    units=st.dictionaries(
        st.integers(0, 8),
        st.dictionaries(st.integers(0, 4), st.integers(0, 6), max_size=5),
        max_size=7,
    ),
    metric=st.sampled_from(list(Metric)),
)
def test_alpha_is_what_the_definition_gives_on_any_table(units, metric):
    found = agreement(units, metric, resamples=20)
    expected = plain_alpha(units, metric)
    assert (found.alpha is None) == (expected is None)
    if expected is not None:
        assert math.isclose(found.alpha, expected, abs_tol=1e-9)
        assert found.alpha <= 1 + 1e-9
