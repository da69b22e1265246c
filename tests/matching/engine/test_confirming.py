"""What nobody stands by fades from the lists, and comes back with the owner's word."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matchmaking.matching.engine.features import fading, freshness
from tests.matching.engine.rows import AS_OF, explain, feature, matcher, need, offer

# A busy machine is no failure.
calm = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
DAYS = 90


def said(days_ago):
    """Return the days of a word given so long ago, for 90 days that wear off in 90 more."""
    day = AS_OF - timedelta(days=days_ago)
    fades = day + timedelta(days=DAYS)
    return {"confirmed_on": day, "fades_on": fades, "leaves_on": fades + timedelta(days=DAYS)}


@pytest.mark.parametrize(
    ("days_ago", "left"),
    [(0, 1), (89, 1), (90, 2 / 3), (119, 2 / 3), (120, 1 / 3), (150, 0), (400, 0)],
)
def test_a_word_counts_in_full_for_its_term_and_then_falls_in_steps(days_ago, left):
    assert fading(offer(**said(days_ago)), AS_OF) == pytest.approx(left)
    assert fading(need(**said(days_ago)), AS_OF) == pytest.approx(left)


@calm
@given(st.integers(0, 500), st.integers(0, 500))
def test_an_older_word_never_counts_for_more(one, other):
    older, newer = offer(**said(max(one, other))), offer(**said(min(one, other)))
    assert freshness(older, AS_OF) <= freshness(newer, AS_OF)


@pytest.mark.parametrize(("days_ago", "is_listed"), [(0, True), (179, True), (180, False)])
@pytest.mark.parametrize("side", ["need", "offer"])
def test_after_a_second_term_it_is_suggested_no_more(side, days_ago, is_listed):
    one_need = need(**said(days_ago if side == "need" else 0))
    one_offer = offer(**said(days_ago if side == "offer" else 0))
    pairs = matcher([one_need], [one_offer])
    assert bool(pairs.rank_need(1)) == bool(pairs.rank_offer(1)) == is_listed
    assert bool(pairs.rank_all().of_need(1)) == is_listed
    closed = [gate for gate in explain(one_need, one_offer).gates if not gate.passed]
    assert [gate.code for gate in closed] == ([] if is_listed else ["unconfirmed"])
    if closed:
        assert closed[0].params == {
            "request_on": one_need.confirmed_on,
            "offer_on": one_offer.confirmed_on,
        }


@pytest.mark.parametrize("side", ["need", "offer"])
def test_what_fades_scores_less_and_is_explained_with_the_same_number(side):
    scores = []
    for days_ago in (89, 90, 120, 150):
        one_need = need(**said(days_ago if side == "need" else 0))
        one_offer = offer(**said(days_ago if side == "offer" else 0))
        pairs = matcher([one_need], [one_offer])
        (listed,) = pairs.rank_need(1)
        found = pairs.explain(1, 1)
        assert listed.score == found.score
        assert sum(part.contribution for part in found.features) == pytest.approx(
            found.score, abs=2e-5
        )
        assert pairs.rank_all().of_offer(1)[0].score == listed.score
        scores.append(listed.score)
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == 4


def test_a_confirmed_pair_says_when_it_was_confirmed():
    told = feature("freshness", need(**said(3)), offer(**said(5)))
    assert told.message == "freshness.confirmed"
    assert told.params["offer_on"] == AS_OF - timedelta(days=5)


def test_a_row_without_a_term_does_not_fade():
    assert fading(offer(published_on=date(2020, 1, 1)), AS_OF) == 1
    assert explain(need(), offer(published_on=date(2020, 1, 1))).is_listed
