"""The words that became different between two texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchmaking.writing.differences import ADDED, MOST_WORDS, REMOVED, SAME, word_differences


def _sides(pieces):
    old = "".join(piece.text for piece in pieces if piece.what != ADDED)
    new = "".join(piece.text for piece in pieces if piece.what != REMOVED)
    return old, new


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", []),
        ("one", "one", [(SAME, "one")]),
        ("", "new words", [(ADDED, "new words")]),
        ("old words", "", [(REMOVED, "old words")]),
        (
            "ten machines for police",
            "twelve machines for police",
            [(REMOVED, "ten"), (ADDED, "twelve"), (SAME, " machines for police")],
        ),
        (
            "we need one two now",
            "we need three four now",
            [(SAME, "we need "), (REMOVED, "one two"), (ADDED, "three four"), (SAME, " now")],
        ),
        ("需要十台", "需要二十台", [(SAME, "需要"), (ADDED, "二"), (SAME, "十台")]),
        ("آلات جديدة", "آلات قديمة", [(SAME, "آلات "), (REMOVED, "جديدة"), (ADDED, "قديمة")]),
    ],
)
def test_what_was_taken_away_stands_before_what_came_in_its_place(old, new, expected):
    assert word_differences(old, new) == expected


@given(st.text("ab \n.", max_size=40), st.text("ab \n.", max_size=40))
def test_both_texts_can_be_read_off_their_differences(old, new):
    assert _sides(word_differences(old, new)) == (old, new)


def test_a_very_long_text_is_compared_by_lines():
    old = "\n".join(f"line {n} says something" for n in range(MOST_WORDS))
    new = old.replace("line 7 says", "line 7 asks")
    pieces = word_differences(old, new)
    assert (REMOVED, "line 7 says something") in pieces
    assert _sides(pieces) == (old, new)
