"""The rules of calls against facts: pure, rule by rule."""

import dataclasses
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchmaking.funds.eligibility import (
    MET,
    NOT_MET,
    UNKNOWN,
    Conditions,
    Facts,
    Party,
    judge,
    verdict_of,
)
from matchmaking.funds.shipped import EXAMPLES, example
from matchmaking.funds.terms import Share, Terms

NOW = datetime.datetime(2027, 3, 1, 12, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)
NGO = Party("Example Implementer", frozenset({"ngo"}))
STATE = Party("Kenya", frozenset({"state"}))
UNODC = Party("UNODC", frozenset({"body", "un"}))
UNDP = Party("UNDP", frozenset({"body", "un"}))


def conditions(terms=None, **changes):
    window = {"opens_at": NOW - DAY, "deadline": NOW + DAY}
    return Conditions(terms=Terms(**(terms or {})), **(window | changes))


def said(code, facts=None, call=None, **terms):
    """Return what the rule of that code says: verdict and variant."""
    rulings = judge(Facts(now=NOW, **(facts or {})), call or conditions(terms))
    return next(((r.verdict, r.variant) for r in rulings if r.code == code), None)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, (MET, "until")),
        ({"deadline": None}, (MET, "rolling")),
        ({"opens_at": NOW + DAY / 2}, (UNKNOWN, "upcoming")),
        ({"deadline": NOW}, (MET, "until")),
        ({"deadline": NOW - datetime.timedelta(seconds=1)}, (NOT_MET, "over")),
        ({"is_closed": True}, (NOT_MET, "over")),
    ],
)
def test_the_window_is_open_up_to_its_last_moment(changes, expected):
    assert said("window", call=conditions(**changes)) == expected


@pytest.mark.parametrize(
    ("applicant", "allowed", "expected"),
    [
        (None, (), None),
        (None, ("state",), (MET, "state")),
        (None, ("ngo", "body"), (UNKNOWN, "partner")),
        (NGO, ("ngo", "body"), (MET, "")),
        (STATE, ("ngo", "body"), (NOT_MET, "government")),
        (NGO, ("state",), (NOT_MET, "")),
        (UNODC, ("un",), (MET, "")),
    ],
)
def test_only_those_may_apply_who_are_named(applicant, allowed, expected):
    assert said("applicant", {"applicant": applicant}, applicants=allowed) == expected


@pytest.mark.parametrize(
    ("applicant", "parties", "expected"),
    [
        (None, (), (UNKNOWN, "")),
        (UNODC, (UNODC,), (NOT_MET, "")),
        (UNODC, (UNODC, NGO), (NOT_MET, "")),
        (UNODC, (UNODC, UNDP), (MET, "")),
    ],
)
def test_a_joint_call_counts_those_who_apply_together(applicant, parties, expected):
    facts = {"applicant": applicant, "parties": parties}
    assert said("joint", facts, joint_kinds=("un",), joint_at_least=2) == expected


@pytest.mark.parametrize(("signed", "expected"), [(True, MET), (False, UNKNOWN), (None, UNKNOWN)])
def test_a_government_that_has_not_signed_may_still_do_so(signed, expected):
    facts = {"has_government": signed}
    assert said("government", facts, needs_government=True) == (expected, "")
    assert said("government", facts) is None


@pytest.mark.parametrize(
    ("changes", "groups", "countries", "expected"),
    [
        ({}, (), {"KEN"}, None),
        ({"countries": frozenset({"KEN"})}, (), {"KEN"}, MET),
        ({"countries": frozenset({"KEN"})}, (), {"KEN", "BGR"}, NOT_MET),
        ({"regions": frozenset({"202"})}, (), {"KEN"}, MET),
        ({"regions": frozenset({"202"})}, (), {"BGR"}, NOT_MET),
        ({"regions": frozenset({"202"}), "countries": frozenset({"BGR"})}, (), {"BGR"}, MET),
        ({}, ("ODA",), {"KEN"}, MET),
        ({}, ("ODA",), {"BGR"}, NOT_MET),
        ({"regions": frozenset({"202"})}, ("LDC",), {"KEN"}, NOT_MET),
        ({"regions": frozenset({"202"})}, (), set(), UNKNOWN),
    ],
)
def test_every_beneficiary_must_be_meant(changes, groups, countries, expected):
    facts = {
        "countries": frozenset(countries),
        "regions": {"KEN": frozenset({"014", "202", "002"}), "BGR": frozenset({"151"})},
        "groups": {"KEN": frozenset({"ODA"})},
    }
    found = said("places", facts, conditions({"groups": groups}, **changes))
    assert found == (expected and (expected, ""))


@pytest.mark.parametrize(
    ("themes", "expected"),
    [({"MRK.02"}, MET), ({"MRK"}, MET), ({"DST.01"}, NOT_MET), (set(), UNKNOWN)],
)
def test_a_theme_counts_for_all_above_it(themes, expected):
    call = conditions(themes=frozenset({"MRK"}))
    assert said("themes", {"themes": frozenset(themes)}, call) == (expected, "")


