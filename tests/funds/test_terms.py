"""Terms as they are kept and read, and what keeps them from being used."""

import dataclasses
import json

import pytest

from matchmaking.funds.describing import differences, groups
from matchmaking.funds.shipped import DATA, EXAMPLES, example
from matchmaking.funds.terms import CriterionTerms, Terms, TrancheTerms, faults, worded
from matchmaking.projects.choices import AnnexKind, BudgetCategory
from matchmaking.projects.sections import CODES

ANCHORS = {"1": {"en": "Weak"}, "2": {"en": "Strong"}}


def criterion(code="fit", weight=100, **changes):
    return CriterionTerms(code, {"en": "Fit"}, weight, 2, **({"anchors": ANCHORS} | changes))


def usable(**changes):
    return dataclasses.replace(Terms(applicants=("ngo",), criteria=(criterion(),)), **changes)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_example_rules_are_complete_and_called_examples(name):
    shipped = example(name)
    assert faults(shipped.terms) == []
    assert "Example, not the rules of any real fund" in shipped.label
    assert "invented" in shipped.label
    assert "example" in shipped.title.lower()
    assert set(shipped.terms.sections) <= set(CODES)
    assert set(shipped.terms.annexes) <= set(AnnexKind.values)
    assert {share.category for share in shipped.terms.shares} <= set(BudgetCategory.values)
    for titled in (*shipped.terms.criteria, *shipped.terms.bodies, *shipped.terms.tranches):
        assert all(titled.titles[language] for language in ("en", "fr", "es", "ar", "ru", "zh"))


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("real", ["UNSCAR", "SALIENT", "Voluntary Trust", "Roadmap", "UN Action"])
def test_no_real_fund_is_named(name, real):
    assert real.lower() not in (DATA / f"{name}.json").read_text(encoding="utf-8").lower()


@pytest.mark.parametrize("name", EXAMPLES)
def test_terms_come_back_from_json_as_they_were(name):
    terms = example(name).terms
    assert Terms.of(json.loads(json.dumps(terms.content()))) == terms


def test_what_another_version_calls_otherwise_is_left_out():
    assert Terms.of({"applicants": ["ngo"], "unheard_of": 1}) == Terms(applicants=("ngo",))


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, []),
        ({"applicants": ()}, ["applicants"]),
        ({"joint_at_least": 2}, ["joint"]),
        ({"minimum_minor": 2, "ceiling_minor": 1}, ["amounts"]),
        ({"months_min": 2, "months_max": 1}, ["months"]),
        ({"criteria": ()}, ["criteria"]),
        ({"criteria": (criterion(weight=50), criterion(weight=50))}, ["twice"]),
        ({"criteria": (criterion(weight=99),)}, ["weights"]),
        ({"criteria": (criterion(anchors={"1": {"en": "Weak"}}),)}, ["anchors"]),
        ({"tranches": (TrancheTerms(99, "report", {"en": "Report"}),)}, ["tranches"]),
        ({"tie_breakers": ("criterion:fit", "smaller", "earlier", "lot")}, []),
        ({"tie_breakers": ("criterion:unheard",)}, ["ties"]),
        ({"tie_breakers": ("taller",)}, ["ties"]),
        ({"tie_breakers": ("lot", "lot")}, ["ties"]),
        ({"least_percent": 1}, []),
        ({"least_percent": 0}, ["granted"]),
        ({"least_percent": 101}, ["granted"]),
        ({"waived_by": "anybody"}, ["waiver"]),
        ({"letter_shows": ("names",)}, ["letter"]),
    ],
)
def test_terms_that_contradict_themselves_are_named(changes, found):
    assert faults(usable(**changes)) == found


def test_how_it_is_judged_is_said_in_words():
    terms = usable(
        tie_breakers=("criterion:fit", "lot"),
        least_percent=80,
        abstentions_count=True,
        waived_by="ballot",
        letter_shows=("place",),
    )
    said = {line.key: line.value for group in groups(terms) for line in group.lines}
    assert said["ties"] == "Fit, lot"
    assert said["granted"] == "at least 80 % of what is asked"
    assert said["abstentions"] == "count as votes"
    assert said["waiver"] == "the committee, by a ballot"
    assert said["letter"] == "the place in the ranking"
    changed = [row.label for row in differences(usable(), terms)]
    assert len(changed) == 5


def test_a_government_may_apply_where_nobody_is_named():
    assert Terms().may_state_apply
    assert Terms(applicants=("ngo", "state")).may_state_apply
    assert not Terms(applicants=("ngo",)).may_state_apply


def test_words_are_in_the_language_of_the_reader_where_there_are_some():
    assert worded({"en": "Fit", "fr": "Adéquation"}, "fr") == "Adéquation"
    assert worded({"en": "Fit"}, "fr") == "Fit"
    assert worded({"fr": "Adéquation"}, "en") == "Adéquation"
    assert worded({}, "en") == ""
