"""Filing a report: take the file in, replace it, or throw the report away."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from files.background import once_committed
from matchmaking import audit
from matchmaking.documents import selectors as documents
from matchmaking.documents.models import Attachment
from matchmaking.documents.services import delete_attachment, fingerprint, store_attachment
from matchmaking.errors import DomainError, NotInThisState
from matchmaking.reports import policies, tasks
from matchmaking.reports.choices import CandidateStatus, ReportStatus
from matchmaking.reports.models import NationalReport
from matchmaking.reports.services.pictures import forget_pictures
from matchmaking.reports.services.reading import is_lost
from matchmaking.workflow import compare_and_set

Begin = Callable[[int], Any]


def read_by_worker(report_id: int) -> None:
    """Leave the reading to a worker (at once, in this process, where there is none)."""
    tasks.read_report.delay(report_id)


class DuplicateReport(DomainError):
    """The very same file was filed before; `report` is where."""

    def __init__(self, report: NationalReport) -> None:
        super().__init__(
            _(
                "This very file was uploaded before, on %(day)s: see the report “%(report)s”. "
                "Open that one, or choose another file."
            )
            % {"day": date_format(report.uploaded_at), "report": report},
            field="file",
        )
        self.report = report


class HasAcceptedCandidates(DomainError):
    """Requests point to passages of this file, so it has to stay."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Requests were drawn from this report and keep pointing to its passages. "
                "It can no longer be replaced or deleted; file a new report instead."
            )
        )


@transaction.atomic
def receive_report(
    *,
    organisation: Organisation,
    actor: User,
    file: File[bytes],
    year: int | None = None,
    language: str = "",
    begin: Begin = read_by_worker,
) -> NationalReport:
    """File a State's report; `begin` starts the reading once everything is committed."""
    if not policies.uploads_reports(actor, organisation):
        raise PermissionDenied
    _refuse_duplicate(organisation, file)
    report = NationalReport.objects.create(
        organisation=organisation,
        country_id=organisation.country_code,
        year=year,
        language=language,
        attachment=store_attachment(organisation=organisation, file=file, actor=actor),
        uploaded_by=actor,
    )
    audit.record(report, "create", actor=actor)
    once_committed(begin, report.pk)
    return report


@transaction.atomic
def replace_file(
    *, report_id: int, actor: User, file: File[bytes], begin: Begin = read_by_worker
) -> NationalReport:
    """Put another file in place of one that was refused or wrong, and read it anew."""
    report = _to_change(report_id, actor)
    _refuse_duplicate(report.organisation, file)
    old = report.attachment
    new = store_attachment(organisation=report.organisation, file=file, actor=actor)
    _empty(report)
    _send_to_the_reader(report, begin, attachment=new)
    _delete_file(old)
    changes = {"file": (old.original_name, new.original_name)}
    audit.record(report, "edit", actor=actor, changes=changes)
    return report


@transaction.atomic
def read_again(*, report_id: int, actor: User, begin: Begin = read_by_worker) -> NationalReport:
    """Read a refused report, or one whose reading was lost, once more."""
    report = _to_change(report_id, actor)
    waiting = report.status in {ReportStatus.REFUSED, ReportStatus.UPLOADED}
    if not waiting and not is_lost(report):
        raise NotInThisState
    _send_to_the_reader(report, begin)
    return report


@transaction.atomic
def delete_report(*, report_id: int, actor: User) -> None:
    """Throw a report away with its file and everything read out of it."""
    report = _to_change(report_id, actor)
    audit.record(report, "delete", actor=actor)
    attachment = report.attachment
    report.delete()
    _delete_file(attachment)


def _to_change(report_id: int, actor: User) -> NationalReport:
    reports = NationalReport.objects.select_for_update(of=("self",))
    report = reports.select_related("attachment", "organisation", "country").get(pk=report_id)
    if not policies.reviews_candidates(actor, report):
        raise PermissionDenied
    if report.candidates.filter(status=CandidateStatus.ACCEPTED).exists():
        raise HasAcceptedCandidates
    return report


def _refuse_duplicate(organisation: Organisation, file: File[bytes]) -> None:
    same = documents.same_file(organisation, fingerprint(file))
    report = NationalReport.objects.filter(attachment=same).first() if same else None
    if report:
        raise DuplicateReport(report)


def _delete_file(attachment: Attachment) -> None:
    delete_attachment(attachment=attachment)
    transaction.on_commit(partial(forget_pictures, attachment.sha256))


def _empty(report: NationalReport) -> None:
    report.candidates.all().delete()
    report.answers.all().delete()
    report.passages.all().delete()


def _send_to_the_reader(report: NationalReport, begin: Begin, **values: Any) -> None:
    compare_and_set(
        report,
        status=ReportStatus.UPLOADED,
        error_code="",
        error_details={},
        warnings=[],
        pages=0,
        reading_since=None,
        read_at=None,
        **values,
    )
    once_committed(begin, report.pk)
