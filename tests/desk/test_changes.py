"""What would have to change for a match: pure."""

from datetime import date

import pytest

from matchmaking.desk import wording
from matchmaking.desk.changes import what_would_change
from matchmaking.matching.engine import (
    FEATURE_NAMES,
    GATE_CODES,
    Eligibility,
    Explanation,
    Feature,
    Gate,
)
from tests.matching.engine.rows import matcher, need, offer


def feature(name, value, weight):
    return Feature(name, value, weight, value * weight, known=True)


def explanation(gates=(), features=()):
    return Explanation(1, 1, tuple(gates), tuple(features), 0.5, 1.0, False, ())


def explained(**changes):
    return matcher([need()], [offer(**changes)]).explain(1, 1)


def test_a_listed_pair_needs_no_gate_opened():
    found = what_would_change(explained())
    assert found.gates == ()
    assert found.only_gate is None


def test_the_closed_gate_is_named_with_what_it_compared():
    changes = what_would_change(explained(eligible=Eligibility(countries=("PER",))))
    assert changes.only_gate.code == "eligibility"
    assert changes.only_gate.params == {"state": "KEN"}


def test_several_closed_gates_are_all_named():
    late = {"opens_on": date(2028, 1, 1), "closes_on": date(2028, 12, 31)}
    changes = what_would_change(explained(eligible=Eligibility(countries=("PER",)), **late))
    assert [gate.code for gate in changes.gates] == ["window", "eligibility"]
    assert changes.only_gate is None


@pytest.mark.parametrize(
    ("features", "name", "lost"),
    [
        ([feature("theme", 0.9, 0.5), feature("kind", 0.1, 0.2)], "kind", 0.18),
        ([feature("theme", 0.2, 0.5), feature("kind", 0.0, 0.2)], "theme", 0.4),
        ([feature("theme", 1.0, 0.5), feature("kind", 1.0, 0.5)], None, 0.0),
        ([feature("theme", 1.0, 0.996), feature("kind", 0.0, 0.004)], None, 0.0),
        ([], None, 0.0),
    ],
)
def test_what_could_add_most_pulls_down_most(features, name, lost):
    found = what_would_change(explanation(features=features))
    assert (found.feature.name if found.feature else None) == name
    assert found.lost == pytest.approx(lost)


def test_open_gates_are_no_obstacle():
    gates = [Gate("window", True), Gate("capacity", False)]
    assert [gate.code for gate in what_would_change(explanation(gates)).gates] == ["capacity"]


def test_there_is_an_advice_for_every_gate_and_every_feature():
    assert set(wording.GATES) == set(GATE_CODES)
    assert set(wording.FEATURES) == set(FEATURE_NAMES)
