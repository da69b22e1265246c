"""Reading takes seconds; no request waits for it."""

from threading import Thread

from celery import shared_task
from django.conf import settings
from django.db import connection, connections

from matchmaking.reports.services import reading


@shared_task
def read_report(report_id: int) -> None:
    """Read one report."""
    reading.read_report(report_id=report_id)


def read_in_background(report_id: int) -> None:
    """Read one report while the page goes on: by a worker, or by a thread where there is none."""
    if not settings.CELERY_TASK_ALWAYS_EAGER:
        read_report.delay(report_id)
    elif connection.in_atomic_block:
        # A thread would not see what is not committed yet.
        read_report(report_id)
    else:
        Thread(target=_read_and_hang_up, args=[report_id], daemon=True).start()


def _read_and_hang_up(report_id: int) -> None:
    try:
        read_report(report_id)
    finally:
        connections.close_all()
