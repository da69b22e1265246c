"""The matcher of earmarks and what divides amounts: pure, so tried with thousands of cases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchmaking.ledger.choices import AccountKind
from matchmaking.ledger.earmarks import Earmark, Project, Purse, choose, fitting, share_out
from matchmaking.ledger.legs import Leg, Place, balanced, credit, debit
from matchmaking.ledger.services.values import share_of

codes = st.frozensets(st.sampled_from("ABCD"), max_size=4)
limits = st.none() | codes
earmarks = st.builds(Earmark, limits, limits, st.none() | st.integers(1, 2))
projects = st.builds(Project, codes, codes, st.none() | st.integers(1, 2))
purses = st.lists(
    st.builds(Purse, st.integers(1, 99), st.integers(-5, 50), earmarks),
    max_size=6,
    unique_by=lambda purse: purse.contribution,
)


def within(inner, outer):
    return all(
        right is None or (left is not None and left <= right)
        for left, right in ((inner.themes, outer.themes), (inner.places, outer.places))
    ) and outer.call in (None, inner.call)


@given(earmarks, earmarks, projects)
def test_an_earmark_within_another_is_never_wider_and_fits_nothing_more(inner, outer, project):
    if within(inner, outer):
        assert inner.width <= outer.width
        assert outer.fits(project) or not inner.fits(project)


@given(st.integers(0, 200), purses, projects)
def test_what_is_chosen_fits_and_leaves_no_purse_below_nothing(minor, held, project):
    shares = choose(minor, held, project)
    by_pk = {purse.contribution: purse for purse in held}
    assert all(by_pk[share.contribution].earmark.fits(project) for share in shares)
    assert all(0 < share.minor <= by_pk[share.contribution].left for share in shares)
    there = sum(max(purse.left, 0) for purse in held if purse.earmark.fits(project))
    assert sum(share.minor for share in shares) == min(minor, there)
    # Only the last one may keep something: those before it are narrower.
    assert all(share.minor == by_pk[share.contribution].left for share in shares[:-1])


@pytest.mark.parametrize(
    ("earmark", "fits"),
    [
        (Earmark(), True),
        (Earmark(themes=frozenset({"A", "B"})), True),
        (Earmark(themes=frozenset({"A"})), False),
        (Earmark(places=frozenset({"KEN", "UGA"})), True),
        (Earmark(places=frozenset({"MLI"})), False),
        (Earmark(call=7), True),
        (Earmark(call=8), False),
        (Earmark(frozenset({"A", "B"}), frozenset({"KEN"}), 7), True),
        (Earmark(frozenset({"A", "B"}), frozenset({"MLI"}), 7), False),
    ],
)
def test_an_earmark_fits_when_the_whole_project_lies_within_it(earmark, fits):
    project = Project(frozenset({"A", "B"}), frozenset({"KEN"}), 7)
    assert earmark.fits(project) is fits


def test_a_project_that_names_no_theme_gets_no_money_for_a_theme():
    assert not Earmark(themes=frozenset({"A"})).fits(Project(places=frozenset({"KEN"})))


def test_the_narrowest_money_goes_first_and_then_the_oldest():
    kenya, africa = frozenset({"KEN"}), frozenset({"KEN", "MLI"})
    held = [
        Purse(1, 10, Earmark()),
        Purse(2, 10, Earmark(places=africa)),
        Purse(3, 10, Earmark(places=kenya)),
        Purse(4, 10, Earmark(themes=frozenset({"A"}), places=africa)),
        Purse(5, 10, Earmark(places=kenya)),
    ]
    project = Project(frozenset({"A"}), kenya)
    assert [purse.contribution for purse in fitting(held, project)] == [4, 3, 5, 2, 1]


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=8), st.data())
def test_amounts_are_divided_exactly_and_nobody_gives_more_than_they_have(parts, data):
    minor = data.draw(st.integers(0, sum(parts)))
    shares = share_out(minor, parts)
    assert sum(shares) == minor
    assert all(0 <= share <= part for share, part in zip(shares, parts, strict=True))
    exact = [minor * part / sum(parts) if sum(parts) else 0 for part in parts]
    assert all(abs(share - is_) < 1 for share, is_ in zip(shares, exact, strict=True))


def test_more_than_there_is_cannot_be_divided():
    with pytest.raises(ValueError, match="More cannot"):
        share_out(11, [5, 5])


@given(st.integers(0, 10**12), st.integers(0, 10**9), st.integers(1, 10**9))
def test_a_part_of_a_value_is_rounded_half_up(value, minor, whole):
    assert abs(share_of(value, minor, whole) * whole - value * minor) * 2 <= whole


amounts = st.integers(-(10**9), 10**9)
places = st.builds(
    Place,
    st.integers(1, 3),
    st.sampled_from([AccountKind.BANK, AccountKind.DISBURSED, AccountKind.PLEDGED]),
    st.sampled_from(["EUR", "KES", "XOF"]),
)


@given(st.lists(st.builds(Leg, places, amounts, amounts), max_size=8))
def test_whatever_moves_between_currencies_balances_in_each_and_for_each_contribution(legs):
    written = balanced(legs, "USD")
    groups = {(leg.place.contribution, leg.place.currency) for leg in written}
    for group in groups:
        whole = [leg for leg in written if (leg.place.contribution, leg.place.currency) == group]
        assert sum(leg.minor for leg in whole) == 0
    for contribution in {leg.place.contribution for leg in written}:
        own = [leg for leg in written if leg.place.contribution == contribution]
        assert sum(leg.reporting for leg in own) == 0
        exchange = [leg for leg in own if leg.place.kind == AccountKind.EXCHANGE]
        assert sum(leg.reporting for leg in exchange) == 0


def test_within_one_currency_nothing_is_made_to_balance():
    bank, fees = Place(1, AccountKind.BANK, "USD"), Place(1, AccountKind.FEES, "USD")
    with pytest.raises(ValueError, match="out of balance by 1"):
        balanced([debit(fees, 5, 5), credit(bank, 4, 4)], "USD")
