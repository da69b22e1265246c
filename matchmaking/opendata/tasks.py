"""Writing thousands of activities takes a while; no request waits for it."""

from threading import Thread

from celery import shared_task
from django.conf import settings
from django.db import connection, connections

from matchmaking.opendata import services


@shared_task
def make_edition() -> None:
    """Make the file of activities anew."""
    services.make_edition()


def make_in_background() -> None:
    """Make it while the page goes on: by a worker, or by a thread where there is none."""
    if not settings.CELERY_TASK_ALWAYS_EAGER:
        make_edition.delay()
    elif connection.in_atomic_block:
        # A thread would not see what is not committed yet.
        make_edition()
    else:
        Thread(target=_make_and_hang_up, daemon=True).start()


def _make_and_hang_up() -> None:
    try:
        make_edition()
    finally:
        connections.close_all()
