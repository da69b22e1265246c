"""What is nearest to a record, for the matcher."""

import datetime

import pytest

import search
from search.documents import SearchDoc

DAY = datetime.date(2026, 1, 1)


def paper(number, *, theme=(), text="", country="KEN", telling=("theme",)):
    return SearchDoc(
        type="paper",
        object_id=number,
        language="en",
        title=f"Paper {number}",
        text=text,
        facets={"theme": theme, "country": [country]},
        sort_keys={"date": DAY + datetime.timedelta(days=number), "until": 100 + number},
        visibility=["public"],
        telling=telling,
    )


def nearest(like=None, *, most=10, filters=None, ranges=None):
    return search.nearest(
        like or search.Likeness(codes={"theme": ["MRK", "MRK.02"]}),
        type="paper",
        visible_to=frozenset({"public"}),
        filters=filters or {},
        ranges=ranges or {},
        most=most,
    )


@pytest.fixture
def some(shelf):
    shelf.put(
        paper(1, theme=["STK"]),
        paper(2, theme=["MRK"]),
        paper(3, theme=["MRK", "MRK.02"]),
        paper(4, theme=["STK"], text="Destruction of stockpiles", country="FJI"),
        paper(5, theme=["GOV"]),
        paper(6, theme=["MRK", "MRK.02"], telling=()),
        paper(7, theme=["GOV"]),
    )


def test_what_shares_most_comes_first_and_the_newest_of_the_others_follow(some):
    assert nearest() == [3, 2, 7, 6, 5, 4, 1]
    assert nearest(most=2) == [3, 2]


def test_terms_count_whatever_their_language(some):
    like = search.Likeness("La destruction des stocks", "fr")
    assert nearest(like, most=1) == [4]


def test_conditions_are_kept_by_those_that_follow_too(some):
    assert nearest(filters={"country": ["FJI"]}) == [4]
    assert nearest(filters={"country": []}) == []
    assert nearest(ranges={"until": (105, None)}) == [7, 6, 5]


def test_codes_are_no_words_that_anybody_could_look_for(some, shelf):
    assert shelf.find("MRK").total == shelf.find("theme").total == 0


def test_there_is_nothing_near_where_there_is_no_index(shelf):
    assert nearest() == []
