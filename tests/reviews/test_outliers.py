"""Which scores stand apart, and who leans."""

import pytest

from matchmaking.reviews.engine.outliers import Apart, apart, far, leanings


@pytest.mark.parametrize(
    ("lowest", "highest", "points"), [(1, 6, 2), (1, 5, 2), (1, 3, 2), (1, 10, 4), (0, 100, 40)]
)
def test_how_far_is_far_depends_on_the_scale(lowest, highest, points):
    assert far(lowest, highest) == points


def test_one_score_far_from_the_others_is_named_with_its_distance():
    found = apart("c", {"rania": 2, "hugo": 5, "mei": 5}, lowest=1, highest=6)
    assert found == [Apart("rania", "c", 2, 5, -3, 2, 2)]
    assert not found[0].is_one_of_two


def test_one_extreme_score_does_not_hide_behind_another():
    scores = {"a": 1, "b": 1, "c": 6, "d": 6, "e": 6, "f": 6, "g": 6}
    # Each has a companion at the same end: the others are spread as wide.
    assert apart("c", scores, lowest=1, highest=6) == []
    assert [one.reviewer for one in apart("c", scores | {"b": 5}, lowest=1, highest=6)] == ["a"]


@pytest.mark.parametrize(
    "scores",
    [
        {"a": 4, "b": 5, "c": 5},
        {"a": 4},
        {},
        {"a": 2, "b": 4, "c": 5, "d": 3},  # the others are spread as wide
    ],
)
def test_what_lies_among_the_others_or_alone_is_not_apart(scores):
    assert apart("c", scores, lowest=1, highest=6) == []


def test_of_two_who_differ_nobody_is_called_the_unusual_one():
    found = apart("c", {"a": 2, "b": 5}, lowest=1, highest=6)
    assert [one.is_one_of_two for one in found] == [True, True]


def test_who_is_stricter_throughout_is_marked_once_it_shows_often_enough():
    table = {number: {"rania": 40, "hugo": 60, "mei": 62} for number in range(3)}
    by_name = {one.reviewer: one for one in leanings(table)}
    assert (by_name["rania"].points, by_name["rania"].applications) == (-21, 3)
    assert by_name["rania"].is_marked
    assert not by_name["hugo"].is_marked
    twice = {one.reviewer: one for one in leanings({k: table[k] for k in (0, 1)})}
    assert not twice["rania"].is_marked
