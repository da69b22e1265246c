"""Who may do what with plans, registers, visits and hand-overs, in which state: whole tables."""

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts import audit
from accounts.notifications.models import Notification
from matchmaking.errors import ChangedMeanwhile, DomainError, NotInThisState, ReasonMissing
from matchmaking.progress import inbox, selectors, services
from matchmaking.progress.choices import Side
from matchmaking.progress.models import ActivityState, HandOver, RegisterEntry, Statement, Visit
from tests.monitoring import making as monitored
from tests.progress import making
from tests.progress.making import TODAY, days, person

pytestmark = pytest.mark.django_db

PEOPLE = ["nadia", "amina", "tomas", "petra", "rania", "dina", "boris", "sofia", "elena"]
WHY = {"reason": "It is settled."}


def worked(act):
    """Try an act, take it back, and say whether it worked."""
    try:
        with transaction.atomic():
            act()
            transaction.set_rollback(True)
    except (PermissionDenied, DomainError):
        return False
    return True


def who_can(act):
    people = {name: person(name) for name in PEOPLE}
    return {name for name, one in people.items() if worked(lambda p=one: act(p))}


def acts(row):
    """Return every act on an undertaking that somebody may try at any time."""
    pk = row.pk
    risk, closed = making.entry(row), making.closed_entry(row)
    found = {
        "add risk": lambda who: making.entry(row, who),
        "edit risk": lambda who: services.edit_entry(
            entry_id=risk.pk, actor=who, said=making.ENTRY
        ),
        "edit closed risk": lambda who: services.edit_entry(
            entry_id=closed.pk, actor=who, said=making.ENTRY
        ),
        "close risk": lambda who: services.close_entry(entry_id=risk.pk, actor=who, **WHY),
        "close again": lambda who: services.close_entry(entry_id=closed.pk, actor=who, **WHY),
        "reopen risk": lambda who: services.reopen_entry(entry_id=closed.pk, actor=who, **WHY),
        "reopen open one": lambda who: services.reopen_entry(entry_id=risk.pk, actor=who, **WHY),
        "visit": lambda who: making.visit(row, who),
    }
    if row.project_id:
        activity, milestone = making.activity(row), row.milestones.get()
        hand_over = making.hand_over(row)
        found |= {
            "update plan": lambda who: making.update(row, making.far(activity, 10), actor=who),
            "milestone": lambda who: services.reach_milestone(
                milestone_id=milestone.pk, actor=who, reached_on=TODAY
            ),
            "plan hand-over": lambda who: services.plan_hand_over(
                undertaking_id=pk, actor=who, words="x", quantity=Decimal(1), unit="item"
            ),
            "state hand-over": lambda who: services.state_hand_over(
                hand_over_id=hand_over.pk, actor=who, said=services.Arrived(Decimal(1), TODAY)
            ),
        }
    return found


CARRIERS, FUND = {"nadia", "amina"}, {"tomas", "petra"}
OF_PROJECT = {
    "update plan": CARRIERS,
    "milestone": CARRIERS,
    "add risk": CARRIERS | FUND,
    "edit risk": CARRIERS | FUND,
    "edit closed risk": set(),
    "close risk": CARRIERS | FUND,
    "close again": set(),
    "reopen risk": CARRIERS | FUND,
    "reopen open one": set(),
    "visit": CARRIERS | FUND,
    "plan hand-over": {"nadia"},
    "state hand-over": CARRIERS,
}
SIDES = {"amina", "dina"}
OF_AGREEMENT = {
    "add risk": SIDES,
    "edit risk": SIDES,
    "edit closed risk": set(),
    "close risk": SIDES,
    "close again": set(),
    "reopen risk": SIDES,
    "reopen open one": set(),
    # The secretariat knows of every agreement.
    "visit": {"amina", "dina", "sofia", "elena"},
}


@pytest.mark.parametrize(
    ("make", "table"), [(making.project, OF_PROJECT), (making.agreement, OF_AGREEMENT)]
)
def test_only_those_of_the_table_act_on_what_is_under_way(make, table):
    found = acts(make())
    assert {name: who_can(act) for name, act in found.items()} == table


