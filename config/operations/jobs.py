"""The life of a piece of work: written down, handed over, claimed by one worker, ended once.

1. `enqueue` writes the row in the transaction of whoever asks; after the commit its message goes
   to the broker. A message that is lost, or could not be sent, is made up for by `sweep`.
2. A worker claims the row by a compare-and-set before it does anything, so a repeated message does
   nothing. While it works, its main process says so again and again (`keep_claims`); when it has
   not done so for a lease, the work is free for another.
3. Only the claim that holds may end it. What may pass is tried again later, each time after about
   twice the time; all else, and the last attempt, is given up and shown to operators.
"""

import datetime
import logging
import random
import re
import time
import uuid
from collections.abc import Collection, Sequence
from typing import Any

from celery import current_app
from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from config.operations.asking import who_asks
from config.operations.choices import JobState
from config.operations.models import Job
from files.background import ComeBackLater, may_pass

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 10
# A task whose workers are lost so often is what kills them.
MOST_LOST = 4
FIRST_DELAY = 10  # seconds
LONGEST_DELAY = 600
# What nobody has taken after this is handed over again, whatever became of its message.
TAKEN_AFTER = datetime.timedelta(minutes=2)
TAKEN_AGAIN_AFTER = datetime.timedelta(minutes=15)
# After the broker refused something nobody waits for it again for so long.
REST = 5  # seconds
AT_A_TIME = 200
PASSWORD = re.compile(r"(?<=://)[^/@\s]+@")


class Broker:
    """The way to the broker, with a rest after it did not answer."""

    def __init__(self) -> None:
        self.rests_until = 0.0

    def take(self, name: str, args: Sequence[Any], uid: str) -> bool:
        """Send a message; say whether the broker has it."""
        if time.monotonic() < self.rests_until:
            return False
        try:
            current_app.send_task(name, args, task_id=uid, retry=False)
        except Exception:
            # Whatever it is, no page fails because of it: the work is written down.
            self.rests_until = time.monotonic() + REST
            logger.exception("the broker does not take %s", name)
            return False
        return True


broker = Broker()


def send_lightly(task: str, args: Sequence[Any]) -> None:
    """Send a message without a row, for work that the calendar finds anyway."""
    transaction.on_commit(lambda: broker.take(task, args, str(uuid.uuid4())), robust=True)


def enqueue(task: str, args: Sequence[Any], **values: Any) -> Job:
    """Write a piece of work down in this transaction, and hand it over once it is committed."""
    job = Job.objects.create(
        task=task,
        args=list(args),
        asked_by_id=who_asks(),
        due_at=timezone.now() + TAKEN_AFTER,
        **values,
    )
    # Not a partial: when it fails, Django logs the function by its name.
    transaction.on_commit(lambda: hand_over(job), robust=True)
    return job


def hand_over(job: Job) -> bool:
    """Give a written job to the broker; where that fails, a worker's next sweep takes it."""
    if broker.take(job.task, job.args, str(job.uid)):
        return True
    Job.objects.filter(pk=job.pk, state=JobState.WAITING).update(due_at=timezone.now())
    return False


def claim(uid: str, worker: str) -> Job | None:
    """Take a job for this worker; None where it is over, or another has it."""
    now = timezone.now()
    taken = Job.objects.filter(uid=uid, state=JobState.WAITING).update(
        state=JobState.RUNNING,
        claim=uuid.uuid4(),
        worker=worker,
        due_at=now + lease(),
        attempts=F("attempts") + 1,
        started_at=now,
        done=0,
        total=0,
    )
    return Job.objects.get(uid=uid) if taken else None


def finish(job: Job) -> bool:
    """End a job well."""
    return _move(job, state=JobState.DONE, finished_at=timezone.now(), error="")


def stumble(job: Job, error: BaseException) -> bool:
    """Try a job again later where that may help, else give it up; say whether it is given up."""
    again = may_pass(error) and job.attempts < MOST_ATTEMPTS
    now, said = timezone.now(), worded(error)
    if again:
        _move(job, state=JobState.WAITING, due_at=now + pause(job.attempts), error=said)
    else:
        _move(job, state=JobState.FAILED, finished_at=now, error=said)
    return not again


def write_failure(task: str, args: Sequence[Any], error: BaseException) -> None:
    """Keep what failed where there are no workers, in the process that asked for it."""
    if isinstance(error, ComeBackLater):
        return
    now, said = timezone.now(), worded(error)
    Job.objects.create(
        task=task,
        args=list(args),
        asked_by_id=who_asks(),
        state=JobState.FAILED,
        attempts=1,
        error=said,
        started_at=now,
        finished_at=now,
    )


def say(job: Job, done: int, total: int) -> None:
    """Write down how far a job is."""
    _move(job, done=done, total=total)


def keep_claims(uids: Collection[str]) -> int:
    """Say that the worker that has these jobs lives."""
    rows = Job.objects.filter(uid__in=uids, state=JobState.RUNNING)
    return rows.update(due_at=timezone.now() + lease()) if uids else 0


def release(worker: str) -> int:
    """Free what a worker of this name had when it died; it has just been started anew."""
    rows = Job.objects.filter(worker=worker, state=JobState.RUNNING)
    return rows.update(due_at=timezone.now())


def sweep() -> int:
    """Hand over what is due and not with a worker; return how many jobs the broker took."""
    taken = 0
    for job in Job.objects.due(timezone.now()).order_by("due_at", "pk")[:AT_A_TIME]:
        if not _free(job):
            continue
        if not hand_over(job):
            break
        taken += 1
    return taken


def _free(job: Job) -> bool:
    """Make a due job ready to be taken; False where another was faster, or it is given up."""
    rows = Job.objects.filter(pk=job.pk, state=job.state, due_at=job.due_at)
    if job.state == JobState.RUNNING and job.attempts >= MOST_LOST:
        said = f"its worker was lost {job.attempts} times"
        rows.update(state=JobState.FAILED, finished_at=timezone.now(), error=said, claim=None)
        logger.error("%s is given up: %s", job, said)
        return False
    due_at = timezone.now() + TAKEN_AGAIN_AFTER
    return rows.update(state=JobState.WAITING, claim=None, due_at=due_at) == 1


def pause(attempts: int) -> datetime.timedelta:
    """Return how long to wait before the next attempt: never the same for two of them."""
    seconds = min(FIRST_DELAY * 2 ** (attempts - 1), LONGEST_DELAY)
    return datetime.timedelta(seconds=seconds * random.uniform(0.5, 1))  # noqa: S311 (no secret)


def lease() -> datetime.timedelta:
    """Return how long a worker is believed to live without a sign."""
    return datetime.timedelta(seconds=settings.WORK_LEASE)


def worded(error: BaseException) -> str:
    """Return an error as a line without the passwords of addresses."""
    return PASSWORD.sub("", repr(error))[:2_000]


def _move(job: Job, **values: Any) -> bool:
    """Change a job, unless somebody else has it now."""
    mine = Job.objects.filter(pk=job.pk, claim=job.claim, state=JobState.RUNNING)
    return mine.update(**values) == 1
