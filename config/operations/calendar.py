"""What is due by the calendar, told from the rows of what was begun: no beat begins it twice."""

import datetime
from collections.abc import Iterator
from typing import Any, NamedTuple

from celery import current_app
from celery.schedules import crontab
from django.db import transaction
from django.utils import timezone

from config.operations import jobs
from config.operations.choices import JobState
from config.operations.models import Appointment, Job

MINUTE = datetime.timedelta(minutes=1)
# No entry waits longer than a week for its next turn.
FARTHEST = 7 * 24 * 60 + 1
# So long after its moment an entry that has not ended is late.
LATE_AFTER = datetime.timedelta(minutes=15)


class Entry(NamedTuple):
    """One line of the calendar."""

    name: str
    task: str
    args: tuple[Any, ...]
    schedule: crontab


class Turn(NamedTuple):
    """An entry as the page shows it: its last run and its next."""

    entry: Entry
    job: Job | None
    next_at: datetime.datetime
    is_late: bool

    @property
    def took(self) -> datetime.timedelta | None:
        """How long the last run took, where it has ended."""
        job = self.job
        if job is None or job.finished_at is None or job.started_at is None:
            return None
        return job.finished_at - job.started_at


def entries() -> list[Entry]:
    """Return the calendar as the code has it."""
    return [
        Entry(name, line["task"], tuple(line.get("args", ())), line["schedule"])
        for name, line in current_app.conf.beat_schedule.items()
    ]


def last_turn(schedule: crontab, now: datetime.datetime) -> datetime.datetime:
    """Return the last moment up to `now` at which the entry was due."""
    return next(moment for moment in _minutes(now, -MINUTE) if _fits(schedule, moment))


def next_turn(schedule: crontab, now: datetime.datetime) -> datetime.datetime:
    """Return the next moment after `now` at which the entry is due."""
    return next(moment for moment in _minutes(now + MINUTE, MINUTE) if _fits(schedule, moment))


def begin_due(now: datetime.datetime | None = None) -> int:
    """Write down what is due and was not begun, and hand it over; return how much it was.

    What came due while no beat ran is made up for, once.
    """
    now = now or timezone.now()
    known = dict(Appointment.objects.values_list("entry", "slot"))
    begun = 0
    for entry in entries():
        slot = last_turn(entry.schedule, now)
        if entry.name not in known:
            Appointment.objects.get_or_create(entry=entry.name, defaults={"slot": slot})
        elif known[entry.name] < slot:
            begun += _begin(entry, slot)
    return begun


def turns(now: datetime.datetime | None = None) -> list[Turn]:
    """Return every entry with its last run and its next."""
    now = now or timezone.now()
    rows = Appointment.objects.select_related("job")
    known = {row.entry: row for row in rows}
    return [_turn(entry, known.get(entry.name), now) for entry in entries()]


def late_entries(now: datetime.datetime | None = None) -> list[str]:
    """Return the names of the entries that should have been done and are not."""
    return [turn.entry.name for turn in turns(now) if turn.is_late]


@transaction.atomic
def _begin(entry: Entry, slot: datetime.datetime) -> bool:
    mine = Appointment.objects.filter(entry=entry.name, slot__lt=slot)
    if not mine.update(slot=slot):
        return False  # another beat was faster
    job = jobs.enqueue(entry.task, entry.args, entry=entry.name, slot=slot)
    Appointment.objects.filter(entry=entry.name).update(job=job)
    return True


def _turn(entry: Entry, row: Appointment | None, now: datetime.datetime) -> Turn:
    expected = last_turn(entry.schedule, now - LATE_AFTER)
    job = row.job if row else None
    is_behind = row is not None and row.slot < expected
    is_open = job is not None and job.state != JobState.DONE and (job.slot or now) <= expected
    return Turn(entry, job, next_turn(entry.schedule, now), is_behind or is_open)


def _minutes(start: datetime.datetime, step: datetime.timedelta) -> Iterator[datetime.datetime]:
    moment = start.astimezone(datetime.UTC).replace(second=0, microsecond=0)
    for number in range(FARTHEST):
        yield moment + number * step


def _fits(schedule: crontab, moment: datetime.datetime) -> bool:
    return (
        moment.minute in schedule.minute
        and moment.hour in schedule.hour
        and moment.isoweekday() % 7 in schedule.day_of_week
        and moment.day in schedule.day_of_month
        and moment.month in schedule.month_of_year
    )
