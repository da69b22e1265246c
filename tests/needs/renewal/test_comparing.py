"""What the next report makes of a State's open requests."""

import pytest

from matchmaking.errors import ChangedMeanwhile
from matchmaking.needs.models import Need, Reminder, Renewal
from matchmaking.needs.renewal import services
from matchmaking.needs.renewal.choices import RenewalStatus
from matchmaking.reports import services as reports
from tests import cast
from tests.needs import making as needs
from tests.needs.renewal import making

pytestmark = pytest.mark.django_db


def test_each_open_request_is_held_against_the_next_report(amina):
    report = making.compared()
    assert {
        words: making.renewal_of(words).suggested
        for words in ("steel racks", "armourers", "hydraulic shear", "marking machines", "computer")
    } == {
        "steel racks": "changed",
        "armourers": "gone",
        "hydraulic shear": "still",
        "marking machines": "met",
        "computer": "gone",
    }
    assert report.renewals.count() == 5


def test_a_suggestion_shows_what_changed_and_where_it_stands(amina):
    making.compared()
    renewal = making.renewal_of("steel racks")
    assert renewal.changes == [{"name": "quantity", "old": "38", "new": "20"}]
    assert "20 police stations" in renewal.quote
    assert renewal.candidate.quote == renewal.quote
    met = making.renewal_of("marking machines")
    assert met.passage is not None
    assert "received five laser" in met.quote


def test_reading_the_next_report_begins_the_comparison(amina, django_capture_on_commit_callbacks):
    making.first_report()
    with django_capture_on_commit_callbacks(execute=True):
        report = making.making.read(
            making.page(2014, making.SECOND), "2014.html", year=2014, language="en"
        )
    assert report.renewals.count() == 5


def test_an_earlier_report_filed_late_is_no_next_report(amina):
    making.first_report(year=2014)
    late = making.next_report(year=2012)
    assert not late.renewals.exists()


def test_a_request_published_without_a_report_is_compared_too(amina):
    need = needs.published(title="Racks", description="Steel racks for police stations.")
    report = making.next_report(year=need.created_at.year)
    assert report.renewals.get().need == need


def test_a_draft_written_by_hand_is_left_alone(amina):
    needs.draft()
    assert not making.next_report(year=2030).renewals.exists()


def test_requests_of_other_states_are_left_alone(amina, boris):
    needs.draft(author=boris)
    making.compared()
    assert not Renewal.objects.exclude(need__organisation__name="Kenya").exists()


def test_comparing_again_keeps_what_is_confirmed_and_makes_the_rest_anew(amina):
    report = making.compared()
    confirmed = making.renewal_of("hydraulic shear")
    services.confirm_renewal(renewal_id=confirmed.pk, actor=amina)
    before = set(report.renewals.values_list("pk", flat=True))
    assert services.compare_report(report_id=report.pk) == 4
    assert set(report.renewals.values_list("pk", flat=True)) == before
    confirmed.refresh_from_db()
    assert confirmed.status == RenewalStatus.CONFIRMED


def test_a_rejected_passage_no_longer_renews_anything(amina, django_capture_on_commit_callbacks):
    making.compared()
    renewal = making.renewal_of("hydraulic shear")
    with django_capture_on_commit_callbacks(execute=True):
        reports.reject_candidate(
            candidate_id=renewal.candidate_id, actor=amina, reason="Printed by mistake."
        )
    renewal.refresh_from_db()
    assert (renewal.suggested, renewal.candidate) == ("gone", None)


def test_the_report_after_the_next_asks_anew(amina):
    first = making.compared()
    second = making.next_report(year=2016, asked=making.FIRST, told="")
    assert set(first.renewals.values_list("status", flat=True)) == {RenewalStatus.REPLACED}
    assert second.renewals.filter(suggested="still").count() == 5


def test_a_later_report_is_compared_anew_when_an_earlier_one_is_reviewed(
    amina, django_capture_on_commit_callbacks
):
    earlier = making.making.read(
        making.page(2012, making.FIRST), "2012.html", year=2012, language="en"
    )
    later = making.next_report()
    assert not later.renewals.exists()
    candidate = earlier.candidates.first()
    with django_capture_on_commit_callbacks(execute=True):
        reports.accept_candidate(candidate_id=candidate.pk, actor=amina)
    assert later.renewals.get().need.candidate == candidate


def test_every_renewal_has_a_last_day_and_two_reminders_before(amina):
    making.compared()
    renewal = making.renewal_of("armourers")
    days = list(Reminder.objects.filter(renewal=renewal).values_list("due_on", flat=True))
    assert [(renewal.due_on - day).days for day in days] == [60, 14]


def test_the_focal_point_is_told_once(amina, ali):
    report = making.compared()
    services.compare_report(report_id=report.pk)
    told = amina.notifications.filter(kind="report_compared")
    assert [row.params["count"] for row in told] == [5]
    assert not ali.notifications.filter(kind="report_compared").exists()


def test_passages_that_no_request_asked_for_begin_requests_as_ever(amina):
    report = making.compared()
    fresh = report.candidates.get(quote__contains="ballistic")
    reports.accept_candidate(candidate_id=fresh.pk, actor=cast.join("amina"))
    assert Need.objects.get(candidate=fresh).title


def test_a_suggestion_that_became_another_is_not_confirmed_from_an_old_page(amina):
    report = making.compared()
    seen = making.renewal_of("hydraulic shear")
    services.compare_report(report_id=report.pk)
    assert making.renewal_of("hydraulic shear").version == seen.version
    reports.reject_candidate(candidate_id=seen.candidate_id, actor=amina, reason="A misprint.")
    services.compare_report(report_id=report.pk)
    with pytest.raises(ChangedMeanwhile):
        services.confirm_renewal(renewal_id=seen.pk, actor=amina, version=seen.version)
