"""Stages and their clocks."""

import pytest
from django.core.exceptions import PermissionDenied

from matchmaking.administration import selectors, services
from matchmaking.administration.choices import EXAMPLE_DAYS, Stage
from matchmaking.errors import ReasonMissing
from tests.administration import making
from tests.applications import making as applications
from tests.payments import making as payments

STAGES = {
    "submitted": Stage.SCREENING,
    "eligible": Stage.REVIEW,
    "reviewed": Stage.DECISION,
    "returned": Stage.REVISION,
    "approved": Stage.AGREEMENT,
    "rejected": Stage.OVER,
    "ineligible": Stage.OVER,
    "withdrawn": Stage.OVER,
}


def rows_of(user):
    return selectors.with_clocks(selectors.pipeline_for(user))


@pytest.mark.parametrize(("made", "stage"), STAGES.items())
def test_each_application_stands_at_the_stage_that_its_status_says(tomas, made, stage):
    getattr(applications, made)()
    assert [row.stage for row in rows_of(tomas)] == [stage]


def test_a_signed_project_runs_until_its_last_day(tomas):
    project = payments.running()
    (row,) = rows_of(tomas)
    assert row.stage == Stage.RUNNING
    assert row.due_on == project.ends_on
    assert not row.is_late


@pytest.mark.parametrize(("days", "is_late"), [(9, False), (10, False), (11, True)])
def test_a_stage_is_late_once_its_last_day_is_over(tomas, days, is_late):
    assert EXAMPLE_DAYS[Stage.SCREENING] == 10
    making.waiting(days)
    (row,) = rows_of(tomas)
    assert (row.days, row.is_late) == (days, is_late)
    found = selectors.pipeline_for(tomas).filter(selectors.is_late(tomas))
    assert found.exists() == is_late


def test_a_term_that_is_set_holds_from_then_on(tomas):
    application = making.waiting(11)
    fund = application.call.fund
    say = {"fund_id": fund.pk, "stage": "screening", "note": "Summer.", "actor": tomas}
    services.set_term(days=20, **say)
    assert not rows_of(tomas)[0].is_late
    services.set_term(days=5, **say)
    assert rows_of(tomas)[0].is_late
    assert selectors.terms_of([fund.pk])[fund.pk, "review"] == EXAMPLE_DAYS[Stage.REVIEW]


@pytest.mark.parametrize("name", ["rania", "elena", "amina", "sofia"])
def test_nobody_but_an_administrator_sets_a_term(request, name, tomas):
    fund = applications.submitted().call.fund
    actor = request.getfixturevalue(name)
    with pytest.raises(PermissionDenied):
        services.set_term(fund_id=fund.pk, stage="review", days=9, note="Why", actor=actor)


def test_a_term_needs_a_reason(tomas):
    fund = applications.submitted().call.fund
    with pytest.raises(ReasonMissing):
        services.set_term(fund_id=fund.pk, stage="review", days=9, note=" ", actor=tomas)


def test_the_desk_counts_what_its_lists_show(tomas):
    call = applications.call()
    making.waiting(30, call_=call)
    making.waiting(1, call_=call)
    applications.eligible(call_=call)
    desk = selectors.desk_of(tomas, call.fund)
    counted = {row.stage: (row.number, row.late) for row in desk.stages if row.number}
    assert counted == {Stage.SCREENING: (2, 1), Stage.REVIEW: (1, 0)}
    assert sum(row.number for row in desk.stages) == selectors.pipeline_for(tomas).count()
    assert next(row.days for row in desk.stages if row.late) == 30


def test_the_desk_knows_what_is_due(tomas):
    project = payments.running()
    desk = selectors.desk_of(tomas, project.application.call.fund)
    assert desk.payments.total == len(desk.payments.rows)
    assert desk.reports.total >= len(desk.reports.rows) > 0
    assert desk.money.committed == project.amount
