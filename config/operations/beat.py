"""The clock of the calendar; it keeps nothing itself, so it may stop, start and run twice."""

import logging
from typing import Any

from celery.beat import Scheduler
from django.db import connection
from django.utils import timezone

from config import alive
from config.operations import calendar

logger = logging.getLogger(__name__)
MINUTE = 60.0  # seconds
AFTER_FAILURE = 10.0


class CalendarScheduler(Scheduler):
    """What `celery beat` runs: every minute it begins what the rows say is due."""

    def setup_schedule(self) -> None:
        """Keep nothing in memory: the calendar is in the code, what was begun in rows."""

    def tick(self, *args: Any, **kwargs: Any) -> float:
        """Begin what is due; return the seconds until the next full minute."""
        alive.touch()
        try:
            calendar.begin_due()
        except Exception:
            # The database is away; what came due meanwhile is begun when it is back.
            logger.exception("the calendar cannot be read")
            return AFTER_FAILURE
        finally:
            connection.close()
        now = timezone.now()
        return MINUTE - now.second - now.microsecond / 1e6 + 0.01
