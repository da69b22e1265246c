import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import Organisation
from files.background import ComeBackLater
from matchmaking import audit
from matchmaking.documents.models import Attachment
from matchmaking.errors import NotInThisState
from matchmaking.reports import services, tasks
from matchmaking.reports.choices import ReportStatus
from matchmaking.reports.models import NationalReport
from tests.reports.making import PAGE, filed, read, upload

pytestmark = pytest.mark.django_db
OTHER_PAGE = PAGE.replace("38 police stations", "40 police stations")


def verbs(record):
    return [str(entry.verb) for entry in audit.history(record)]


def test_a_filed_report_waits_to_be_read_and_keeps_its_file(amina):
    report = filed()
    assert report.status == ReportStatus.UPLOADED
    assert report.country_id == "KEN"
    with report.attachment.file.open() as kept:
        assert kept.read().decode() == PAGE
    assert verbs(report) == ["created"]


def test_reading_begins_once_the_upload_is_committed(amina, django_capture_on_commit_callbacks):
    begun = []
    with django_capture_on_commit_callbacks(execute=True):
        report = filed(begin=begun.append)
        assert begun == []
    assert begun == [report.pk]


def test_a_command_that_files_a_report_finds_it_read(amina, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        report = filed()
    report.refresh_from_db()
    assert report.status == ReportStatus.READ


@pytest.mark.parametrize("name", ["vera", "boris", "dina", "sofia", "omar"])
def test_only_focal_point_and_drafter_file_for_their_state(name, amina, request):
    person = request.getfixturevalue(name)
    with pytest.raises(PermissionDenied):
        filed(author=person)
    assert not Attachment.objects.exists()


def test_a_drafter_files_for_the_state(ali):
    assert filed(author=ali).uploaded_by == ali


def test_the_very_same_file_is_not_filed_twice(amina):
    first = filed()
    with pytest.raises(services.DuplicateReport) as refusal:
        filed(name="renamed.html")
    assert refusal.value.report == first
    assert NationalReport.objects.count() == Attachment.objects.count() == 1


def test_two_states_may_file_the_same_file(amina, boris):
    filed()
    bulgaria = Organisation.objects.get(name="Bulgaria")
    services.receive_report(organisation=bulgaria, actor=boris, file=upload())
    assert NationalReport.objects.count() == 2


def test_a_replaced_file_is_read_in_place_of_the_first(amina, django_capture_on_commit_callbacks):
    report = read()
    with django_capture_on_commit_callbacks(execute=True):
        services.replace_file(
            report_id=report.pk, actor=amina, file=upload(OTHER_PAGE), begin=tasks.read_report
        )
    report.refresh_from_db()
    assert report.status == ReportStatus.READ
    assert "40 police stations" in report.candidates.first().quote
    assert report.candidates.count() == 2
    assert Attachment.objects.count() == 1
    assert "edited" in verbs(report)


def test_a_report_that_requests_point_to_stays(amina):
    report = read()
    services.accept_candidate(candidate_id=report.candidates.first().pk, actor=amina)
    with pytest.raises(services.HasAcceptedCandidates):
        services.replace_file(report_id=report.pk, actor=amina, file=upload(OTHER_PAGE))
    with pytest.raises(services.HasAcceptedCandidates):
        services.delete_report(report_id=report.pk, actor=amina)
    assert NationalReport.objects.filter(pk=report.pk).exists()


def test_a_deleted_report_takes_everything_with_it(amina, django_capture_on_commit_callbacks):
    report = read()
    storage, name = report.attachment.file.storage, report.attachment.file.name
    with django_capture_on_commit_callbacks(execute=True):
        services.delete_report(report_id=report.pk, actor=amina)
    assert not NationalReport.objects.exists()
    assert not Attachment.objects.exists()
    assert not storage.exists(name)


@pytest.mark.parametrize("act", ["replace", "delete", "again"])
def test_another_state_cannot_touch_a_report(amina, boris, act):
    report = filed()
    acts = {
        "replace": lambda: services.replace_file(
            report_id=report.pk, actor=boris, file=upload(OTHER_PAGE)
        ),
        "delete": lambda: services.delete_report(report_id=report.pk, actor=boris),
        "again": lambda: services.read_again(report_id=report.pk, actor=boris),
    }
    with pytest.raises(PermissionDenied):
        acts[act]()


def test_a_report_that_was_read_is_not_read_again(amina):
    report = read()
    with pytest.raises(NotInThisState):
        services.read_again(report_id=report.pk, actor=amina)


def test_a_reading_whose_process_died_can_be_started_again(
    amina, django_capture_on_commit_callbacks
):
    report = filed()
    long_ago = timezone.now() - datetime.timedelta(minutes=5)
    NationalReport.objects.update(status=ReportStatus.READING, reading_since=long_ago)
    with django_capture_on_commit_callbacks(execute=True):
        services.read_again(report_id=report.pk, actor=amina, begin=tasks.read_report)
    report.refresh_from_db()
    assert report.status == ReportStatus.READ


def test_a_reading_under_way_is_left_alone(amina):
    report = filed()
    NationalReport.objects.update(status=ReportStatus.READING, reading_since=timezone.now())
    with pytest.raises(NotInThisState):
        services.read_again(report_id=report.pk, actor=amina)
    with pytest.raises(ComeBackLater):
        services.read_report(report_id=report.pk)
