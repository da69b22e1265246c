from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaking.matching.engine import Asked, Given, LineRow, Scored
from matchmaking.matching.engine.bundles import (
    LEAST_FIT,
    Candidate,
    Form,
    Key,
    Limits,
    Part,
    Peer,
    Problem,
    best_single,
    coverage,
    fill,
    fits,
    form_of,
    greedy,
    peer_of,
    propose,
    useful,
)
from matchmaking.matching.engine.bundles.program import Solution
from tests.matching.engine.rows import NEED, WORLD, matcher, offer

MACHINES = Asked("machines", "EQP.MARK", "item", quantity=6.0, dollars=60_000.0)
COURSE = Asked("course", "TRN.COURSE", "participant", quantity=24.0, dollars=24_000.0)


def candidate(offer, *lines, party=None, **changes):
    return Candidate(offer, party or offer, lines, **changes)


def machines(left, line=1):
    return Given(line, "EQP.MARK", "item", left=left)


def places(left, line=2):
    return Given(line, "TRN.COURSE", "participant", left=left)


def grant(dollars, line=3):
    return Given(line, "FUN.GRANT", "US dollar", left=dollars, dollars=dollars)


def problem(*candidates, asked=(MACHINES, COURSE)):
    return Problem(asked, candidates, WORLD.kinds)


def best(one, parties=3, **limits):
    return propose(one, Limits(parties, **limits), alternatives=1)[0]


def amounts(proposal):
    return {(part.key.offer, part.key.asked): part.amount for part in proposal.parts}


def test_three_givers_cover_what_none_can_alone():
    one = problem(
        candidate("a", machines(4.0)),
        candidate("b", places(24.0)),
        candidate("c", grant(20_000.0)),
    )
    found = best(one)
    assert amounts(found) == {
        ("a", "machines"): 4.0,
        ("b", "course"): 24.0,
        ("c", "machines"): 20_000.0,
    }
    assert coverage(one, found.parts).sure == pytest.approx(1)
    assert best_single(one).offers == {"b"}
    assert found.gap == 0


def test_one_that_covers_all_needs_nobody_else():
    one = problem(candidate("a", machines(6.0), places(30.0)), candidate("b", machines(6.0)))
    assert best(one).offers == {"a"}


def test_nobody_is_asked_for_next_to_nothing():
    one = problem(
        candidate("a", Given(1, "EQP.MARK", "item", left=597.0)),
        candidate("b", Given(1, "EQP.MARK", "item", left=3.0)),
        asked=[Asked("machines", "EQP.MARK", "item", quantity=600.0)],
    )
    assert best(one).offers == {"a"}


def test_no_more_parties_than_chosen_take_part():
    one = problem(*(candidate(name, machines(2.0)) for name in "abc"))
    assert len(best(one, parties=2).offers) == 2


def test_two_offers_of_one_party_are_one_party():
    one = problem(
        candidate("a", machines(6.0), party="Nordic"), candidate("b", places(24.0), party="Nordic")
    )
    assert best(one, parties=1).offers == {"a", "b"}


def test_between_equals_the_better_match_wins():
    one = problem(
        candidate("a", machines(6.0), score=0.5), candidate("b", machines(6.0), score=0.6)
    )
    assert best(one).offers == {"b"}


def test_a_subject_further_away_is_worth_less():
    one = problem(candidate("a", machines(6.0), fit=0.5), candidate("b", machines(6.0), fit=0.9))
    assert best(one).offers == {"b"}


def test_what_was_asked_for_comes_before_money_for_it():
    one = problem(candidate("a", grant(90_000.0)), candidate("b", machines(6.0), places(24.0)))
    assert best(one).offers == {"b"}


def test_an_offer_without_figures_may_cover_a_line_but_surely_does_not():
    one = problem(candidate("a", places(None)))
    found = best(one)
    seen = coverage(one, found.parts)
    assert amounts(found) == {("a", "course"): None}
    assert (seen.sure, seen.unsure, seen.open) == (0.0, 0.5, 0.5)


def test_figures_come_before_an_offer_without():
    one = problem(candidate("a", places(None), score=1.0), candidate("b", places(24.0)))
    assert best(one).offers == {"b"}


def test_a_line_without_a_quantity_can_be_served_but_not_measured():
    one = problem(candidate("a", places(24.0)), asked=[Asked("course", "TRN.COURSE")])
    assert coverage(one, best(one).parts).lines[0].unsure == 1.0


def test_an_amount_that_the_broker_writes_counts_as_sure():
    one = problem(candidate("a", places(None)))
    seen = coverage(one, [Part(Key("a", 2, "course"), 12.0)])
    assert seen.lines[1].sure == 0.5