def test_nothing_but_visits_and_closing_risks_goes_on_once_it_is_over():
    row = making.project()
    found = acts(row)
    making.close(row)
    people = [person(name) for name in ("nadia", "tomas")]
    possible = {
        name
        for name, act in found.items()
        if any(worked(lambda a=act, p=one: a(p)) for one in people)
    }
    assert possible == {"edit risk", "close risk", "visit"}


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"percent": 101}, "percent"),
        ({"percent": 10, "begun": None}, "begun_on"),
        ({"percent": 100}, "done_on"),
        ({"percent": 50, "done": -1}, "percent"),
        ({"percent": 100, "done": -31}, "done_on"),
        ({"percent": 10, "begun": 1}, "begun_on"),
        ({"percent": 100, "done": 1}, "done_on"),
    ],
)
def test_an_impossible_state_of_an_activity_is_refused_beside_its_field(said, field):
    row = making.project()
    activity = making.activity(row)
    with pytest.raises(services.FaultyPlan) as refusal:
        making.update(row, making.far(activity, **said))
    assert list(refusal.value.faults[activity.pk]) == [field]
    assert ActivityState.objects.get(pk=activity.pk).percent == 0


def test_the_plan_risks_and_milestones_of_the_proposal_are_carried_over_once():
    row = making.project()
    services.carry_over(undertaking_id=row.pk)
    first, second = row.activities.order_by("position")
    assert (str(first), first.starts_on) == ("1.1 Buy machines", row.starts_on)
    assert second.starts_on == first.ends_on + datetime.timedelta(days=1)
    assert row.milestones.get().title == "Operators trained: 15 person"
    risk = row.register.get()
    assert (risk.title, risk.weight, risk.response) == (
        "The machines arrive late.",
        6,
        "Order early.",
    )


def test_nobody_overwrites_what_somebody_else_said_meanwhile():
    row = making.project()
    activity = making.activity(row)
    making.update(row, making.far(activity, 20))
    with pytest.raises(ChangedMeanwhile):
        making.update(row, making.far(activity, 30))
    # The same words twice are no conflict.
    making.update(row, making.far(activity, 20))
    activity.refresh_from_db()
    assert (activity.percent, activity.version) == (20, 2)
    assert any("far" in str(entry.verb) for entry in audit.history(row))


def test_a_risk_is_closed_with_what_came_of_it_and_opened_again():
    row = making.project()
    risk = making.entry(row, kind="issue", impact=3, likelihood=1)
    assert risk.weight == 9
    with pytest.raises(ReasonMissing):
        services.close_entry(entry_id=risk.pk, actor=person("tomas"), reason=" ")
    closed = services.close_entry(entry_id=risk.pk, actor=person("tomas"), **WHY)
    assert (closed.status, closed.closed_on) == ("closed", TODAY)
    opened = services.reopen_entry(entry_id=risk.pk, actor=person("nadia"), **WHY)
    assert RegisterEntry.objects.get(pk=risk.pk).closed_on is None
    assert opened.status == "open"
    with pytest.raises(ChangedMeanwhile):
        services.edit_entry(entry_id=risk.pk, actor=person("nadia"), said=making.ENTRY, version=1)


def test_a_visit_is_its_authors_own_until_it_is_filed_and_then_changes_no_more(
    django_capture_on_commit_callbacks,
):
    row = making.project()
    visit = making.visit(row, person("tomas"), [making.paper()])
    readers = {n for n in PEOPLE if Visit.objects.visible_to(person(n)).exists()}
    assert readers == {"tomas"}
    assert who_can(lambda who: services.file_visit(visit_id=visit.pk, actor=who)) == {"tomas"}
    with django_capture_on_commit_callbacks(execute=True):
        services.file_visit(visit_id=visit.pk, actor=person("tomas"))
    readers = {n for n in PEOPLE if Visit.objects.visible_to(person(n)).exists()}
    assert {"tomas", "petra", "nadia", "amina"} <= readers
    assert not readers & {"boris", "rania", "dina"}
    told = Notification.objects.filter(kind="progress_visit_filed")
    assert {one.user.full_name for one in told} == {"Nadia", "Amina", "Petra"}
    for act in (
        lambda: services.edit_visit(visit_id=visit.pk, actor=person("tomas"), said=making.VISIT),
        lambda: services.delete_visit(visit_id=visit.pk, actor=person("tomas")),
        lambda: services.drop_paper(paper_id=visit.papers.get().pk, actor=person("tomas")),
    ):
        with pytest.raises(NotInThisState):
            act()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"visited_on": days(1)}, "visited_on"),
        ({"ended_on": days(1)}, "ended_on"),
        ({"ended_on": days(-1)}, "ended_on"),
    ],
)
def test_a_visit_of_impossible_days_is_refused(changes, field):
    row = making.agreement()
    said = replace(making.VISIT, **changes)
    with pytest.raises(DomainError) as refusal:
        services.draft_visit(undertaking_id=row.pk, actor=monitored.reporter(row), said=said)
    assert refusal.value.field == field


