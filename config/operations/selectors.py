"""What the pages of operators show, and the figures for whoever watches from outside."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Min, QuerySet
from django.utils import timezone

from accounts.selectors import Person
from config.operations import calendar
from config.operations.choices import JobState, Source
from config.operations.models import Job
from config.operations.sources import SOURCES, failures


@dataclass(frozen=True)
class Figures:
    """How the work in the background stands."""

    waiting: int
    running: int
    failed: Mapping[str, int]
    oldest_waiting: datetime.timedelta
    late: list[str]

    @property
    def failures(self) -> int:
        """How many failures nobody has looked after yet."""
        return sum(self.failed.values())


def figures() -> Figures:
    """Return the figures of this moment; for pages, metrics and alarms."""
    now = timezone.now()
    waiting = Job.objects.filter(state=JobState.WAITING)
    found = waiting.aggregate(count=Count("pk"), oldest=Min("created_at"))
    return Figures(
        waiting=found["count"],
        running=Job.objects.filter(state=JobState.RUNNING).count(),
        failed={name.value: failures([name], dismissed=False).count() for name in SOURCES},
        oldest_waiting=now - (found["oldest"] or now),
        late=calendar.late_entries(now),
    )


def work_for_listing(user: Person) -> QuerySet[Job]:
    """Return background work with who asked for it."""
    return Job.objects.visible_to(user).select_related("asked_by")


def shown_arguments(job: Job) -> str:
    """Return the arguments of a job as far as they say something: numbers and plain words."""
    return ", ".join(_shown(one) for one in job.args)


def failure(source: str, row_id: int) -> Mapping[str, Any] | None:
    """Return one failure as a row of the list."""
    if source not in Source.values:
        return None
    row: Mapping[str, Any] | None = failures([source]).filter(row_id=row_id).first()
    return row


def _shown(value: Any) -> str:
    if isinstance(value, int | float) or (isinstance(value, str) and len(value) <= 60):
        return str(value)
    return "…"
