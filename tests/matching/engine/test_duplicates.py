"""Copies are found, whatever changed in them; what is only alike is not."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaking.matching.engine import Duplicates, LineRow, NeedRow, Sketcher
from search.analysis import Analyser
from tests.bench.duplicates import between_donors, find
from tests.matching import planted

SKETCHER = Sketcher(Analyser())
NEED = NeedRow(
    id=1,
    state="KEN",
    language="en",
    title="Marking machines for the police",
    description="The police ask for twelve machines to mark service weapons. Two technicians wait.",
    themes=("MRK.05",),
    lines=(LineRow("EQP.MARK", 12),),
    starts_on=date(2027, 1, 1),
    ends_on=date(2027, 12, 31),
)


@pytest.fixture(scope="module")
def found():
    return {side: find(side, 2_000, seed=7) for side in ("needs", "offers")}


@pytest.mark.parametrize("side", ["needs", "offers"])
def test_copies_are_found_and_what_is_found_are_copies(found, side):
    # Of 10,000 the benchmark asks for 0.9 both; among so few, one copy more or less is a point.
    assert found[side].precision >= 0.9
    assert found[side].recall >= 0.87


@pytest.mark.parametrize("side", ["needs", "offers"])
@pytest.mark.parametrize("how", planted.COPIES)
def test_no_kind_of_copy_is_missed_as_a_rule(found, side, how):
    assert found[side].recall_of[how] > 0.5


def test_the_same_offer_of_another_donor_is_found():
    recall, precision, _ms = between_donors(800, seed=4)
    assert recall >= 0.8
    assert precision >= 0.8


def test_examples_that_lost_every_tenth_word_are_found_and_no_others():
    pairs = [pair for pair in planted.worn_examples() if isinstance(pair[0], NeedRow)]
    compared = Duplicates([SKETCHER.need(row) for row, _ in pairs])
    assert compared.pairs() == []
    for row, worn in pairs:
        [alike] = compared.like(SKETCHER.need(replace(worn, id="copy")))
        assert alike.other == row.id
        assert alike.words > 0.8


def test_the_parts_say_what_is_alike():
    copy = replace(NEED, id=2, lines=(LineRow("EQP.MARK", 30),), starts_on=date(2027, 7, 2))
    [alike] = Duplicates([SKETCHER.need(NEED)]).like(SKETCHER.need(copy))
    assert (alike.one, alike.other, alike.same_owner) == (2, 1, True)
    assert (alike.words, alike.kinds, alike.reach) == (1, 1, 1)
    assert alike.window == pytest.approx(0.5, abs=0.01)
    assert 0 < alike.figures < 1


def test_another_state_asks_for_itself():
    other = SKETCHER.need(replace(NEED, id=2, state="UGA"))
    assert Duplicates([SKETCHER.need(NEED)]).like(other) == []


def test_a_record_is_no_duplicate_of_itself():
    sketch = SKETCHER.need(NEED)
    assert Duplicates([sketch]).like(sketch) == []
    assert Duplicates([sketch]).pairs() == []


def test_nothing_is_like_anything_where_there_is_nothing():
    assert Duplicates([]).pairs() == []
    assert Duplicates([]).like(SKETCHER.need(NEED)) == []


def test_what_is_not_stated_counts_neither_way():
    bare = replace(NEED, id=2, lines=(), themes=(), starts_on=None, ends_on=None)
    [alike] = Duplicates([SKETCHER.need(NEED)]).like(SKETCHER.need(bare))
    assert (alike.kinds, alike.window) == (None, None)
    assert alike.likeness > 0.5


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(planted.LANGUAGES), min_size=2, max_size=6), st.integers(0, 99))
def test_likeness_is_the_same_from_both_sides_and_whatever_the_order(languages, seed):
    rows = planted.needs(len(languages) * 20, share=0.5, seed=seed).rows
    sketches = [SKETCHER.need(row) for row in rows]
    there = {(a.one, a.other): a.likeness for a in Duplicates(sketches).pairs(0.1)}
    back = {(a.one, a.other): a.likeness for a in Duplicates(sketches[::-1]).pairs(0.1)}
    assert all(0 <= likeness <= 1 for likeness in there.values())
    mirrored = {frozenset(pair): likeness for pair, likeness in back.items()}
    assert {frozenset(pair): x for pair, x in there.items()} == pytest.approx(mirrored, abs=0.001)
