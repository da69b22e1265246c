"""What a party keeps back is nowhere in what everybody reads."""

import json

import pytest

from matchmaking.evaluation.redacting import MARK, contains, parts_of, redacted, texts

SAID = {
    "number": "E-2026-0001",
    "title": "Marking in the north",
    "undertaking": "Machines",
    "timing": "closure",
    "language": "en",
    "country": "KEN",
    "parties": [{"side": "donor", "name": "Nordic Agency"}],
    "finished_on": "2026-11-23",
    "measured_on": "2026-11-23",
    "is_sampled": True,
    "evaluators": 2,
    "purpose": "To learn.",
    "summary": "The Depot\n at Lake  Zulu is full.",
    "method": "",
    "alike": {"same": 1, "near": 1, "pairs": 1},
    "measures": [{"code": "days", "value": "3", "known": 1, "missing": 0, "is_verified": None}],
    "criteria": [
        {
            "code": "adequacy",
            "scale": "six",
            "version": 1,
            "most": 6,
            "questions": ["Was it enough?"],
            "answer": "score",
            "points": 5,
            "words": "",
            "scores": [{"role": "lead", "answer": "score", "points": 5, "rationale": "Lake Zulu."}],
        }
    ],
    "findings": [{"number": 1, "words": "Zulu."}, {"number": 2, "words": "All is well."}],
    "recommendations": [
        {
            "number": 1,
            "words": "Train.",
            "addressee": "donor",
            "response": {"answer": "accepted", "words": "Yes, at Lake Zulu.", "action": "Go."},
        }
    ],
}


def test_a_passage_is_taken_out_wherever_it_stands_whatever_its_spaces_and_capitals():
    found = redacted(SAID, [], ["depot at lake zulu", "Lake Zulu"])
    whole = json.dumps(found).casefold()
    assert "lake" not in whole
    assert found["summary"] == f"The {MARK} is full."
    assert found["findings"][0]["words"] == "Zulu."
    assert found["recommendations"][0]["response"]["words"] == f"Yes, at {MARK}."
    # Codes are not words: they stay, whatever is taken out.
    assert (
        redacted(SAID, [], ["lead", "score", "donor"])["criteria"][0]["scores"][0]["role"] == "lead"
    )


def test_each_part_that_is_named_is_emptied_and_marked():
    keys = [key for key, _words in parts_of(SAID)]
    assert keys == [
        "purpose",
        "summary",
        "criterion:adequacy",
        "finding:1",
        "finding:2",
        "recommendation:1",
        "response:1",
        "measures",
    ]
    found = redacted(SAID, keys, [])
    left = " ".join(texts(found))
    for gone in ("learn", "full", "enough", "Lake", "well", "Train", "Yes", "Go."):
        assert gone not in left
    assert found["measures"] == []
    assert found["criteria"][0] == {
        "code": "adequacy",
        "scale": "six",
        "version": 1,
        "most": 6,
        "is_withheld": True,
    }


@pytest.mark.parametrize(
    ("passage", "stands"),
    [("lake zulu", True), ("Lake   Zulu", True), ("closure", False), ("Lake (Zulu", False)],
)
def test_only_what_stands_in_the_report_can_be_kept_back(passage, stands):
    assert contains(SAID, passage) is stands


def test_nothing_kept_back_leaves_the_report_as_it_is():
    assert redacted(SAID, [], []) == SAID
    assert redacted(SAID, ["finding:9"], ["not there"]) == SAID
