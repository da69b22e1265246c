"""How far an indicator has come, with the parts shown and missing ones named."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchmaking.monitoring.achievement import DOWN, UP, ratio


def _decimal(said):
    return None if said is None else Decimal(said)


@pytest.mark.parametrize(
    ("baseline", "target", "actual", "direction", "found", "why"),
    [
        (10, 90, 50, UP, "0.5", ""),
        (90, 10, 50, DOWN, "0.5", ""),
        (0, 12, 12, UP, "1", ""),
        (0, 12, 18, UP, "1.5", ""),
        (10, 90, 2, UP, "-0.1", ""),
        (None, 12, 3, UP, "0.25", "from_nothing"),
        (None, 12, 3, DOWN, None, "no_baseline"),
        (10, None, 3, UP, None, "no_target"),
        (10, 90, None, UP, None, "no_value"),
        (10, 10, 10, UP, None, "nothing_to_change"),
        (90, 10, 50, UP, None, "wrong_way"),
    ],
)
def test_the_ratio_is_the_part_of_the_way_or_says_what_is_missing(
    baseline, target, actual, direction, found, why
):
    said = ratio(_decimal(baseline), _decimal(target), _decimal(actual), direction)
    assert (said.ratio, said.why) == (_decimal(found), why)
    if said.ratio is not None:
        assert said.numerator == said.ratio * said.denominator


figures = st.decimals(min_value=0, max_value=10**6, places=2)


@given(figures, figures, figures)
def test_going_down_reads_like_going_up_seen_from_the_other_end(baseline, target, actual):
    up, down = ratio(baseline, target, actual, UP), ratio(-baseline, -target, -actual, DOWN)
    assert (up.ratio, up.numerator) == (down.ratio, down.numerator)
