"""What a proposal carries along from requests and agreements."""

import datetime

import pytest

from matchmaking.money import Money
from matchmaking.projects.growing.harvest import Carrier
from matchmaking.projects.growing.wording import AGREEMENT, NEED, Source, part_label

TODAY = datetime.date(2026, 11, 23)
NEED_PARTS = {
    "title": {"text": "Marking machines"},
    "description": {"text": "Twelve machines for the police."},
    "quote": {"text": "We need machines.", "year": 2024, "ref": "5.1", "page": 7},
    "plan": {"text": "Plan 2025-2029"},
    "place": {"text": "Nairobi"},
    "bodies": {"codes": ["RECSA"]},
    "themes": {"codes": ["MRK.02"]},
    "window": {"from": "2027-01-10", "until": "2028-01-09"},
    "secured": {"minor": 700_000, "currency": "USD"},
    "goal:3": {
        "title": "Arms marked",
        "indicator": "MRK-1",
        "baseline": "10",
        "target": "90",
        "unit": "%",
        "due_on": "2028-01-09",
    },
}


def line(**changes):
    return {
        "name": "Marking machine",
        "kind": "EQP.MARK",
        "unit": "item",
        "asked": "12",
        "open": "7",
        "minor": 1_200_000,
        "open_minor": 700_000,
        "currency": "USD",
    } | changes


def need(pk=12, **parts):
    return Source(NEED, pk, NEED_PARTS | parts, {"bodies": ["RECSA (Nairobi)"]})


def carried(*sources, currency="USD", convert=lambda money: None):
    return Carrier(sources, currency, convert).harvest(TODAY)


def test_words_go_to_their_sections_and_name_where_they_stood():
    found = carried(need())
    assert found.sections["context"]["text"] == (
        "“We need machines.” (national report 2024, question 5.1, page 7)\n\n"
        "Twelve machines for the police."
    )
    assert found.sections["objectives"]["text"] == (
        "National plan: Plan 2025-2029\n\nArms marked: 10 → 90 % by 9 January 2028"
    )
    assert found.sections["beneficiaries"]["text"] == "Place: Nairobi"
    assert found.sections["coordination"]["text"] == "Consulted so far: RECSA (Nairobi)"
    assert found.sections["basics"] == {
        "themes": ["MRK.02"],
        "starts_on": "2027-01-10",
        "months": 12,
    }


def test_a_request_becomes_an_outcome_measured_by_its_goals():
    found = carried(need()).sections["results"]
    assert [(row["level"], row["statement"]) for row in found["results"]] == [
        ("outcome", "Marking machines")
    ]
    goal = found["indicators"][0]
    assert (goal["result"], goal["indicator"]) == (found["results"][0]["key"], "MRK-1")
    assert (goal["baseline"], goal["target"], goal["due_on"]) == ("10", "90", "2028-01-09")


def test_an_open_line_becomes_an_output_and_a_cost_of_what_is_still_open():
    found = carried(need(**{"line:5": line()}, secured={}))
    output = found.sections["results"]["results"][1]
    assert (output["level"], output["statement"]) == ("output", "Marking machine, 7 item")
    cost = found.sections["budget"]["budget"][0]
    assert (cost["quantity"], cost["unit_cost_minor"]) == ("7", 100_000)
    assert (cost["output"], cost["category"]) == (output["key"], "equipment")
    pieces = [(piece.section, piece.row) for piece in found.pieces if piece.part == "line:5"]
    assert ("budget", f"budget/{cost['key']}") in pieces


@pytest.mark.parametrize("changes", [{"open": "0"}, {"open": None, "open_minor": 0}])
def test_a_line_that_others_cover_is_not_asked_for_again(changes):
    found = carried(need(**{"line:5": line(**changes)}))
    assert "budget" not in found.sections
    assert found.notes == ["“Marking machine” of request 12 is covered already: it is not carried."]


def test_what_is_secured_pays_for_the_first_lines_as_far_as_it_goes():
    lines = {"line:5": line(open="4"), "line:6": line(open="6")}
    budget = carried(need(**lines)).sections["budget"]["budget"]
    assert [row["cofinancing_minor"] for row in budget] == [400_000, 300_000]
    assert budget[0]["cofinancer"] == "secured already (request 12)"


def test_what_a_donor_agreed_to_give_is_a_cost_that_the_donor_pays():
    gift = {
        "name": "Marking machine",
        "kind": "EQP.MARK",
        "quantity": "5",
        "unit": "item",
        "minor": 500_000,
        "currency": "USD",
        "giver": "Nordic Agency",
    }
    agreement = Source(AGREEMENT, 3, {"line:8": gift, "line:9": gift | {"minor": None}})
    found = carried(need(**{"line:5": line()}, secured={}), agreement)
    given = found.sections["budget"]["budget"][1]
    assert (given["unit_cost_minor"], given["cofinancing_minor"]) == (500_000, 500_000)
    assert given["cofinancer"] == "Nordic Agency"
    assert given["output"] == found.sections["results"]["results"][1]["key"]
    assert found.notes == ["“Marking machine” of agreement 3 names no sum: it is not carried."]


def test_amounts_in_another_currency_are_converted_and_it_is_said_once():
    lines = {"line:5": line(), "line:6": line()}
    found = carried(
        need(**lines, secured={}), currency="EUR", convert=lambda m: Money(m.minor // 2, "EUR")
    )
    assert [row["unit_cost_minor"] for row in found.sections["budget"]["budget"]] == [50_000] * 2
    assert found.notes == ["Amounts of request 12 are in USD: converted at the rate of today."]


def test_without_a_rate_nothing_is_guessed():
    found = carried(need(**{"line:5": line()}, secured={}), currency="EUR")
    assert found.sections["budget"]["budget"][0]["unit_cost_minor"] == 0
    assert "no rate is known" in found.notes[0]


def test_two_requests_stand_side_by_side_in_one_proposal():
    other = need(
        13, title={"text": "Training"}, window={"from": "2027-06-01", "until": "2028-12-31"}
    )
    found = carried(need(), other)
    assert [row["statement"] for row in found.sections["results"]["results"]] == [
        "Marking machines",
        "Training",
    ]
    assert found.sections["basics"]["months"] == 24


def test_a_time_that_has_begun_already_is_not_carried():
    found = carried(need(window={"from": "2026-01-01", "until": "2027-01-01"}))
    assert found.sections["basics"] == {"themes": ["MRK.02"]}
    assert "window" not in {piece.part for piece in found.pieces}


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("description", "description"),
        ("goal:3", "goal 1"),
        ("line:6", "line 2"),
        ("line:9", "line 9"),
    ],
)
def test_parts_are_named_as_people_count_them(part, words):
    assert part_label(NEED_PARTS | {"line:5": {}, "line:6": {}}, part) == words
