"""Going through a sheet takes a while; no request waits for it."""

from threading import Thread

from celery import shared_task
from django.conf import settings
from django.db import connection, connections

from matchmaking.writing.sheets import services


@shared_task
def work_on_sheet(upload_id: int) -> None:
    """Check or save one sheet."""
    services.work_on(upload_id=upload_id)


def work_in_background(upload_id: int) -> None:
    """Go through one sheet while the page goes on: by a worker, or a thread where there is none."""
    if not settings.CELERY_TASK_ALWAYS_EAGER:
        work_on_sheet.delay(upload_id)
    elif connection.in_atomic_block:
        # A thread would not see what is not committed yet.
        work_on_sheet(upload_id)
    else:
        Thread(target=_work_and_hang_up, args=[upload_id], daemon=True).start()


def _work_and_hang_up(upload_id: int) -> None:
    try:
        work_on_sheet(upload_id)
    finally:
        connections.close_all()
