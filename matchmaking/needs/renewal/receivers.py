"""When a report is read or its candidates change, the comparison with it is made anew."""

from typing import Any

from django.dispatch import receiver

from files.background import once_committed
from matchmaking.needs.renewal import services, tasks
from matchmaking.reports.models import CandidateNeed
from matchmaking.reports.signals import candidate_accepted, candidates_changed, report_read


@receiver([report_read, candidates_changed], dispatch_uid="needs.compare_report")
def compare_report(*, report_id: int, **_kwargs: Any) -> None:
    """Compare the report with the open requests before it."""
    tasks.compare_report.delay(report_id)


@receiver(candidate_accepted, dispatch_uid="needs.compare_with_later_report")
def compare_with_later_report(*, candidate_id: int, **_kwargs: Any) -> None:
    """Compare a later report anew, where it was filed before this one was reviewed."""
    report = CandidateNeed.objects.select_related("report").get(pk=candidate_id).report
    for later_id in services.later_reports(report):
        once_committed(tasks.compare_report.delay, later_id)
