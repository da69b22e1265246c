"""The shapes of the map."""

import re

import pytest

from matchmaking.portfolio import geography
from matchmaking.portfolio.selectors import country_points
from matchmaking.vocabulary.selectors import labels


def test_every_outline_is_a_closed_line_within_the_map():
    shapes = geography.shapes()
    assert len(shapes) > 160
    for shape in shapes:
        rings = re.findall(r"M(\d+),(\d+)l([-\d, ]+)z", shape.path)
        assert "".join(f"M{x},{y}l{steps}z" for x, y, steps in rings) == shape.path != ""
        for x, y, _steps in rings:
            assert 0 <= int(x) <= geography.WIDTH
            assert 0 <= int(y) <= geography.HEIGHT


@pytest.mark.parametrize(
    ("where", "expected"), [((0, 0), (500, 244)), ((90, 0), (500, 0)), ((0, 180), (1000, 244))]
)
def test_the_projection_keeps_the_edges(where, expected):
    assert geography.place_of(*where) == expected


def test_every_state_is_an_outline_or_a_circle(db):
    drawn = {shape.iso3 for shape in geography.shapes()}
    assert set(labels("country")) - drawn <= set(country_points())
    assert len(drawn & set(labels("country"))) == 166


def test_areas_without_a_state_have_no_colour(db):
    strangers = {shape.iso3 for shape in geography.shapes()} - set(labels("country"))
    assert {"ESH", "XKX", "GRL"} <= strangers
