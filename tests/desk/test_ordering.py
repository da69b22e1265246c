"""Why a case stands where it stands: pure, with the limits of every reason."""

from dataclasses import replace

import pytest

from matchmaking.desk import wording
from matchmaking.desk.ordering import DEFAULT_WEIGHTS, FACTORS, Facts, place_of

PLAIN = Facts(kind="need")


def part(facts, name, weights=DEFAULT_WEIGHTS):
    return next(one for one in place_of(facts, weights).parts if one.name == name)


@pytest.mark.parametrize(
    ("name", "changes", "value", "message"),
    [
        ("priority", {"priority": "high"}, 1.0, "high"),
        ("priority", {"priority": "medium"}, 0.6, "medium"),
        ("priority", {"priority": "low"}, 0.3, "low"),
        ("priority", {"priority": ""}, 0.4, "unknown"),
        ("priority", {"kind": "offer", "priority": "high"}, 0.5, "best_high"),
        ("priority", {"kind": "offer", "priority": ""}, 0.2, "best_unknown"),
        ("specificity", {"specificity": 80}, 0.8, "score"),
        ("specificity", {"specificity": 0}, 0.0, "score"),
        ("specificity", {"specificity": None}, 0.5, "unknown"),
        ("match", {"best": 0.73}, 0.73, "best"),
        ("match", {"best": None}, 0.0, "none"),
        ("waiting", {"days_waiting": 0}, 0.0, "days"),
        ("waiting", {"days_waiting": 90}, 0.5, "days"),
        ("waiting", {"days_waiting": 400}, 1.0, "days"),
        ("expiry", {"days_left": None}, 0.0, "unknown"),
        ("expiry", {"days_left": 90}, 0.0, "days"),
        ("expiry", {"days_left": 400}, 0.0, "days"),
        ("expiry", {"days_left": 45}, 0.5, "days"),
        ("expiry", {"days_left": 0}, 1.0, "days"),
        ("expiry", {"days_left": -3}, 1.0, "days"),
        ("clearance", {"open_checks": 0}, 0.0, "none"),
        ("clearance", {"open_checks": 1}, 1.0, "open"),
        ("clearance", {"open_checks": 5}, 0.6, "open"),
        ("clearance", {"open_checks": 50}, 0.6, "open"),
        ("answers", {"unanswered": 0, "days_unanswered": 9}, 0.0, "none"),
        ("answers", {"unanswered": 1, "days_unanswered": 21}, 1.0, "waiting"),
        ("answers", {"unanswered": 2, "days_unanswered": 0}, 0.0, "waiting"),
        ("idle", {}, 1.0, "nothing"),
        ("idle", {"listed": 2}, 0.5, "listed"),
        ("idle", {"listed": 2, "running": 1}, 0.0, "running"),
    ],
)
def test_each_reason_is_worth_what_the_table_says(name, changes, value, message):
    found = part(replace(PLAIN, **changes), name)
    assert found.value == pytest.approx(value)
    assert found.message == f"{name}.{message}"


def test_the_score_is_the_sum_of_the_parts_and_the_weightiest_comes_first():
    facts = replace(PLAIN, priority="high", best=0.8, days_waiting=30, days_left=10)
    place = place_of(facts, DEFAULT_WEIGHTS)
    contributions = [one.contribution for one in place.parts]
    assert place.score == pytest.approx(sum(contributions))
    assert contributions == sorted(contributions, reverse=True)
    assert sum(one.weight for one in place.parts) == pytest.approx(1, abs=0.001)


def test_a_case_in_which_everything_presses_scores_one():
    facts = Facts(
        kind="need",
        priority="high",
        specificity=100,
        best=1.0,
        days_waiting=500,
        days_left=0,
        open_checks=1,
        unanswered=1,
        days_unanswered=60,
    )
    assert place_of(facts, DEFAULT_WEIGHTS).score == pytest.approx(1, abs=0.001)


def test_only_the_proportions_of_the_weights_matter():
    facts = replace(PLAIN, priority="high", specificity=40)
    doubled = {name: 2 * value for name, value in DEFAULT_WEIGHTS.items()}
    assert place_of(facts, doubled) == place_of(facts, DEFAULT_WEIGHTS)
    only = dict.fromkeys(DEFAULT_WEIGHTS, 0.0) | {"specificity": 7.0}
    assert place_of(facts, only).score == pytest.approx(0.4)
    assert place_of(facts, dict.fromkeys(DEFAULT_WEIGHTS, 0.0)).score == 0


def test_weights_of_an_older_version_lack_what_came_later():
    assert part(replace(PLAIN, priority="high"), "priority", {"match": 1.0}).contribution == 0


@pytest.mark.parametrize("kind", ["need", "offer"])
def test_every_reason_there_is_has_a_sentence(kind):
    rows = [
        Facts(kind=kind),
        Facts(kind=kind, listed=1),
        *(Facts(kind=kind, priority=priority) for priority in ("high", "medium", "low")),
        Facts(kind, "high", 70, 0.7, 3, 5, 2, 1, 4, 1, 1),
    ]
    said = {one.message: one.params for row in rows for one in place_of(row, DEFAULT_WEIGHTS).parts}
    for message, params in said.items():
        sentence = wording.reason(message, params)
        assert sentence.endswith(".")
        assert "%(" not in sentence
    assert set(FACTORS) == set(wording.FACTORS) == set(DEFAULT_WEIGHTS)


def test_a_sentence_counts_one_day_and_several():
    assert wording.reason("expiry.days", {"days": 1}) == "Its window ends in 1 day."
    assert wording.reason("expiry.days", {"days": 4}) == "Its window ends in 4 days."
