"""Why a tranche is not paid yet: every reason, and only those."""

import datetime
from dataclasses import replace

import pytest

from matchmaking.money import Money
from matchmaking.payments.readiness import (
    Facts,
    OpenCondition,
    OpenReport,
    Terms,
    why_not,
    why_not_sign,
)

TODAY = datetime.date(2027, 6, 1)
DAY = datetime.timedelta(days=1)
GOOD = Facts(status="running", today=TODAY, left=Money(1000, "USD"), paid=frozenset({1}))
FIRST = Terms(number=1, amount=Money(400, "USD"), tie="signature")
SECOND = Terms(number=2, amount=Money(600, "USD"), tie="report", report=2)
UNTIED = replace(SECOND, tie="condition", report=None)


def codes(terms, **facts):
    return [why.code for why in why_not(terms, replace(GOOD, **facts))]


def condition(**what):
    return [OpenCondition(words="Name a bank account", **what)]


@pytest.mark.parametrize(
    ("terms", "facts", "reasons"),
    [
        (FIRST, {}, []),
        (SECOND, {}, []),
        (FIRST, {"status": "agreed"}, ["signature"]),
        (FIRST, {"status": "suspended"}, ["suspended"]),
        (FIRST, {"status": "closed"}, ["closed"]),
        (SECOND, {"paid": frozenset()}, ["order"]),
        (SECOND, {"reports": [OpenReport(1, "one")]}, ["report"]),
        (SECOND, {"reports": [OpenReport(1, "one"), OpenReport(2, "two")]}, ["report"]),
        (SECOND, {"reports": [OpenReport(3, "three")]}, []),
        (FIRST, {"reports": [OpenReport(1, "one")]}, []),
        (FIRST, {"conditions": condition(is_before_signature=True)}, ["condition"]),
        (FIRST, {"conditions": condition(tranche=2)}, []),
        (SECOND, {"conditions": condition(tranche=2)}, ["condition"]),
        (SECOND, {"conditions": condition(tranche=1)}, ["condition"]),
        (SECOND, {"conditions": condition(due_on=TODAY)}, []),
        (SECOND, {"conditions": condition(due_on=TODAY - DAY)}, ["condition"]),
        (UNTIED, {"conditions": condition(due_on=TODAY + DAY)}, ["condition"]),
        (replace(FIRST, due_on=TODAY + DAY), {}, ["day"]),
        (replace(FIRST, due_on=TODAY), {}, []),
        (FIRST, {"left": Money(399, "USD")}, ["money"]),
        (
            SECOND,
            {"status": "suspended", "paid": frozenset(), "left": Money(0, "USD")},
            ["suspended", "order", "money"],
        ),
    ],
)
def test_every_reason_is_given_and_no_other(terms, facts, reasons):
    assert codes(terms, **facts) == reasons


def test_a_reason_names_what_has_to_happen():
    [why] = why_not(SECOND, replace(GOOD, reports=[OpenReport(2, "Interim report, due 1 May")]))
    assert "Interim report, due 1 May" in why.words
    [why] = why_not(FIRST, replace(GOOD, left=Money(100, "USD")))
    assert "USD 1" in why.words


def test_only_conditions_before_signature_keep_from_signing():
    assert why_not_sign(condition(tranche=1)) == []
    [why] = why_not_sign(condition(is_before_signature=True))
    assert "Name a bank account" in why.words
