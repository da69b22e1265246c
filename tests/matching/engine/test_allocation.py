"""Proposals of who gets how much: strictly sound, never past the bound, exact where small."""

from collections import Counter
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaking.matching.engine import Asked, Given
from matchmaking.matching.engine.allocation import (
    Ask,
    Balance,
    Give,
    Impossible,
    Problem,
    Routes,
    Stock,
    Terms,
    allocate,
    rests,
    routes_between,
)
from matchmaking.matching.engine.allocation.ledger import faults
from matchmaking.matching.engine.allocation.relaxed import proven_bound, relax
from tests.matching.engine.rows import WORLD, matcher, need
from tests.matching.engine.shares import invented


def problem(wanted, left, ways, **demands):
    """Make a case: units wanted by need, left by offer, and ways as (need, offer, fit, lot)."""
    asks = tuple(Ask(name, name) for name in wanted)
    gives = tuple(Give(offer, offer, offer, n) for offer, n in left.items())
    needs, offers = list(wanted), list(left)
    rows = [
        (needs.index(need), offers.index(offer), fit, 1 / wanted[need], lot)
        for need, offer, fit, lot in ways
    ]
    return Problem(asks, gives, Routes.of(rows), **demands)


def given_by(case, answer):
    """Name what is given as {(need, offer): units}."""
    routes = case.routes
    return {
        (case.asks[a].id, case.gives[g].id): int(n)
        for a, g, n in zip(routes.ask, routes.give, answer.amounts, strict=True)
        if n
    }


