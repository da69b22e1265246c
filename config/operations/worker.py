"""What every worker does beside its tasks: it says that it lives, and hands over what is due.

It happens in the worker's main process, which never works itself and so is never too busy.
"""

import logging
from typing import Any

from celery import bootsteps
from celery.worker import state
from django.conf import settings
from django.db import connection

from config.operations import jobs

logger = logging.getLogger(__name__)
SIGNS_IN_A_LEASE = 4


class LookAfterJobs(bootsteps.StartStopStep):
    """Renews claims and sweeps, from the start of a worker and after each loss of the broker."""

    requires = {"celery.worker.consumer.tasks:Tasks"}

    def __init__(self, parent: Any, **kwargs: Any) -> None:
        super().__init__(parent, **kwargs)
        self.timer: Any = None
        self.is_new = True

    def start(self, parent: Any) -> None:
        """Begin; a worker that has just been started frees what it had when it died."""
        if self.is_new:
            self.is_new = False
            _guarded(lambda: jobs.release(parent.hostname))
        self._look()
        pause = settings.WORK_LEASE / SIGNS_IN_A_LEASE
        self.timer = parent.timer.call_repeatedly(pause, self._look)

    def stop(self, parent: Any) -> None:
        """End."""
        if self.timer is not None:
            self.timer.cancel()
            self.timer = None

    def _look(self) -> None:
        _guarded(lambda: jobs.keep_claims([request.id for request in state.active_requests]))
        _guarded(jobs.sweep)


def _guarded(act: Any) -> None:
    try:
        act()
    except Exception:
        logger.exception("background work cannot be looked after now")
    finally:
        connection.close()