@pytest.mark.parametrize(
    ("asked", "applicant", "limits", "expected"),
    [
        (100, NGO, {}, None),
        (100, NGO, {"ceiling_minor": 100}, (MET, "")),
        (101, NGO, {"ceiling_minor": 100}, (NOT_MET, "above")),
        (101, None, {"ceiling_minor": 100}, (UNKNOWN, "request_above")),
        (99, NGO, {"minimum_minor": 100}, (NOT_MET, "below")),
        (99, None, {"minimum_minor": 100}, (UNKNOWN, "request_below")),
        (None, None, {"ceiling_minor": 100}, (UNKNOWN, "most")),
        (None, None, {"minimum_minor": 100}, (UNKNOWN, "least")),
        (None, NGO, {"minimum_minor": 1, "ceiling_minor": 100}, (UNKNOWN, "range")),
    ],
)
def test_the_amount_keeps_within_the_limits(asked, applicant, limits, expected):
    assert said("amount", {"asked_minor": asked, "applicant": applicant}, **limits) == expected


@pytest.mark.parametrize(
    ("months", "least", "most", "expected"),
    [
        (12, None, None, None),
        (12, 12, 24, (MET, "")),
        (24, 12, 24, (MET, "")),
        (25, 12, 24, (NOT_MET, "long")),
        (11, 12, 24, (NOT_MET, "short")),
        (None, None, 18, (UNKNOWN, "")),
        (None, 6, None, (UNKNOWN, "least")),
        (60, 6, None, (MET, "")),
    ],
)
def test_the_length_keeps_within_the_limits(months, least, most, expected):
    assert said("duration", {"months": months}, months_min=least, months_max=most) == expected


def test_projects_keep_within_the_days_of_the_call():
    first, last = datetime.date(2027, 6, 1), datetime.date(2028, 5, 31)
    call = conditions(starts_after=first, ends_before=last)
    inside = {"starts_on": first, "ends_on": last}
    outside = {"starts_on": first - DAY, "ends_on": last + DAY}
    assert [said(code, inside, call) for code in ("starts", "ends")] == [(MET, "")] * 2
    assert [said(code, outside, call) for code in ("starts", "ends")] == [(NOT_MET, "")] * 2
    assert [said(code, {}, call) for code in ("starts", "ends")] == [(UNKNOWN, "")] * 2


@pytest.mark.parametrize(
    ("shares", "expected"),
    [({"overhead": 7.0}, MET), ({"overhead": 7.1}, NOT_MET), ({}, MET), (None, UNKNOWN)],
)
def test_a_category_takes_no_more_than_its_share(shares, expected):
    assert said("share", {"shares": shares}, shares=(Share("overhead", 7),)) == (expected, "")


@pytest.mark.parametrize(
    ("asked", "total", "expected"),
    [(90, 100, MET), (91, 100, NOT_MET), (None, None, UNKNOWN), (5, 0, UNKNOWN)],
)
def test_others_give_their_part(asked, total, expected):
    facts = {"asked_minor": asked, "total_minor": total}
    assert said("cofinancing", facts, cofinancing_percent=10) == (expected, "")


@pytest.mark.parametrize(("reported", "expected"), [(True, MET), (False, NOT_MET), (None, UNKNOWN)])
def test_a_fund_may_pay_only_for_what_was_reported(reported, expected):
    assert said("reported", {"is_reported": reported}, needs_reported_need=True) == (expected, "")


@pytest.mark.parametrize(
    ("missing", "expected"), [(None, UNKNOWN), (("exit",), UNKNOWN), ((), MET)]
)
def test_sections_that_are_missing_can_still_be_written(missing, expected):
    assert said("sections", {"missing_sections": missing}, sections=("exit",)) == (expected, "")
    assert said("annexes", {"missing_annexes": missing}, annexes=("exit",)) == (expected, "")


def test_one_rule_that_is_not_met_decides():
    facts = Facts(now=NOW, applicant=STATE)
    rulings = judge(facts, conditions({"applicants": ("ngo",), "months_max": 12}))
    assert verdict_of(rulings) == NOT_MET
    assert verdict_of(r for r in rulings if r.verdict != NOT_MET) == UNKNOWN
    assert verdict_of(()) == MET


# What each kind of fund says to a government that asks, and to the two who may carry it out.
KINDS = {
    "partners": [(NOT_MET, "government"), (MET, ""), (MET, "")],
    "states": [(MET, ""), (NOT_MET, ""), (NOT_MET, "")],
    "joint": [(NOT_MET, "government"), (NOT_MET, ""), (MET, "")],
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_example_rules_differ_in_who_may_apply(name):
    call = Conditions(terms=example(name).terms, opens_at=NOW - DAY)
    answers = [said("applicant", {"applicant": who}, call) for who in (STATE, NGO, UNODC)]
    assert answers == KINDS[name]
    alone = said("joint", {"applicant": UNODC, "parties": (UNODC,)}, call)
    assert alone == ((NOT_MET, "") if name == "joint" else None)


@given(
    asked=st.none() | st.integers(0, 10**9),
    total=st.none() | st.integers(0, 10**9),
    months=st.none() | st.integers(1, 120),
    party=st.sampled_from([None, NGO, STATE, UNODC]),
    reported=st.sampled_from([True, False, None]),
    name=st.sampled_from(EXAMPLES),
)
def test_a_call_that_asks_less_never_refuses_more(asked, total, months, party, reported, name):
    facts = Facts(
        now=NOW,
        applicant=party,
        asked_minor=asked,
        total_minor=total,
        months=months,
        is_reported=reported,
    )
    terms = example(name).terms
    easier = dataclasses.replace(
        terms, ceiling_minor=None, minimum_minor=None, months_min=None, months_max=None
    )
    strict, easy = (
        verdict_of(judge(facts, Conditions(terms=one, opens_at=NOW - DAY)))
        for one in (terms, easier)
    )
    assert not (easy == NOT_MET and strict != NOT_MET)
