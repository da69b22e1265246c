"""Who answers, verifies and assigns observations, in which state: the whole table."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts import services as people
from accounts.choices import Role
from accounts.notifications.models import Notification
from matchmaking.applications.models import Conflict
from matchmaking.errors import DomainError, NotInThisState
from matchmaking.monitoring.models import Undertaking
from matchmaking.observations import inbox, selectors, services
from matchmaking.observations.models import Observation
from tests.agreements import making as agreements
from tests.monitoring import making as monitored
from tests.observations import making
from tests.payments.making import person
from tests.progress import making as progress

pytestmark = pytest.mark.django_db

PEOPLE = ["amina", "dina", "sofia", "elena", "tomas", "nadia", "boris", "rania", "omar"]
WHY = {"reason": "Seen on the spot."}
ACTS = {
    "enter": lambda row, who: services.enter_observation(
        observation_id=row.pk, actor=who, answers=making.answers(row)
    ),
    "assign": lambda row, who: services.assign_observation(
        observation_id=row.pk, actor=who, evaluator=person("elena")
    ),
    "verify": lambda row, who: services.verify_observation(observation_id=row.pk, actor=who, **WHY),
    "return": lambda row, who: services.return_observation(observation_id=row.pk, actor=who, **WHY),
}
OPEN = ("due", "entered", "returned")
OF_AGREEMENT = {
    "enter": {"amina": ("due", "returned")},
    "assign": {"sofia": OPEN},
    "verify": {"elena": ("entered",)},
    "return": {"elena": ("entered", "verified")},
}
OF_PROJECT = OF_AGREEMENT | {"assign": {"tomas": OPEN}}


def worked(act):
    """Try an act, take it back, and say whether it worked."""
    try:
        with transaction.atomic():
            act()
            transaction.set_rollback(True)
    except (PermissionDenied, DomainError):
        return False
    return True


@pytest.mark.parametrize(
    ("make", "status", "table"),
    [
        *((making.delivered_agreement, status, OF_AGREEMENT) for status in (*OPEN, "verified")),
        (making.delivered_project, "entered", OF_PROJECT),
    ],
)
def test_only_those_of_the_table_act_on_an_observation(make, status, table):
    row = making.in_state(status, make())
    wrong = [
        (act, name)
        for act, do in ACTS.items()
        for name in PEOPLE
        if worked(lambda d=do, n=name: d(row, person(n))) != (status in table[act].get(name, ()))
    ]
    assert wrong == []


def test_three_looks_back_are_planned_once_something_is_over_of_what_has_arrived(
    django_capture_on_commit_callbacks,
):
    undertaking = making.delivered_agreement()
    with django_capture_on_commit_callbacks(execute=True):
        progress.close(undertaking)
    services.open_observations(undertaking_id=undertaking.pk)
    rows = list(undertaking.observations.order_by("months"))
    assert [row.months for row in rows] == [12, 24, 36]
    assert rows[0].due_on.year == making.TODAY.year + 1
    assert [(item.delivered, item.unit) for item in rows[0].items.all()] == [(4, "item")]
    assert str(rows[0].asked) == "Kenya"


def test_where_nothing_has_arrived_there_is_nothing_to_look_at():
    undertaking = progress.close(monitored.undertaking())
    assert services.open_observations(undertaking_id=undertaking.pk) == []


def test_of_a_project_without_hand_overs_its_outputs_are_observed():
    undertaking = progress.close(progress.project())
    row = services.open_observations(undertaking_id=undertaking.pk)[0]
    assert [str(item) for item in row.items.all()] == ["Staff trained"]


def test_nothing_is_answered_long_before_its_day():
    row = making.planned()
    later = row.undertaking.observations.get(months=24)
    with pytest.raises(NotInThisState):
        making.enter(later)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"in_use": ""}, "in_use"),
        ({"budgeted": "perhaps"}, "budgeted"),
        ({"counted": 5}, "quantity_in_use"),
    ],
)
def test_an_answer_that_is_missing_or_too_large_is_refused_beside_its_field(said, field):
    row = making.planned()
    with pytest.raises(services.FaultyAnswers) as refusal:
        making.enter(row, **said)
    assert [list(faults) for faults in refusal.value.faults.values()] == [[field]]
    assert making.fresh(row).status == "due"


def test_the_evaluator_belongs_to_none_of_the_parties_also_later():
    row = making.planned()
    with pytest.raises(DomainError):
        making.assign(row, evaluator="dina")
    making.assign(row)
    making.enter(row)
    kenya = person("amina").memberships.get().organisation
    people.give_role(user=person("elena"), organisation=kenya, role=Role.VIEWER)
    with pytest.raises(PermissionDenied):
        services.verify_observation(observation_id=row.pk, actor=person("elena"), **WHY)


def test_an_evaluator_reads_the_project_they_verify_unless_they_are_recused():
    undertaking = making.delivered_project()
    assert not Undertaking.objects.visible_to(person("elena")).exists()
    row = making.entered(undertaking)
    assert Undertaking.objects.visible_to(person("elena")).get() == undertaking
    assert inbox.to_verify(person("elena")).get() == row
    Conflict.objects.create(
        application=undertaking.project.application,
        person=person("elena"),
        ground="other",
        source="declared",
        status="standing",
    )
    assert not Observation.objects.visible_to(person("elena")).exists()
    assert not worked(lambda: ACTS["verify"](row, person("elena")))


def test_what_is_still_in_use_follows_the_last_answer():
    row = making.planned()
    ids = [row.undertaking_id]
    assert selectors.still_in_use(ids) == {}
    making.assign(row)
    making.enter(row)
    share = selectors.still_in_use(ids)[ids[0]]
    assert (share.used, share.of, share.months, share.verified) == (
        Decimal("0.75"),
        1,
        12,
        False,
    )
    services.verify_observation(observation_id=row.pk, actor=person("elena"), **WHY)
    assert selectors.still_in_use(ids)[ids[0]].verified
    services.return_observation(observation_id=row.pk, actor=person("elena"), **WHY)
    assert selectors.still_in_use(ids) == {}


def test_the_recipient_is_reminded_and_then_the_evaluator_told():
    row = making.planned()
    assert inbox.to_enter(person("amina")).get() == row
    assert services.remind_of_observations(row.due_on) == 1
    services.remind_of_observations(row.due_on)
    assert services.remind_of_observations(row.due_on + datetime.timedelta(days=1)) == 0
    told = Notification.objects.filter(kind="observation_due")
    assert [one.user for one in told] == [person("amina")]
    making.enter(row)
    assert inbox.to_assign(person("sofia")).get() == row
    making.assign(row)
    assert not inbox.to_assign(person("sofia")).exists()
    told = Notification.objects.filter(kind="observation_to_verify")
    assert [one.user for one in told] == [person("elena")]


def test_an_agreement_fulfilled_by_both_sides_plans_its_observations(
    django_capture_on_commit_callbacks,
):
    undertaking = monitored.undertaking()
    agreement = undertaking.agreement
    with django_capture_on_commit_callbacks(execute=True):
        for side in (agreements.recipient, agreements.giver):
            agreements.deliver(agreement, side(agreement), 5)
    assert not monitored.fresh(undertaking).is_open
    assert undertaking.observations.count() == 3
