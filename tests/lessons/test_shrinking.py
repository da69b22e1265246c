import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchmaking.lessons.shrinking import Judged, counted, share, standings


def test_points_become_shares_of_their_scale():
    assert [share(points, 6) for points in (1, 4, 6)] == [0.0, 0.6, 1.0]
    assert share(3, 4) == pytest.approx(2 / 3)


def test_a_single_project_moves_less_than_five_of_the_same_score():
    judged = [Judged(1.0, {1}), *[Judged(1.0, {2})] * 5, *[Judged(0.4, {3})] * 6]
    found = standings(judged, strength=4)
    assert (found[1].projects, found[2].projects) == (1, 5)
    assert found[1].mean == found[2].mean == 1.0
    assert found[1].overall < found[1].shrunk < found[2].shrunk < 1.0
    assert found[1].shrunk == pytest.approx((1 + 4 * 0.7) / 5)


def test_a_newcomer_stands_where_average_work_stands():
    judged = [Judged(0.9, {1}), Judged(0.7, {2}), Judged(0.5, {3})]
    average = standings(judged, strength=4)[2]
    assert counted(average.shrunk, average.overall) == 0.5


def test_work_of_two_counts_for_both_and_once_in_the_mean_of_all():
    found = standings([Judged(0.8, {1, 2}), Judged(0.2, {2})], strength=0)
    assert found[1] == (1, 0.8, 0.8, 0.5)
    assert found[2] == (2, 0.5, 0.5, 0.5)


def test_nothing_judged_gives_no_track_record():
    assert standings([], strength=4) == {}


JUDGED = st.lists(
    st.builds(Judged, st.floats(0, 1), st.frozensets(st.integers(1, 4), min_size=1)), min_size=1
)


@given(JUDGED, st.floats(0, 100))
def test_a_track_record_lies_between_the_own_mean_and_that_of_all(judged, strength):
    for standing in standings(judged, strength).values():
        low, high = sorted((standing.mean, standing.overall))
        assert low - 2e-4 <= standing.shrunk <= high + 2e-4
        assert 0 <= counted(standing.shrunk, standing.overall) <= 1


@given(JUDGED)
def test_the_stronger_the_mean_counts_the_nearer_everybody_is_to_it(judged):
    weak, strong = standings(judged, 1), standings(judged, 50)
    for pk in weak:
        away = abs(strong[pk].shrunk - strong[pk].overall)
        assert away <= abs(weak[pk].shrunk - weak[pk].overall) + 2e-4