def test_parts_without_an_amount_are_filled_with_what_is_open_and_left():
    one = problem(candidate("a", machines(4.0)), candidate("b", machines(9.0), places(None)))
    blank = [Part(Key("b", 1, "machines")), Part(Key("a", 1, "machines"), 4.0)]
    unknown = Part(Key("b", 2, "course"))
    assert fill(one, [*blank, unknown]) == (Part(Key("b", 1, "machines"), 2.0), blank[1], unknown)


def test_one_line_of_an_offer_fills_two_lines_with_no_more_than_it_has():
    one = problem(candidate("a", grant(70_000.0)))
    parts = fill(one, [Part(Key("a", 3, "machines")), Part(Key("a", 3, "course"))])
    assert [part.amount for part in parts] == [60_000.0, 10_000.0]


def test_taking_more_than_is_left_shows():
    one = problem(candidate("a", machines(4.0)))
    (over,) = coverage(one, [Part(Key("a", 1, "machines"), 5.0)]).overdrafts
    assert (over.offer, over.used, over.left) == ("a", 5.0, 4.0)


def test_putting_more_to_a_line_than_is_asked_shows():
    one = problem(candidate("a", machines(9.0)))
    seen = coverage(one, [Part(Key("a", 1, "machines"), 9.0)])
    assert seen.lines[0].is_exceeded
    assert seen.sure == 0.5


def test_the_same_money_is_not_spent_twice():
    one = problem(candidate("a", grant(60_000.0)))
    seen = coverage(one, best(one).parts)
    assert sum(part.amount for line in seen.lines for part in line.parts) <= 60_000
    assert not seen.overdrafts


def test_people_are_never_counted_in_halves_beside_money():
    one = problem(
        candidate("a", Given(1, "TRN.TOT", "participant", left=24.0)),
        candidate("b", grant(5_500.0)),
        asked=[COURSE],
    )
    assert amounts(best(one)) == {("a", "course"): 19.0, ("b", "course"): 5_000.0}


def test_alternatives_are_other_combinations_none_better_than_the_first():
    one = problem(*(candidate(name, machines(2.0 + at)) for at, name in enumerate("abcd")))
    found = propose(one, Limits(2), alternatives=3)
    assert len({proposal.offers for proposal in found}) == 3
    assert not found[0].offers <= found[1].offers
    assert [p.worth for p in found] == sorted((p.worth for p in found), reverse=True)


def test_an_offer_the_broker_keeps_takes_part():
    one = problem(candidate("a", machines(6.0)), candidate("b", machines(3.0)))
    assert "b" in best(one, parties=2, keep=frozenset("b")).offers


def test_more_offers_kept_than_parties_allowed_give_no_proposal():
    one = problem(candidate("a", machines(6.0)), candidate("b", places(3.0)))
    assert propose(one, Limits(1, keep=frozenset("ab"))) == []


def test_nothing_to_offer_gives_no_proposal():
    assert propose(problem(), Limits(3)) == []
    assert best_single(problem(candidate("a", Given(1, "EQP.CONT", "item", 3.0)))) is None


def test_when_time_runs_out_before_an_answer_the_obvious_one_comes_with_its_gap(monkeypatch):
    one = problem(candidate("a", machines(4.0)), candidate("b", places(24.0)))
    nothing = Solution((), 1.0, ran_out=True)
    monkeypatch.setattr("matchmaking.matching.engine.bundles.proposing.solve", lambda *_: nothing)
    found = best(one)
    assert found.offers == {"a", "b"}
    assert 0 < found.gap < 1


def test_a_neighbour_who_trains_and_a_donor_who_pays_are_triangular_cooperation():
    one = problem(
        candidate("uga", places(24.0), peer=Peer.NEIGHBOUR), candidate("nor", grant(60_000.0))
    )
    assert form_of(one, best(one).parts) == Form.TRIANGULAR


def test_neighbours_alone_are_south_south_cooperation():
    one = problem(
        candidate("uga", places(24.0), peer=Peer.NEIGHBOUR),
        candidate("tza", machines(6.0), peer=Peer.NEIGHBOUR),
    )
    assert form_of(one, best(one).parts) == Form.SOUTH_SOUTH


def test_a_donor_who_trains_and_one_who_pays_are_neither():
    one = problem(candidate("deu", places(24.0)), candidate("nor", grant(60_000.0)))
    assert form_of(one, best(one).parts) == Form.PLAIN


