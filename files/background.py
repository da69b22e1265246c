"""Work that no page waits for: done by a worker, or by a thread where there is none."""

from threading import Thread
from typing import Any, Protocol

from django.conf import settings
from django.db import connection, connections


class Task(Protocol):
    """A task of Celery: called here and now, or handed to a worker."""

    def __call__(self, *args: Any) -> Any:
        """Do the work."""

    def delay(self, *args: Any) -> Any:
        """Leave the work to a worker."""


def in_background(task: Task, *args: Any) -> None:
    """Do `task` while the page goes on."""
    if not settings.CELERY_TASK_ALWAYS_EAGER:
        task.delay(*args)
    elif connection.in_atomic_block:
        # A thread would not see what is not committed yet.
        task(*args)
    else:
        Thread(target=_do_and_hang_up, args=(task, *args), daemon=True).start()


def _do_and_hang_up(task: Task, *args: Any) -> None:
    try:
        task(*args)
    finally:
        connections.close_all()
