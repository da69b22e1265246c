"""Two reminders, then the request lapses; the State can bring it back."""

import datetime
import io

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.utils import timezone

from matchmaking.needs.choices import NeedStatus
from matchmaking.needs.models import Need, RenewalPeriod
from matchmaking.needs.renewal import services, tasks
from matchmaking.needs.renewal.choices import RenewalStatus
from matchmaking.needs.renewal.services.comparing import months_after
from tests.needs.renewal import making

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(amina):
    return making.compared()


def before_the_end(report, days):
    return report.renewals.first().due_on - datetime.timedelta(days=days)


def reminders(person):
    return person.notifications.filter(kind="renewal_reminder")


def test_two_reminders_are_sent_each_once(report, amina):
    for days, sent in ((61, 0), (60, 1), (60, 1), (15, 1), (14, 2), (3, 2)):
        services.send_reminders(today=before_the_end(report, days))
        assert reminders(amina).count() == sent


def test_a_task_that_runs_twice_sends_once(report, amina):
    today = before_the_end(report, 60)
    assert [services.send_reminders(today=today) for _again in range(2)] == [1, 0]
    assert reminders(amina).get().params["count"] == 5


def test_a_missed_reminder_is_not_sent_beside_the_next(report, amina):
    services.send_reminders(today=before_the_end(report, 10))
    assert reminders(amina).count() == 1


def test_nobody_is_reminded_of_what_is_confirmed(report, amina):
    for renewal in report.renewals.all():
        services.confirm_renewal(renewal_id=renewal.pk, actor=amina, keep=True)
    services.send_reminders(today=before_the_end(report, 14))
    assert not reminders(amina).exists()


def test_an_unconfirmed_request_lapses_on_the_day_after(report):
    need = making.publish(making.need_of("hydraulic shear"))
    assert services.lapse_renewals(today=before_the_end(report, 0)) == 0
    assert services.lapse_renewals(today=before_the_end(report, -1)) == 5
    need.refresh_from_db()
    assert need.status == NeedStatus.EXPIRED
    assert making.renewal_of("hydraulic shear").status == RenewalStatus.LAPSED


def test_a_lapsed_draft_is_set_aside_and_never_public(report, boris):
    services.lapse_renewals(today=before_the_end(report, -1))
    need = making.need_of("hydraulic shear")
    assert need.status == NeedStatus.WITHDRAWN
    assert need not in Need.objects.visible_to(boris)


def test_lapsing_twice_changes_nothing_more(report, amina):
    today = before_the_end(report, -1)
    assert [services.lapse_renewals(today=today) for _again in range(2)] == [5, 0]
    assert amina.notifications.filter(kind="renewal_lapsed").count() == 1


@pytest.mark.parametrize("is_published", [False, True])
def test_the_focal_point_brings_a_lapsed_request_back(report, amina, is_published):
    need = making.need_of("hydraulic shear")
    if is_published:
        making.publish(need)
    status = need.status
    services.lapse_renewals(today=before_the_end(report, -1))
    renewal = making.renewal_of("hydraulic shear")
    services.confirm_renewal(renewal_id=renewal.pk, actor=amina)
    need.refresh_from_db()
    assert need.status == status


def test_a_request_whose_window_is_over_comes_back_as_a_draft(report, amina):
    need = making.publish(making.need_of("hydraulic shear"))
    services.lapse_renewals(today=before_the_end(report, -1))
    Need.objects.filter(pk=need.pk).update(ends_on=timezone.localdate() - datetime.timedelta(1))
    renewal = making.renewal_of("hydraulic shear")
    services.confirm_renewal(renewal_id=renewal.pk, actor=amina)
    need.refresh_from_db()
    assert need.status == NeedStatus.DRAFT


def test_taking_back_after_the_last_day_gives_time_again(report, amina):
    renewal = making.renewal_of("hydraulic shear")
    services.confirm_renewal(renewal_id=renewal.pk, actor=amina)
    type(renewal).objects.filter(pk=renewal.pk).update(due_on=timezone.localdate())
    services.undo_renewal(renewal_id=renewal.pk, actor=amina)
    renewal.refresh_from_db()
    assert renewal.due_on > timezone.localdate()


def test_the_calendar_runs_both(report):
    assert tasks.remind_and_lapse() == 0
    said = io.StringIO()
    call_command("remind_and_lapse", stdout=said)
    assert said.getvalue() == "0 reminders sent, 0 requests lapsed.\n"


def test_the_secretariat_sets_the_period_for_comparisons_to_come(report, sofia):
    old = report.renewals.first().due_on
    services.set_period(actor=sofia, months=6, first_reminder=30, second_reminder=7)
    later = making.next_report(year=2016)
    assert report.renewals.first().due_on == old
    assert later.renewals.first().due_on == months_after(timezone.localdate(), 6)


def test_others_do_not_set_the_period(amina):
    with pytest.raises(PermissionDenied):
        services.set_period(actor=amina, months=1, first_reminder=9, second_reminder=7)
    assert not RenewalPeriod.objects.exists()


@pytest.mark.parametrize(
    ("day", "months", "wanted"),
    [
        ((2024, 1, 31), 1, (2024, 2, 29)),
        ((2024, 12, 15), 1, (2025, 1, 15)),
        ((2024, 11, 30), 12, (2025, 11, 30)),
        ((2024, 2, 29), 12, (2025, 2, 28)),
        ((2024, 6, 1), 6, (2024, 12, 1)),
    ],
)
def test_months_end_where_the_month_does(day, months, wanted):
    assert months_after(datetime.date(*day), months) == datetime.date(*wanted)