def test_what_both_sides_confirm_is_the_smaller_figure():
    row = making.project()
    hand_over = making.hand_over(row, 10)

    def figure():
        return selectors.confirmed_hand_overs([row.pk])[row.pk][0]

    assert figure().quantity == 0
    making.state(hand_over, Side.GIVER, 8)
    assert figure().quantity == 0
    making.state(hand_over, Side.RECIPIENT, 6)
    assert (figure().quantity, figure().is_disputed) == (6, True)
    making.state(hand_over, Side.GIVER, 6)
    assert (figure().quantity, figure().is_disputed) == (6, False)
    assert Statement.objects.count() == 3
    with pytest.raises(DomainError) as refusal:
        making.state(hand_over, Side.GIVER, 11)
    assert refusal.value.field == "quantity"


def test_a_hand_over_waits_for_the_side_that_has_not_said_the_same():
    row = making.project()
    hand_over = making.hand_over(row, 10)

    def waiting():
        return {n for n in PEOPLE if (rows := inbox.to_confirm(person(n))) and rows.exists()}

    assert waiting() == set()
    making.state(hand_over, Side.GIVER, 8)
    assert waiting() == {"amina"}
    making.state(hand_over, Side.RECIPIENT, 6)
    assert waiting() == {"nadia"}
    making.state(hand_over, Side.GIVER, 6)
    assert waiting() == set()


def test_where_the_applicant_carries_it_out_itself_the_fund_confirms():
    row = making.project()
    proposal = row.project.application.proposal
    type(proposal).objects.filter(pk=proposal.pk).update(implementer=None)
    row = monitored.fresh(row)
    hand_over = HandOver.objects.create(
        undertaking=row, words="Rack", quantity=1, unit="item", entered_by=person("amina")
    )
    said = services.Arrived(Decimal(1), TODAY)

    def state(who):
        return services.state_hand_over(hand_over_id=hand_over.pk, actor=who, said=said)

    assert who_can(state) == {"amina", "tomas", "petra"}
    assert state(person("amina")).side == Side.GIVER
    assert inbox.to_confirm(person("tomas")).get() == hand_over
    assert state(person("tomas")).side == Side.RECIPIENT


def test_milestones_wait_for_those_who_report_until_they_are_reached():
    row = making.project()
    row.milestones.update(due_on=days(3))
    milestone = row.milestones.get()
    assert inbox.milestones_due(person("nadia")).get() == milestone
    assert not inbox.milestones_due(person("boris")).exists()
    services.reach_milestone(
        milestone_id=milestone.pk, actor=person("nadia"), reached_on=TODAY, file=making.paper()
    )
    assert not inbox.milestones_due(person("nadia")).exists()


def test_the_lights_follow_from_what_was_said():
    row = making.project()

    def colours():
        return {light.code: light.colour for light in selectors.lights_of([row.pk])[row.pk]}

    before = colours()
    # The year is over, nothing is done and the carried risk weighs six.
    assert before["late"] == "red"
    assert before["off_target"] == "grey"
    assert before["risks"] == "amber"
    row.milestones.update(due_on=days(10))
    done = [making.far(one, 100, begun=-300, done=-1) for one in row.activities.all()]
    making.update(row, *done)
    monitored.value(monitored.indicator(row), monitored.period(row), 90, status="approved")
    services.close_entry(entry_id=row.register.get().pk, actor=person("nadia"), **WHY)
    after = colours()
    assert (after["late"], after["off_target"], after["risks"]) == ("green", "green", "green")


def test_the_lights_of_many_take_as_many_queries_as_of_one():
    rows = [making.agreement(), making.project()]

    def queries():
        with CaptureQueriesContext(connection) as taken:
            selectors.lights_of([row.pk for row in rows])
        return len(taken)

    few = queries()
    rows += [making.project(), making.project()]
    assert queries() == few
