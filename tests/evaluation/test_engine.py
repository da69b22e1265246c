"""What is computed for an evaluation: agreement, the draw, and the measures with their parts."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchmaking.evaluation.engine.agreeing import RESAMPLES, Apart, agreement_of, pairs_within
from matchmaking.evaluation.engine.measures import (
    Code,
    Line,
    Part,
    Step,
    achievement,
    coverage,
    days,
    share,
)
from matchmaking.evaluation.engine.sampling import is_drawn, ticket
from matchmaking.evaluation.measuring import dumped, loaded
from matchmaking.reviews.engine.agreement import Metric, agreement

# Ten projects, three raters, four missing: the reference figures of the design.
RATERS = ("5463.52456", "5453451 4.6".replace(" ", ""), "44624.2556")
TABLE = {
    unit: {rater: float(row[unit]) for rater, row in enumerate(RATERS) if row[unit] != "."}
    for unit in range(10)
}


@pytest.mark.parametrize(
    ("metric", "alpha"),
    [(Metric.NOMINAL, 0.5374), (Metric.ORDINAL, 0.8872), (Metric.INTERVAL, 0.9021)],
)
def test_alpha_has_the_reference_values(metric, alpha):
    assert agreement(TABLE, metric).alpha == pytest.approx(alpha, abs=5e-5)


def test_the_interval_is_that_of_the_reference_and_always_the_same():
    first, second = agreement_of(TABLE), agreement_of(TABLE)
    assert first == second
    assert RESAMPLES == 2000
    assert first.low == pytest.approx(0.59, abs=0.03)
    assert first.high == pytest.approx(0.97, abs=0.02)


def test_everybody_alike_leaves_alpha_undefined_and_few_units_give_no_interval():
    alike = agreement_of({1: {1: 5, 2: 5}, 2: {1: 5, 2: 5}})
    assert (alike.alpha, alike.alike, alike.low) == (None, 1.0, None)
    few = agreement_of({1: {1: 5, 2: 3}, 2: {1: 4, 2: 4}})
    assert few.alpha is not None
    assert few.low is None


def test_pairs_of_scores_are_counted_by_how_far_they_lie_apart():
    rows = [Apart((5, 5)), Apart((5, 4)), Apart((6, 3, 4)), Apart((2,)), Apart(())]
    assert pairs_within(rows, 0) == (1, 5)
    assert pairs_within(rows, 1) == (3, 5)
    assert [row.distance for row in rows] == [0, 1, 3, 0, 0]


@given(st.text(max_size=20), st.integers(0, 100), st.integers(0, 100))
def test_a_larger_sample_holds_the_smaller_one_and_a_draw_can_be_repeated(key, one, other):
    small, large = sorted((one, other))
    assert not is_drawn("seed", key, small) or is_drawn("seed", key, large)
    assert ticket("seed", key) == ticket("seed", key)
    assert is_drawn("seed", key, 100)
    assert not is_drawn("seed", key, 0)


def test_about_the_share_that_is_asked_for_is_drawn():
    drawn = sum(is_drawn("first", str(pk), 30) for pk in range(2000))
    assert 540 <= drawn <= 660


def _line(asked, given):
    as_number = [None if one is None else Decimal(one) for one in (asked, given)]
    return Line("x", "item", *as_number)


def test_coverage_is_the_mean_of_lines_and_more_in_one_does_not_make_up_for_another():
    found = coverage(Code.COVERAGE, [_line(10, 20), _line(10, 0), _line(None, 3), _line(4, None)])
    assert found.value == Decimal("0.5")
    assert (found.known, found.missing) == (2, 2)
    assert [part.why for part in found.parts] == ["", "", "not_counted", "not_known"]
    assert found.parts[0].ratio == 2
    nothing = coverage(Code.COVERAGE, [_line(None, None)])
    assert (nothing.value, nothing.missing) == (None, 1)


def test_achievement_is_a_median_and_what_has_no_ratio_is_left_out():
    ratios = [Decimal("0.5"), Decimal("0.9"), Decimal(9), None]
    parts = [
        Part("i", Decimal(1), Decimal(2), "", ratio, "" if ratio else "no_target")
        for ratio in ratios
    ]
    found = achievement(parts, is_verified=False)
    assert (found.value, found.known, found.missing) == (Decimal("0.9"), 3, 1)


def test_a_share_of_nothing_is_not_known():
    assert share(Code.DISBURSED, "USD", Decimal(5), Decimal(0)).value is None
    assert share(Code.DISBURSED, "USD", None, Decimal(4)).value is None
    assert share(Code.DISBURSED, "USD", Decimal(1), Decimal(4)).value == Decimal("0.25")


def test_days_are_counted_from_the_last_day_that_is_known():
    steps = [Step("request", date(2026, 1, 1)), Step("offer", None)]
    steps += [Step("agreement", date(2026, 3, 2)), Step("delivery", date(2026, 3, 12))]
    found = days(steps)
    assert found.value == 70
    assert [part.ratio for part in found.parts] == [None, 60, 10]
    assert found.missing == 1
    assert days(steps[:2]).value is None
    assert days([]).parts == ()
    # Published for what was under way already: no negative days.
    early = days([*steps[:1], Step("agreement", date(2025, 12, 1)), steps[3]])
    assert [part.why for part in early.parts] == ["too_early", ""]
    assert (early.value, early.missing) == (70, 1)
    assert days([steps[3], steps[0]]).value is None


def test_measures_are_kept_to_the_last_digit():
    found = [
        coverage(Code.COVERAGE, [_line(3, 1), _line(None, None)]),
        days([Step("request", date(2026, 1, 1)), Step("delivery", date(2026, 3, 12))]),
    ]
    assert loaded(dumped(found)) == found
