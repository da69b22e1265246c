"""Reading a report: the file goes to the reader's sandbox, what comes back is stored."""

import datetime
from functools import partial
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from files.background import ComeBackLater
from matchmaking import audit
from matchmaking.errors import ChangedMeanwhile
from matchmaking.reports import reader
from matchmaking.reports.choices import ReportStatus
from matchmaking.reports.models import NationalReport
from matchmaking.reports.services.storing import store_result
from matchmaking.reports.signals import report_read
from matchmaking.workflow import compare_and_set

# The sandbox stops after 30 seconds; what still claims to be read then has lost its process.
LOST_AFTER = datetime.timedelta(minutes=2)


def read_report(*, report_id: int) -> NationalReport:
    """Read a report that waits; one that is read is left alone.

    A file that cannot be read stays with its report, which is then refused with a code. While
    another reads it, which may have died, there is nothing to do yet.
    """
    report = _claim(report_id)
    if report is None:
        report = NationalReport.objects.get(pk=report_id)
        if report.status == ReportStatus.READING:
            raise ComeBackLater
        return report
    attachment = report.attachment
    try:
        result = reader.read_file(Path(attachment.file.path), name=attachment.original_name)
    except reader.ReadError as error:
        return _finish(report, "refuse", error_code=error.code, error_details=error.details)
    return _store(report, result)


def is_lost(report: NationalReport) -> bool:
    """Say whether reading began and its process ended without a word."""
    since = report.reading_since
    if report.status != ReportStatus.READING or since is None:
        return False
    return since < timezone.now() - LOST_AFTER


@transaction.atomic
def _claim(report_id: int) -> NationalReport | None:
    """Take the report for this process; None when there is nothing to read."""
    reports = NationalReport.objects.select_for_update(of=("self",))
    report = reports.select_related("attachment", "country").get(pk=report_id)
    if report.status != ReportStatus.UPLOADED and not is_lost(report):
        return None
    try:
        compare_and_set(report, status=ReportStatus.READING, reading_since=timezone.now())
    except ChangedMeanwhile:
        return None
    return report


@transaction.atomic
def _store(report: NationalReport, result: reader.ReadResult) -> NationalReport:
    values = {
        "year": report.year or result.year,
        "language": report.language or result.language,
        "layout": result.layout,
        "pages": result.pages,
    }
    report = _finish(report, "read", error_code="", error_details={}, **values)
    if report.status == ReportStatus.READ:
        report.warnings = store_result(report, result)
        report.save(update_fields=["warnings"])
        send = partial(report_read.send_robust, sender=NationalReport, report_id=report.pk)
        transaction.on_commit(send)
    return report


@transaction.atomic
def _finish(report: NationalReport, verb: str, **values: Any) -> NationalReport:
    """End the reading, unless the file was replaced or deleted meanwhile."""
    status = ReportStatus.READ if verb == "read" else ReportStatus.REFUSED
    try:
        compare_and_set(report, status=status, read_at=timezone.now(), reading_since=None, **values)
    except ChangedMeanwhile:
        return report
    audit.record(report, verb, actor=None, reason=values["error_code"])
    return report
