"""What is monitored opens with the second signature, carries its framework over, and closes."""

import datetime
import itertools
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from matchmaking.agreements.models import Agreement
from matchmaking.monitoring import selectors, services
from matchmaking.monitoring.models import Undertaking
from matchmaking.monitoring.spans import spans
from matchmaking.needs.models import NeedGoal
from matchmaking.payments.models import Project
from tests import cast
from tests.agreements import making as agreements
from tests.monitoring import making

pytestmark = pytest.mark.django_db


def test_an_agreement_is_monitored_from_its_second_signature(
    django_capture_on_commit_callbacks,
):
    with django_capture_on_commit_callbacks(execute=True):
        agreement = agreements.signed()
    found = Undertaking.objects.get(agreement=agreement)
    assert (found.title, found.status) == (agreement.need.title, "open")
    with django_capture_on_commit_callbacks(execute=True):
        agreements.end(agreement)
    found.refresh_from_db()
    assert (found.status, found.closed_on) == ("closed", timezone.localdate())


def test_the_lines_of_an_agreement_become_outputs_and_the_goals_stand_above_them():
    agreement = agreements.signed()
    NeedGoal.objects.create(
        need=agreement.need, title="Records without gaps", baseline=40, target=5, unit="percent"
    )
    undertaking = making.of_agreement(agreement)
    outcome, output = selectors.framework(undertaking).results
    assert (outcome.result.level, output.result.level, output.depth) == ("outcome", "output", 1)
    goal, delivered = outcome.indicators[0].indicator, output.indicators[0].indicator
    assert (goal.measure, goal.direction, goal.target) == ("percent", "down", Decimal(5))
    assert (delivered.baseline, delivered.target) == (Decimal(0), Decimal(5))
    assert delivered.unit == agreement.lines.get().need_line.unit
    assert services.open_agreement(agreement_id=agreement.pk).pk == undertaking.pk
    assert undertaking.indicators.count() == 2


def test_the_framework_of_a_project_is_that_of_the_proposal_as_it_was_handed_in():
    undertaking = making.of_project_row()
    first, second = selectors.framework(undertaking).results
    assert [first.result.statement, second.result.statement] == ["Arms are marked", "Staff trained"]
    assert second.result.parent_id == first.result.pk
    trained = second.indicators[0].indicator
    assert trained.disaggregated_by == ["sex", "institution"]
    assert (trained.target, trained.source) == (Decimal(40), "Lists of participants")
    assert undertaking.starts_on == undertaking.project.starts_on
    assert undertaking.periods.count() == 3
    found = selectors.parties(undertaking)
    assert found.fund == undertaking.project.application.call.fund.organisation_id


def test_a_milestone_is_the_target_of_the_period_it_falls_into():
    project = making.payments.running_rows(making.payments.application(), cast.join("petra"))
    days = {"starts_on": datetime.date(2027, 1, 15), "ends_on": datetime.date(2028, 1, 14)}
    Project.objects.filter(pk=project.pk).update(**days)
    undertaking = making.of_project(Project.objects.get(pk=project.pk))
    trained = selectors.framework(undertaking).results[1].indicators[0]
    assert trained.targets == {1: Decimal(15)}


@pytest.mark.parametrize(
    ("months", "ends"),
    [
        (6, [datetime.date(2027, 7, 30), datetime.date(2028, 1, 30), datetime.date(2028, 3, 1)]),
        (12, [datetime.date(2028, 1, 30), datetime.date(2028, 3, 1)]),
    ],
)
def test_periods_follow_each_other_without_a_gap_and_end_with_the_undertaking(months, ends):
    found = spans(datetime.date(2027, 1, 31), datetime.date(2028, 3, 1), months)
    assert [one.ends_on for one in found] == ends
    for earlier, later in itertools.pairwise(found):
        assert later.starts_on == earlier.ends_on + datetime.timedelta(days=1)


def test_the_nightly_round_opens_what_was_left_out_once():
    agreement = agreements.signed()
    assert services.open_missing() == 1
    assert services.open_missing() == 0
    assert Undertaking.objects.get().agreement == agreement


def test_an_undertaking_is_one_project_or_one_agreement():
    undertaking = making.undertaking()
    with pytest.raises(IntegrityError), transaction.atomic():
        Undertaking.objects.filter(pk=undertaking.pk).update(agreement=None)
    assert Agreement.objects.get().undertaking == undertaking
