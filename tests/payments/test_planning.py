"""From the rules of a fund to sums and days: nothing of it needs a database."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchmaking.funds.terms import Duty, TrancheTerms
from matchmaking.money import Money
from matchmaking.payments.planning import (
    FaultyPlan,
    PlannedTranche,
    months_after,
    parts_of,
    refuse_faulty_plan,
    reports_for,
    tranches_for,
)

START, END = datetime.date(2027, 1, 31), datetime.date(2028, 1, 30)
DUTIES = [
    Duty("interim", "narrative", 6),
    Duty("interim", "financial", 6),
    Duty("final", "narrative", 3),
    Duty("final", "financial", 3),
]
SHARES = [
    TrancheTerms(40, "signature", {}),
    TrancheTerms(40, "report", {}),
    TrancheTerms(20, "report", {}),
]


@given(st.integers(1, 10**12), st.lists(st.integers(1, 100), min_size=1, max_size=8))
def test_the_parts_add_up_to_the_last_cent(amount, percents):
    parts = parts_of(amount, percents)
    assert sum(parts) == amount
    assert len(parts) == len(percents)
    assert min(parts) >= 0


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        ("2027-01-31", 1, "2027-02-28"),
        ("2027-11-30", 3, "2028-02-29"),
        ("2027-05-15", 12, "2028-05-15"),
        ("2027-05-15", 0, "2027-05-15"),
    ],
)
def test_months_end_on_their_last_day(day, months, then):
    asked = months_after(datetime.date.fromisoformat(day), months)
    assert asked == datetime.date.fromisoformat(then)


def test_interim_reports_come_until_the_end_and_the_final_ones_after_it():
    found = [(row.kind, row.matter, row.due_on) for row in reports_for(DUTIES, START, END)]
    july, april = datetime.date(2027, 7, 31), datetime.date(2028, 4, 30)
    assert found == [
        ("interim", "financial", july),
        ("interim", "narrative", july),
        ("final", "financial", april),
        ("final", "narrative", april),
    ]


def test_a_duty_without_months_asks_for_no_endless_row_of_reports():
    assert reports_for([Duty("interim", "narrative", 0)], START, END) == []


def test_tranches_wait_for_the_reports_of_one_day_after_the_other():
    reports = reports_for(DUTIES, START, END)
    plan = tranches_for(100_001, SHARES, reports)
    assert [(row.amount_minor, row.tie, row.report) for row in plan] == [
        (40_000, "signature", None),
        (40_000, "report", 2),
        (20_001, "report", 4),
    ]


def test_a_tranche_without_a_report_to_wait_for_waits_for_the_conditions():
    assert [row.tie for row in tranches_for(10, SHARES, [])] == [
        "signature",
        "condition",
        "condition",
    ]
    assert [row.amount_minor for row in tranches_for(10, [], [])] == [10]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "at least one"),
        ([PlannedTranche(900, "signature")], "USD 1 are missing"),
        ([PlannedTranche(1100, "signature")], "USD 1 too much"),
        ([PlannedTranche(0, "signature"), PlannedTranche(1000, "condition")], "not complete"),
        ([PlannedTranche(1000, "report", 3)], "not complete"),
    ],
)
def test_a_faulty_plan_says_what_is_wrong(rows, said):
    with pytest.raises(FaultyPlan, match=said):
        refuse_faulty_plan(rows, Money(1000, "USD"), reports=2)


def test_a_plan_that_adds_up_is_taken():
    rows = [PlannedTranche(400, "signature"), PlannedTranche(600, "report", 2)]
    refuse_faulty_plan(rows, Money(1000, "USD"), reports=2)
