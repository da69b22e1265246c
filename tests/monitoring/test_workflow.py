"""Who does what with a value and with a change of the framework, in every state: a truth table."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.notifications.inbox import all_sources
from accounts.notifications.models import Notification
from matchmaking.errors import ChangedMeanwhile, NotInThisState, ReasonMissing
from matchmaking.monitoring import notices, selectors, services
from matchmaking.monitoring.checking import FaultyValues, ValueData
from matchmaking.monitoring.choices import RevisionStatus, ValueStatus
from matchmaking.monitoring.models import Period, Revision, Undertaking, Value
from matchmaking.monitoring.workflow import REVISION_WORKFLOW, VALUE_WORKFLOW
from tests import cast
from tests.agreements import making as agreements
from tests.monitoring import making
from tests.payments import making as payments

pytestmark = pytest.mark.django_db
PEOPLE = ("nadia", "amina", "ali", "tomas", "petra", "rania", "dina", "sofia", "elena", "omar")
# Of a project: nadia carries it out and entered it, amina's State applied for it.
OF_PROJECT = {
    "draft": {"submit_value": {"nadia", "amina"}},
    "submitted": {
        "approve_value": {"tomas", "petra"},
        "return_value": {"tomas", "petra"},
    },
    "approved": {"return_value": {"tomas", "petra"}},
    "returned": {"submit_value": {"nadia", "amina"}},
}
# Of an agreement: amina's side entered it, dina's side is the other.
OF_AGREEMENT = {
    "draft": {"submit_value": {"amina"}},
    "submitted": {"approve_value": {"dina"}, "return_value": {"dina"}},
    "approved": {"return_value": {"dina"}},
    "returned": {"submit_value": {"amina"}},
}
REVISION = {
    "agree_revision": {"dina"},
    "decline_revision": {"dina"},
    "withdraw_revision": {"amina"},
}


def _allowed(workflow, obj, people):
    return {
        name: found
        for name in workflow.transitions
        if (
            found := {
                who
                for who in people
                if name in {move.name for move in workflow.available(obj, actor=cast.join(who))}
            }
        )
    }


@pytest.mark.parametrize(
    ("make", "table"),
    [(making.of_project_row, OF_PROJECT), (making.undertaking, OF_AGREEMENT)],
    ids=["project", "agreement"],
)
def test_the_moves_of_a_value_are_those_of_the_table(make, table):
    undertaking = make()
    value = making.value(making.indicator(undertaking), making.period(undertaking))
    value.indicator.undertaking = undertaking
    for status in ValueStatus.values:
        value.status = status
        assert _allowed(VALUE_WORKFLOW, value, PEOPLE) == table[status], status


def test_the_moves_of_a_change_are_those_of_the_table():
    undertaking = making.undertaking()
    revision = _proposed(undertaking)
    for status in RevisionStatus.values:
        revision.status = status
        expected = REVISION if status == RevisionStatus.PROPOSED else {}
        assert _allowed(REVISION_WORKFLOW, revision, PEOPLE) == expected, status


def _proposed(undertaking, **changes):
    row = making.indicator(undertaking)
    change = {"indicator": row.pk, "field": "target", "before": "5", "after": "8"}
    return services.propose_revision(
        undertaking_id=undertaking.pk,
        actor=making.reporter(undertaking),
        reason="A second site was found.",
        changes=[change | changes],
    )


def _enter(undertaking, *rows, actor=None, period=1):
    return services.enter_values(
        undertaking_id=undertaking.pk,
        period_id=making.period(undertaking, period).pk,
        actor=actor or making.reporter(undertaking),
        rows=rows,
    )


def _said(undertaking, number="3", position=0, **what):
    row = making.indicator(undertaking, position)
    return ValueData(row.pk, number=None if number is None else Decimal(number), **what)


def _submit(undertaking, *values, actor=None):
    return services.submit_values(
        undertaking_id=undertaking.pk,
        actor=actor or making.reporter(undertaking),
        value_ids=[value.pk for value in values],
    )


def _approve(undertaking, *values, actor=None, **how):
    return services.approve_values(
        undertaking_id=undertaking.pk,
        actor=actor or making.decider(undertaking),
        value_ids=[value.pk for value in values],
        **how,
    )


def _tasks(user, name):
    source = next(source for source in all_sources() if source.name == name)
    rows = source.rows(user)
    return [] if rows is None else [source.task(row).text for row in rows]


def test_a_value_is_returned_corrected_and_approved_and_each_is_told_once(
    django_capture_on_commit_callbacks,
):
    undertaking = making.of_project_row()
    nadia, tomas = making.reporter(undertaking), making.decider(undertaking)
    assert len(_tasks(nadia, "report_values")) == 2
    (value,) = _enter(undertaking, _said(undertaking, "30"))
    _submit(undertaking, value)
    assert _tasks(tomas, "approve_values") == [undertaking.title]
    assert Notification.objects.filter(user=tomas, kind="values_submitted").count() == 1
    with pytest.raises(ReasonMissing):
        services.return_value(value_id=value.pk, actor=tomas, reason=" ")
    services.return_value(value_id=value.pk, actor=tomas, reason="This is the plan.")
    assert len(_tasks(nadia, "correct_value")) == 1
    assert "This is the plan." in str(
        Notification.objects.get(kind="value_returned", user=nadia).params
    )
    (value,) = _enter(undertaking, _said(undertaking, "50"))
    _submit(undertaking, value)
    (value,) = _approve(undertaking, value, is_verified=True)
    assert (value.status, value.is_verified) == ("approved", True)
    assert not _tasks(tomas, "approve_values")
    (now, _other) = selectors.latest_values([undertaking.pk])[undertaking.pk]
    assert (now.value.number, now.achievement.ratio) == (Decimal(50), Decimal("0.5"))


def test_nobody_approves_what_they_entered_and_the_table_knows_it():
    undertaking = making.undertaking()
    value = making.value(
        making.indicator(undertaking), making.period(undertaking), status="submitted"
    )
    with pytest.raises(PermissionDenied):
        _approve(undertaking, value, actor=making.reporter(undertaking))
    with pytest.raises(IntegrityError), transaction.atomic():
        Value.objects.filter(pk=value.pk).update(status="approved", decided_by=value.entered_by)


def test_what_the_other_side_reported_and_what_is_handed_in_cannot_be_rewritten():
    undertaking = making.undertaking()
    (value,) = _enter(undertaking, _said(undertaking))
    with pytest.raises(FaultyValues) as refusal:
        _enter(undertaking, _said(undertaking, "4"), actor=making.decider(undertaking))
    assert "other side" in refusal.value.rows[value.indicator_id][0][1]
    _submit(undertaking, value)
    with pytest.raises(FaultyValues):
        _enter(undertaking, _said(undertaking, "4"))
    with pytest.raises(NotInThisState):
        _submit(undertaking, value)


def test_many_values_are_approved_together_or_not_at_all():
    undertaking = making.of_project_row()
    first = making.value(
        making.indicator(undertaking), making.period(undertaking), status="submitted"
    )
    other = making.value(making.indicator(undertaking, 1), making.period(undertaking))
    with pytest.raises(NotInThisState), transaction.atomic():
        _approve(undertaking, first, other)
    first.refresh_from_db()
    assert (first.status, first.decided_by) == ("submitted", None)
    with pytest.raises(ChangedMeanwhile), transaction.atomic():
        _approve(undertaking, first, versions={first.pk: first.version + 1})
    assert [row.status for row in _approve(undertaking, first)] == ["approved"]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"number": None}, "number"),
        ({"number": Decimal(-1)}, "number"),
        ({"answer": "not_known"}, "reason"),
        ({"answer": "not_applicable", "reason": "No sites.", "number": Decimal(1)}, "number"),
        ({"number": Decimal(5), "parts": {("sex", "women"): Decimal(3)}}, "part-sex"),
        ({"number": Decimal(5), "parts": {("sex", "women"): Decimal(-3)}}, "part-sex-women"),
    ],
)
def test_a_value_is_a_number_or_says_why_not_and_its_groups_add_up(said, field):
    undertaking = making.of_project_row()
    row = making.indicator(undertaking, 1)
    with pytest.raises(FaultyValues) as refusal:
        _enter(undertaking, ValueData(row.pk, **said))
    assert field in [name for name, _words in refusal.value.rows[row.pk]]
    assert not Value.objects.exists()


def test_not_known_is_an_answer_of_its_own_and_groups_are_kept():
    undertaking = making.of_project_row()
    parts = {("sex", "women"): Decimal(3), ("sex", "men"): Decimal(2)}
    unknown = _said(undertaking, None, answer="not_known", reason="The register was lost.")
    first, second = _enter(undertaking, unknown, _said(undertaking, "5", 1, parts=parts))
    assert (first.number, first.answer, first.reason) == (
        None,
        "not_known",
        "The register was lost.",
    )
    assert {(part.group, part.number) for part in second.parts.all()} == {("women", 3), ("men", 2)}
    with pytest.raises(IntegrityError), transaction.atomic():
        Value.objects.filter(pk=first.pk).update(reason="")


def test_a_change_of_the_framework_counts_once_the_other_side_agrees():
    undertaking = making.undertaking()
    revision = _proposed(undertaking)
    with pytest.raises(PermissionDenied):
        services.agree_revision(revision_id=revision.pk, actor=making.reporter(undertaking))
    assert making.indicator(undertaking).target == Decimal(5)
    assert len(_tasks(making.decider(undertaking), "answer_revision")) == 1
    services.agree_revision(revision_id=revision.pk, actor=making.decider(undertaking))
    assert making.indicator(undertaking).target == Decimal(8)


def test_an_amendment_that_both_signed_changes_what_is_measured():
    agreement = agreements.signed()
    undertaking = making.of_agreement(agreement)
    amendment = agreements.amend(agreement, agreements.recipient(agreement), 6)
    agreements.services.sign_amendment(
        amendment_id=amendment.pk, actor=agreements.giver(agreement), version=amendment.version
    )
    services.follow_amendment(undertaking_id=undertaking.pk)
    assert making.indicator(undertaking).target == Decimal(6)
    assert Revision.objects.get().status == RevisionStatus.IN_FORCE
    assert services.follow_amendment(undertaking_id=undertaking.pk) is None


def test_nothing_is_reported_of_a_period_to_come_or_after_the_end():
    undertaking = making.undertaking()
    with pytest.raises(NotInThisState):
        _enter(undertaking, _said(undertaking), period=2)
    services.close_undertaking(undertaking_id=undertaking.pk)
    # What had begun before the end is still reported.
    assert len(_enter(undertaking, _said(undertaking))) == 1


def test_those_who_owe_values_are_reminded_on_the_days_for_it_and_once_a_day():
    undertaking = making.of_project_row()
    period = making.period(undertaking)
    day = period.due_on + datetime.timedelta(days=7)
    assert [services.remind_of_values(day) for _again in range(2)] == [1, 1]
    assert services.remind_of_values(day + datetime.timedelta(days=1)) == 0
    nadia = payments.person("nadia")
    assert Notification.objects.filter(user=nadia, kind="values_due").count() == 1


def test_the_recused_know_of_no_undertaking_and_are_told_nothing():
    undertaking = making.of_project_row()
    application = undertaking.project.application
    petra = payments.person("petra")
    assert Undertaking.objects.visible_to(petra).exists()
    application.conflicts.create(
        person=petra, ground="personal", source="declared", status="standing"
    )
    assert not Undertaking.objects.visible_to(petra).exists()
    assert not Period.objects.visible_to(petra).exists()
    value = making.value(
        making.indicator(undertaking), making.period(undertaking), status="submitted"
    )
    notices.tell_of_submission(undertaking, [value], payments.person("nadia"))
    told = Notification.objects.filter(kind="values_submitted").values_list(
        "user__email", flat=True
    )
    assert list(told) == ["tomas@example.org"]
    assert timezone.localdate() >= making.period(undertaking).ends_on