@st.composite
def small_cases(draw, balances=True):
    asks = [
        Ask(at, at // 2, draw(st.sampled_from([1.0, 2.0, 3.0])), draw(st.sampled_from([0.5, 1.0])))
        for at in range(draw(st.integers(1, 3)))
    ]
    gives = [
        Give(at, at, at % 2, draw(st.none() | st.integers(1, 5)))
        for at in range(draw(st.integers(1, 3)))
    ]
    wanted = [draw(st.integers(1, 4)) for _ in asks]
    pairs = [pair for pair in product(range(len(asks)), range(len(gives))) if draw(st.booleans())]
    rows = [
        (a, g, draw(st.integers(1, 20)) / 20, 1 / wanted[a], draw(st.integers(1, 3)))
        for a, g in pairs[:6]
    ]
    demands = {"most_donors": draw(st.none() | st.integers(1, 2))}
    if balances and draw(st.booleans()):
        level = draw(st.sampled_from([0.25, 0.5, 0.75]))
        is_most = draw(st.booleans())
        here = frozenset(range(draw(st.integers(1, 2))))
        demands["balances"] = (
            Balance("here", here, 0.0, level) if is_most else Balance("here", here, level),
        )
    case = Problem(tuple(asks), tuple(gives), Routes.of(rows), **demands)
    if rows and draw(st.booleans()):
        case = replace(case, locks={draw(st.integers(0, len(rows) - 1)): draw(st.integers(0, 2))})
    return case


def best_of_all(case):
    """Go through every proposal there is; return the worth of the best sound one."""
    ranges = [range(int(most) + 1) for most in case.most]
    worths = [
        case.worth(amounts)
        for amounts in (np.array(one, np.int64) for one in product(*ranges))
        if not faults(case, amounts)
    ]
    return max(worths, default=None)


@settings(max_examples=80, deadline=None)
@given(small_cases())
def test_a_small_case_is_shared_out_as_well_as_full_enumeration_does(case):
    answer, best = allocate(case), best_of_all(case)
    if isinstance(answer, Impossible):
        # What holds only if nothing is given at all is refused as well, in words.
        assert best is None or best == pytest.approx(0)
        return
    assert faults(case, answer.amounts) == []
    assert answer.value == pytest.approx(best)
    assert answer.bound == pytest.approx(best, rel=1e-4)
    assert all(worth <= answer.bound * (1 + 1e-9) for worth in answer.others.values())


@settings(max_examples=60, deadline=None)
@given(small_cases(), st.data())
def test_the_bound_holds_whatever_the_prices_are(case, data):
    best = best_of_all(case)
    prices = [data.draw(st.floats(0, 3)) for _ in case.limits]
    if best is not None:
        assert proven_bound(case, np.array(prices)) >= best - 1e-9


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("demands", ["none", "balance", "locks"])
def test_a_large_case_is_sound_and_near_its_bound(seed, demands):
    case = invented(120, 120, seed=seed)
    if demands == "balance":
        few = frozenset(range(20))
        case = replace(case, balances=(Balance("few", few, 0.4), Balance("most", few, 0.0, 0.6)))
    if demands == "locks":
        case = replace(case, locks={0: int(case.most[0]), 900: 1, 901: 0})
    answer = allocate(case)
    assert faults(case, answer.amounts) == []
    assert answer.quality >= (0.97 if demands == "balance" else 0.985)
    assert answer.value >= max(answer.others.values())


def test_the_same_input_gives_the_same_answer():
    one, other = (allocate(invented(150, 150, seed=5)) for _ in range(2))
    assert (one.amounts == other.amounts).all()
    assert one.bound == other.bound
    assert one.worths == other.worths


def test_a_bound_over_few_routes_holds_for_all(monkeypatch):
    case = invented(80, 80, seed=3)
    full = relax(case).bound
    monkeypatch.setattr("matchmaking.matching.engine.allocation.relaxed.FEW", 10)
    monkeypatch.setattr("matchmaking.matching.engine.allocation.relaxed.PER_LINE", 2)
    few = relax(case).bound
    assert full * (1 - 1e-9) <= few <= full * 1.001


def test_what_is_scarce_goes_to_the_higher_priority():
    case = problem(
        {"low": 5, "high": 5}, {"machines": 5}, [(n, "machines", 0.8, 1) for n in ("low", "high")]
    )
    asks = tuple(replace(ask, weight=3.0 if ask.id == "high" else 1.0) for ask in case.asks)
    case = replace(case, asks=asks)
    assert given_by(case, allocate(case)) == {("high", "machines"): 5}


def test_first_come_first_served_is_the_order_of_the_asks():
    case = problem(
        {"early": 5, "late": 5}, {"m": 5}, [("early", "m", 0.4, 1), ("late", "m", 0.8, 1)]
    )
    answer = allocate(case)
    assert answer.value == pytest.approx(0.8)
    assert answer.others == {"greedy": pytest.approx(0.8), "first_come": pytest.approx(0.4)}


def test_no_need_has_more_donors_than_allowed_and_the_best_ones_stay():
    ways = [("n", offer, fit, 1) for offer, fit in zip("abc", (0.5, 0.9, 0.7), strict=True)]
    case = problem({"n": 9}, {"a": 3, "b": 3, "c": 3}, ways, most_donors=2)
    assert given_by(case, allocate(case)) == {("n", "b"): 3, ("n", "c"): 3}


def test_nothing_below_the_lot_is_given():
    case = problem({"n": 9}, {"a": 3, "b": 5}, [("n", "a", 0.9, 4), ("n", "b", 0.5, 4)])
    assert given_by(case, allocate(case)) == {("n", "b"): 5}


def test_a_locked_amount_stays_though_better_is_possible():
    ways = [("one", "a", 0.2, 1), ("other", "a", 0.9, 1)]
    case = problem({"one": 4, "other": 4}, {"a": 4}, ways)
    assert given_by(case, allocate(case)) == {("other", "a"): 4}
    locked = replace(case, locks={0: 3})
    assert given_by(locked, allocate(locked)) == {("one", "a"): 3, ("other", "a"): 1}


def test_a_balance_shifts_what_is_given():
    ways = [("north", "a", 0.9, 1), ("south", "a", 0.3, 1)]
    case = problem({"north": 8, "south": 8}, {"a": 8}, ways)
    half = Balance("south", frozenset({"south"}), 0.5)
    fair = replace(case, balances=(half,))
    assert given_by(case, allocate(case)) == {("north", "a"): 8}
    assert given_by(fair, allocate(fair)) == {("north", "a"): 4, ("south", "a"): 4}


def test_a_price_says_what_one_more_unit_would_add():
    ways = [("n", "scarce", 0.8, 1), ("n", "plenty", 0.5, 1)]
    case = problem({"n": 10}, {"scarce": 4, "plenty": 100}, ways)
    scarce, plenty = allocate(case).worths
    assert scarce.price == pytest.approx(0.03)
    assert scarce.is_used_up
    assert (plenty.price, plenty.is_used_up) == (0, False)


def test_locks_that_ask_for_too_much_are_named():
    ways = [("n", "a", 0.9, 1), ("n", "b", 0.9, 1), ("m", "a", 0.9, 1)]
    case = problem({"n": 5, "m": 5}, {"a": 4, "b": 9}, ways, most_donors=1)
    answer = allocate(replace(case, locks={0: 4, 1: 3, 2: 2}))
    found = {one.code: (one.row, one.demanded, one.possible) for one in answer.conflicts}
    assert found["locked_left"] == ("a", 6, 4)
    assert found["locked_asked"] == ("n", pytest.approx(1.4), 1)
    assert found["locked_donors"] == ("n", 2, 1)


def test_only_the_demands_that_are_at_odds_are_named():
    ways = [("north", "a", 0.9, 1), ("south", "a", 0.3, 1)]
    case = problem({"north": 8, "south": 8, "alone": 3}, {"a": 8}, ways)
    possible = Balance("south", frozenset({"south"}), 0.2)
    nothing_goes_there = Balance("alone", frozenset({"alone"}), 0.1)
    answer = allocate(replace(case, balances=(possible, nothing_goes_there)))
    assert [(one.code, one.row) for one in answer.conflicts] == [("balance", "alone")]


def test_demands_that_only_together_ask_too_much_are_named_together():
    ways = [("north", "a", 0.9, 1), ("south", "a", 0.3, 1)]
    case = problem({"north": 8, "south": 8}, {"a": 8}, ways)
    north = Balance("north", frozenset({"north"}), 0.6)
    south = Balance("south", frozenset({"south"}), 0.6)
    answer = allocate(replace(case, balances=(north, south)))
    assert {one.row for one in answer.conflicts} == {"north", "south"}


def test_a_balance_that_only_the_locks_break_is_named_with_them():
    ways = [("north", "a", 0.9, 1), ("south", "a", 0.3, 1)]
    case = problem({"north": 8, "south": 8}, {"a": 8}, ways)
    half = Balance("south", frozenset({"south"}), 0.5)
    answer = allocate(replace(case, balances=(half,), locks={0: 6}))
    assert [one.code for one in answer.conflicts] == ["balance", "locks"]


@pytest.mark.parametrize(
    ("ways", "left", "demands", "reason"),
    [
        ([], {"a": 9}, {}, "no_route"),
        ([("n", "a", 0.9, 1)], {"a": 3}, {}, "used_up"),
        ([("n", "a", 0.9, 1)], {"a": 9}, {"locks": {0: 2}}, "locked"),
        ([("n", "a", 0.9, 1), ("n", "b", 0.9, 1)], {"a": 3, "b": 2}, {"most_donors": 1}, "donors"),
        ([("n", "a", 0.9, 5)], {"a": 4}, {}, "lot"),
        (
            [("n", "a", 0.9, 1), ("m", "a", 0.1, 1)],
            {"a": 9},
            {"balances": (Balance("m", frozenset({"m"}), 0.6),)},
            "balance",
        ),
    ],
)
def test_the_rest_has_its_reason(ways, left, demands, reason):
    case = problem({"n": 5, "m": 1}, left, ways, **demands)
    answer = allocate(case)
    rest = rests(case, answer.amounts)[0]
    assert rest.code == reason
    assert rest.share > 0


def test_an_offer_without_limit_meets_everyone():
    ways = [(need, "a", 0.5, 1) for need in ("n", "m")]
    case = problem({"n": 5, "m": 7}, {"a": None}, ways)
    answer = allocate(case)
    assert Counter(given_by(case, answer)) == {("n", "a"): 5, ("m", "a"): 7}
    assert not any(rest.code for rest in rests(case, answer.amounts))


def test_nothing_to_share_out_is_an_answer_too():
    answer = allocate(problem({"n": 5}, {"a": 5}, []))
    assert (answer.value, answer.bound, answer.quality) == (0, 0, 1)


def routes(asked, given, terms=None, **pair):
    """Find the routes from lines of offer 1 to lines of need 1, as (ask, give, share, lot)."""
    stocks = [Stock.of(1, "DEU", line, WORLD.kinds) for line in given]
    found = routes_between(
        matcher(**pair), [(1, line) for line in asked], stocks, terms or Terms(), WORLD.kinds
    )
    columns = (found.ask, found.give, np.round(found.share, 6), found.lot)
    return list(zip(*(column.tolist() for column in columns), strict=True))


MARKERS = Asked(1, "EQP.MARK", "item", 6, 30_000)
MARKING = Given(1, "EQP.MARK", "item", 12)


def test_a_route_leads_where_kind_and_unit_agree_and_the_gates_are_passed():
    course = Asked(2, "TRN.COURSE", "participant", 24)
    assert routes([MARKERS, course], [MARKING]) == [(0, 0, round(1 / 6, 6), 1)]
    assert routes([MARKERS], [MARKING], needs=[need(state="FRA")]) == []


def test_money_pays_what_something_costs_in_whole_dollars():
    money = Given(1, "FUN.GRANT", "US dollar", 10_000, 10_000)
    terms = Terms(lot_share=0.2)
    assert routes([MARKERS], [money], terms) == [(0, 0, round(1 / 30_000, 6), 2_000)]
    assert routes([replace(MARKERS, dollars=None)], [money]) == []


def test_what_is_weighed_is_divided_and_a_limit_unknown_is_none():
    tonnes = Stock.of(1, "DEU", Given(1, "OPS.DEMIL", "tonne", 2.5), WORLD.kinds)
    assert (tonnes.step, tonnes.give.left) == (0.01, 250)
    assert Stock.of(1, "DEU", replace(MARKING, left=None), WORLD.kinds).give.left is None


@pytest.mark.parametrize(
    ("terms", "found"),
    [
        (Terms(smallest={1: 4.0}), [(0, 0, round(1 / 6, 6), 4)]),
        (Terms(only_for={1: frozenset({1})}), [(0, 0, round(1 / 6, 6), 1)]),
        (Terms(only_for={1: frozenset()}), []),
        (Terms(barred={(1, 1)}), []),
    ],
)
def test_the_brokers_terms_narrow_the_routes(terms, found):
    assert routes([MARKERS], [MARKING], terms) == found


def test_the_match_counts_as_much_as_the_broker_says():
    def fit(counts):
        stocks = [Stock.of(1, "DEU", MARKING, WORLD.kinds)]
        terms = Terms(match_counts=counts)
        return routes_between(matcher(), [(1, MARKERS)], stocks, terms, WORLD.kinds).fit[0]

    score = matcher().rank_need(1)[0].score
    assert fit(0) == pytest.approx(1)
    assert fit(1) == pytest.approx(score)
    assert fit(0.5) == pytest.approx(0.5 + score / 2)
