"""Reading takes seconds; no request waits for it."""

from functools import partial

from celery import shared_task

from files.background import in_background
from matchmaking.reports.services import reading


@shared_task
def read_report(report_id: int) -> None:
    """Read one report."""
    reading.read_report(report_id=report_id)


read_in_background = partial(in_background, read_report)
