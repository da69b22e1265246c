"""What every task is: a piece of work that is written down before it is handed over."""

import time
from threading import Thread
from typing import Any

from celery.contrib.django.task import DjangoTask
from django.conf import settings
from django.db import connection, connections

from config.operations import jobs
from config.operations.asking import asking
from config.operations.models import Job
from files.background import listening

TOLD_EVERY = 1.0  # second


class RecordedTask(DjangoTask):
    """The base of all tasks; `shared_task` needs to know nothing of it.

    `is_light`: what it does waits in an outbox of its own that the calendar looks through anyway,
    so that a lost message loses nothing and no row is written for each.
    """

    abstract = True
    is_light = False

    def apply_async(
        self, args: Any = None, kwargs: Any = None, task_id: str | None = None, **options: Any
    ) -> Any:
        """Write the work down and hand it over after the commit; with an id it is written."""
        if settings.CELERY_TASK_ALWAYS_EAGER or task_id:
            return super().apply_async(args, kwargs, task_id=task_id, **options)
        if kwargs:
            raise TypeError("What is written down has arguments without names.")
        if self.is_light:
            return jobs.send_lightly(self.name, args or ())
        return jobs.enqueue(self.name, args or ())

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Do the work; in a worker, as the one who has claimed it."""
        if self.request.called_directly or self.request.is_eager or not self.request.id:
            return self._unrecorded(*args, **kwargs)
        uid = self.request.id
        job = jobs.claim(uid, str(self.request.hostname))
        if job is not None:
            return self._recorded(job, args)
        if Job.objects.filter(uid=uid).exists():
            return None  # a repeated message: it is done, or another worker has it
        return super().__call__(*args, **kwargs)

    def _recorded(self, job: Job, args: tuple[Any, ...]) -> Any:
        try:
            with listening(Teller(job)), asking(lambda: job.asked_by_id):
                result = self.run(*args)
        except Exception as error:
            if not connection.in_atomic_block:
                connection.close_if_unusable_or_obsolete()  # perhaps it is what failed
            if jobs.stumble(job, error):
                raise
            jobs.logger.warning("%s is tried again later: %r", job, error)
            return None
        jobs.finish(job)
        return result

    def _unrecorded(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().__call__(*args, **kwargs)
        except Exception as error:
            # In a transaction the row would go with everything else.
            if not connection.in_atomic_block:
                jobs.write_failure(self.name, args, error)
            raise


class Teller:
    """Writes down how far a job is, but not at every step."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.told_at = 0.0
        # SQLite has one writer at a time, and that is the work itself.
        self.is_heard_apart = connection.vendor != "sqlite"

    def __call__(self, done: int, total: int) -> None:
        """Hear that `done` of `total` is done."""
        if done < total and time.monotonic() - self.told_at < TOLD_EVERY:
            return
        self.told_at = time.monotonic()
        if not connection.in_atomic_block:
            jobs.say(self.job, done, total)
        elif self.is_heard_apart:
            # In the transaction of the work nobody would see it before all is done.
            Thread(target=_say_and_hang_up, args=(self.job, done, total), daemon=True).start()


def _say_and_hang_up(job: Job, done: int, total: int) -> None:
    try:
        jobs.say(job, done, total)
    finally:
        connections.close_all()
