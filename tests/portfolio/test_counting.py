"""Adding up rows so that nothing is counted twice, and how dark a figure is."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from matchmaking.portfolio.counting import Row, Sheet, shade

THEMES, PLACES = ["MRK", "DST", "TRC"], ["002", "142"]


def _row(pk, themes, places, **amounts):
    values = {name: Decimal(value) for name, value in amounts.items()}
    return Row(pk, frozenset(themes), frozenset(places), frozenset(), values)


def test_a_request_with_two_themes_stands_in_both_rows_and_once_in_the_totals():
    sheet = Sheet([_row(1, ["MRK", "DST"], ["002"], asked=5)], THEMES, PLACES)
    assert sheet.by_theme["MRK"].of("asked") == sheet.by_theme["DST"].of("asked") == 5
    assert sheet.by_place["002"].of("asked") == 5
    assert sheet.total.of("asked") == 5


def test_an_offer_for_every_region_is_one_offer():
    sheet = Sheet([_row(1, ["MRK"], PLACES, offered=1)], THEMES, PLACES)
    assert [sheet.cells["MRK", place].of("offered") for place in PLACES] == [1, 1]
    assert sheet.by_theme["MRK"].of("offered") == sheet.total.of("offered") == 1


subsets = st.sets
rows = st.lists(
    st.builds(
        _row,
        st.integers(),
        subsets(st.sampled_from(THEMES), min_size=1),
        subsets(st.sampled_from(PLACES), min_size=1, max_size=1),
        asked=st.integers(0, 1000),
    ),
    max_size=30,
)


@given(rows)
def test_totals_are_the_sum_of_the_rows_and_never_above_that_of_the_cells(some):
    sheet = Sheet(some, THEMES, PLACES)
    total = sheet.total.of("asked")
    assert total == sum(row.amounts["asked"] for row in some)
    assert total == sum(sheet.by_place[place].of("asked") for place in PLACES)
    assert total <= sum(cell.of("asked") for cell in sheet.cells.values())
    for theme in THEMES:
        cells = [sheet.cells[theme, place].of("asked") for place in PLACES]
        assert sheet.by_theme[theme].of("asked") == sum(cells)


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_darker_is_more(one, other):
    largest = Decimal(max(one, other))
    shades = shade(Decimal(one), largest), shade(Decimal(other), largest)
    assert all(0 <= found <= 5 for found in shades)
    assert (one <= other) <= (shades[0] <= shades[1])
    assert (shade(Decimal(one), largest) == 0) == (one == 0)
