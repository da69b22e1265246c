"""Averages count what still waits, and say where nobody can know."""

import statistics

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matchmaking.clocks.averages import Spell, middle, reached, summary, survival

# A busy machine is no failure.
calm = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
numbers = st.lists(st.integers(0, 300), min_size=1, max_size=40)


def done(*days):
    return [Spell(day, True) for day in days]


def waiting(*days):
    return [Spell(day, False, is_open=True) for day in days]


def test_without_anything_waiting_the_median_is_the_usual_one():
    found = summary(done(1, 2, 3, 10, 40))
    assert (found.median, found.ninetieth, found.mean) == (3, 40, 11.2)
    assert found.mean_at_least == found.mean


def test_an_example_from_the_books():
    # 6, 6, 6, 6+, 7, 9+, 10, 10+, ...: the remission times of Freireich (1963), 6-MP arm.
    finished, censored = (6, 6, 6, 7, 10, 13, 16, 22, 23), (6, 9, 10, 11, 17, 19, 20, 25, 32, 32)
    curve = dict(survival(done(*finished) + waiting(*censored, 34, 35)))
    assert curve[6] == pytest.approx(0.857, abs=0.001)
    assert curve[10] == pytest.approx(0.753, abs=0.001)
    assert curve[23] == pytest.approx(0.448, abs=0.001)
    assert reached(sorted(curve.items()), 0.5) == 23


def test_old_cases_that_still_wait_push_the_median_up():
    flattering = summary(done(1, 2, 3))
    honest = summary(done(1, 2, 3) + waiting(90, 120))
    assert honest.median > flattering.median
    assert honest.mean == flattering.mean
    assert honest.mean_at_least > flattering.mean_at_least
    assert (honest.waiting, honest.waiting_median, honest.waiting_most) == (2, 105, 120)


def test_nobody_can_know_the_median_while_most_still_wait():
    assert summary(done(1) + waiting(5, 6, 7)).median is None


def test_what_was_broken_off_is_neither_finished_nor_waiting():
    found = summary([*done(4), Spell(9, False)])
    assert (found.finished, found.waiting, found.broken_off, found.count) == (1, 0, 1, 2)


@calm
@given(numbers)
def test_the_median_of_finished_ones_is_a_median(days):
    found = summary(done(*days)).median
    assert found == statistics.median_low(days)


@calm
@given(numbers, numbers)
def test_waiting_longer_never_shortens_the_median(finished, ages):
    plain = summary(done(*finished))
    with_waiting = summary(done(*finished) + waiting(*(age + 301 for age in ages)))
    assert with_waiting.median is None or with_waiting.median >= plain.median


@calm
@given(numbers)
def test_the_share_of_unfinished_ones_only_falls(days):
    shares = [share for _day, share in survival(done(*days))]
    assert shares == sorted(shares, reverse=True)
    assert shares[-1] == pytest.approx(0)


@calm
@given(numbers)
def test_the_middle_is_the_median(days):
    assert middle(sorted(days)) == statistics.median(days)
