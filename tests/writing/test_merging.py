"""Putting two people's changes together, field by field and line by line."""

import pytest

from matchmaking.needs.services import NEED
from matchmaking.writing.merging import merge, same

LINE = {"pk": 1, "kind_id": "EQP.MARK", "description": "", "quantity": "2", "cost_minor": None}
OTHER = LINE | {"pk": 2, "kind_id": "EQP.SAFE"}
BASE = dict.fromkeys(NEED.plain_fields, "") | {"themes": [], "bodies_consulted": []}
BASE |= {"currency": "USD", "budget_minor": 100, "lines": [LINE, OTHER]}


def together(mine, theirs, base=BASE, **chosen):
    """Merge two changes of BASE."""
    return merge(NEED, base=base, mine=BASE | mine, theirs=BASE | theirs, chosen=chosen)


def test_what_only_one_side_changed_is_taken():
    merged = together({"title": "Mine"}, {"place": "Theirs"})
    assert (merged.said["title"], merged.said["place"]) == ("Mine", "Theirs")
    assert (merged.mine, merged.theirs, merged.conflicts) == ([("title",)], [("place",)], [])


def test_the_same_change_on_both_sides_is_no_conflict():
    merged = together({"title": "Alike"}, {"title": "Alike"})
    assert merged.said["title"] == "Alike"
    assert merged.conflicts == merged.mine == merged.theirs == []


@pytest.mark.parametrize(("choice", "stands"), [("mine", "Mine"), ("theirs", "Theirs")])
def test_what_both_changed_waits_for_a_choice(choice, stands):
    assert together({"title": "Mine"}, {"title": "Theirs"}).conflicts == [("title",)]
    merged = together({"title": "Mine"}, {"title": "Theirs"}, title=choice)
    assert (merged.said["title"], merged.conflicts) == (stands, [])


def test_fields_that_are_read_together_are_never_mixed():
    merged = together({"starts_on": "2030-06-01"}, {"ends_on": "2030-03-01"})
    assert merged.conflicts == [("starts_on", "ends_on")]


def test_without_a_common_beginning_every_difference_is_asked():
    merged = together({"title": "Mine"}, {"place": "Theirs"}, base=None)
    assert merged.conflicts == [("title",), ("place",)]


def test_changes_to_different_lines_are_put_together():
    mine = [LINE | {"quantity": "5"}, OTHER]
    theirs = [LINE, OTHER | {"quantity": "9"}]
    merged = together({"lines": mine}, {"lines": theirs})
    assert [row["quantity"] for row in merged.said["lines"]] == ["5", "9"]
    assert merged.conflicts == []


def test_lines_that_both_added_are_both_kept():
    mine, theirs = LINE | {"pk": None}, LINE | {"pk": 3, "quantity": "7"}
    merged = together({"lines": [LINE, OTHER, mine]}, {"lines": [LINE, OTHER, theirs]})
    assert merged.said["lines"] == [LINE, OTHER, theirs, mine]


def test_goals_are_put_together_like_lines():
    goal = {"pk": 1, "title": "Rifles"}
    base = BASE | {"goals": [goal]}
    mine, theirs = base | {"goals": [goal | {"title": "Pistols"}]}, base | {"goals": []}
    assert merge(NEED, base=base, mine=mine, theirs=theirs, chosen={}).conflicts == [("goals",)]
    both = base | {"goals": [goal, {"pk": 2, "title": "Theirs"}]}
    merged = merge(NEED, base=base, mine=mine, theirs=both, chosen={})
    assert [row["title"] for row in merged.said["goals"]] == ["Pistols", "Theirs"]


def test_a_line_one_side_deleted_and_the_other_left_alone_is_gone():
    merged = together({"lines": [LINE]}, {"lines": [LINE, OTHER, OTHER | {"pk": 3}]})
    assert [row["pk"] for row in merged.said["lines"]] == [1, 3]


@pytest.mark.parametrize(
    "theirs", [[LINE | {"quantity": "9"}, OTHER], [OTHER]], ids=["changed", "deleted"]
)
def test_a_line_that_both_touched_waits_for_a_choice(theirs):
    merged = together({"lines": [LINE | {"quantity": "5"}, OTHER]}, {"lines": theirs})
    assert merged.conflicts == [("lines",)]


def test_lines_go_by_the_currency_of_their_amounts():
    mine = {"lines": [LINE | {"cost_minor": 500}, OTHER]}
    merged = together(mine, {"currency": "EUR"})
    assert merged.conflicts == [("budget_minor", "cofinancing_minor", "currency", "lines")]
    chosen = together(mine, {"currency": "EUR"}, budget_minor="theirs")
    assert (chosen.said["currency"], chosen.said["lines"]) == ("EUR", [LINE, OTHER])


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("a\r\nb ", "a\nb", True),
        (["fr", "en"], ["en", "fr"], True),
        ("a", "b", False),
        (None, "", False),
        ([LINE, OTHER], [OTHER, LINE], False),
    ],
)
def test_line_ends_and_the_order_of_codes_are_no_change(one, other, alike):
    assert same(one, other) is alike