@pytest.mark.parametrize(
    ("owner", "peer"),
    [
        ("UGA", Peer.NEIGHBOUR),
        ("RWA", Peer.REGION),
        ("COL", Peer.SOUTH),
        ("DEU", Peer.NONE),
        ("KEN", Peer.NONE),
        ("Nordic Agency", Peer.NONE),
    ],
)
def test_who_is_a_peer_of_kenya(owner, peer):
    assert peer_of("KEN", owner, WORLD) == peer


def test_only_offers_on_the_subject_that_serve_a_line_are_candidates():
    rows = [
        offer(id=1),
        offer(id=2, title="Border patrols", description="Sniffer dogs.", themes=("ENF.01",)),
        offer(id=3, lines=(LineRow("EQP.VEH", 3),)),
    ]
    one = matcher([NEED], rows)
    fit = fits(one, NEED.id)
    ranked = [Scored(NEED.id, row.id, 0.5, 1.0) for row in rows]
    by_id = {row.id: row for row in rows}
    asked = [Asked(at, line.kind, "", line.quantity) for at, line in enumerate(NEED.lines)]
    assert fit[2] < LEAST_FIT <= fit[1] <= 1
    kept = useful(asked, ranked, by_id, fit, WORLD.kinds)
    assert [row.offer_id for row in kept] == [1]
    again = useful(asked, ranked, by_id, fit, WORLD.kinds, also=[2])
    assert [row.offer_id for row in again] == [1, 2]


# Small cases against full enumeration.

figures = st.one_of(st.none(), st.integers(1, 3).map(float))
asked_lines = st.tuples(
    st.builds(Asked, st.just("m"), st.just("EQP.MARK"), st.just("item"), figures, st.none()),
    st.builds(Asked, st.just("t"), st.just("TRN.COURSE"), st.just(""), figures, st.none()),
)
given_lines = st.lists(
    st.builds(
        Given,
        st.integers(1, 3),
        st.sampled_from(["EQP.MARK", "TRN.COURSE", "TRN.TOT", "VIS.SOUTH"]),
        st.sampled_from(["", "participant"]),
        figures,
    ),
    min_size=1,
    max_size=2,
    unique_by=lambda line: line.id,
).map(tuple)
candidates = st.lists(
    st.builds(
        Candidate,
        st.integers(1, 9),
        st.integers(1, 3),
        given_lines,
        st.sampled_from([0.4, 0.7, 1.0]),
        st.sampled_from([0.2, 0.5, 0.9]),
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda one: one.offer,
)
problems = st.builds(
    lambda asked, given: Problem(asked, given, WORLD.kinds), asked_lines, candidates
)
NEAR = 2e-5  # what deciding between equals may cost


def all_choices(one):
    options = []
    for link in one.links.values():
        if link.serving.most is None:
            options.append([None, Part(link.key)])
        else:
            numbers = range(1, int(link.serving.most) + 1)
            options.append([None, *(Part(link.key, float(n)) for n in numbers)])
    for choice in product(*options):
        yield [part for part in choice if part]


def parties_of(one, parts):
    return {one.by_offer[part.key.offer].party for part in parts}


def is_allowed(one, parts, parties):
    seen = coverage(one, parts)
    exceeded = any(line.is_exceeded for line in seen.lines)
    return not exceeded and not seen.overdrafts and len(parties_of(one, parts)) <= parties


def enumerated(one, parties):
    allowed = (parts for parts in all_choices(one) if is_allowed(one, parts, parties))
    return max(coverage(one, parts).worth for parts in allowed)


@settings(max_examples=60, deadline=None)
@given(problems.filter(lambda one: len(one.links) <= 6), st.integers(1, 3))
def test_no_combination_is_better_than_the_one_proposed(one, parties):
    found = propose(one, Limits(parties), alternatives=1)
    worth = found[0].worth if found else 0.0
    assert worth == pytest.approx(max(0.0, enumerated(one, parties)), abs=NEAR)


@settings(max_examples=60, deadline=None)
@given(problems, st.integers(1, 3), st.randoms())
def test_what_holds_for_every_proposal(one, parties, chance):
    found = propose(one, Limits(parties))
    single, obvious = best_single(one), greedy(one, parties)
    for proposal in found:
        assert is_allowed(one, proposal.parts, parties)
        assert proposal.worth <= proposal.bound
    if single:
        assert found[0].worth >= single.worth - NEAR
        assert found[0].worth >= coverage(one, obvious).worth - NEAR
        assert is_allowed(one, obvious, parties)
    shuffled = list(one.candidates)
    chance.shuffle(shuffled)
    assert propose(Problem(one.asked, shuffled, WORLD.kinds), Limits(parties)) == found
