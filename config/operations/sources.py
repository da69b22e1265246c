"""Where failures come from: each source says which of its rows were given up and tries them again.

The three live in tables of their own; a list of all is their union.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from celery import current_app
from django.conf import settings
from django.db import transaction
from django.db.models import (
    BooleanField,
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    Model,
    OuterRef,
    QuerySet,
    TextField,
    Value,
)
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils import timezone

from accounts.notifications.choices import EmailState
from accounts.notifications.models import Email
from accounts.notifications.outbox import send_again
from config.operations import jobs
from config.operations.choices import JobState, Source
from config.operations.models import Dismissal, Job
from files.background import in_background, once_committed
from search.models import Outbox
from search.tasks import drain_outbox

COLUMNS = ("source", "row_id", "what", "at", "attempts", "problem", "is_dismissed")


@dataclass(frozen=True)
class FailureSource:
    """One table with failures: its given-up rows, the name of each, its moment, its next try."""

    name: Source
    rows: Callable[[], QuerySet[Any]]
    what: Any
    moment: Any
    retry: Callable[[int], bool]

    def listed(self) -> QuerySet[Any]:
        """Return the failures in the columns of the list."""
        dismissed = Dismissal.objects.filter(source=self.name, row_id=OuterRef("pk"))
        return self.rows().annotate(
            source=Value(self.name.value, output_field=CharField()),
            row_id=F("pk"),
            what=self.what,
            at=self.moment,
            problem=Cast("error", TextField()),
            is_dismissed=ExpressionWrapper(Exists(dismissed), output_field=BooleanField()),
        )

    def find(self, row_id: int) -> Model | None:
        """Return one failure as what it is."""
        row: Model | None = self.rows().filter(pk=row_id).first()
        return row


def _retry_task(row_id: int) -> bool:
    job = Job.objects.select_for_update().filter(pk=row_id).given_up().first()
    if job is None:
        return False
    if settings.CELERY_TASK_ALWAYS_EAGER:
        # No worker will take it; if it fails anew, that is written down anew.
        Job.objects.filter(pk=row_id).update(state=JobState.DONE)
        transaction.on_commit(lambda: in_background(current_app.tasks[job.task], *job.args))
        return True
    again = {"state": JobState.WAITING, "attempts": 0, "claim": None, "finished_at": None}
    Job.objects.filter(pk=row_id).update(due_at=timezone.now() + jobs.TAKEN_AFTER, **again)
    transaction.on_commit(lambda: jobs.hand_over(job), robust=True)
    return True


def _retry_change(row_id: int) -> bool:
    rows = Outbox.objects.filter(pk=row_id, has_failed=True)
    if not rows.update(has_failed=False, attempts=0, retry_at=None):
        return False
    once_committed(drain_outbox.delay)
    return True


SOURCES = {
    source.name: source
    for source in (
        FailureSource(
            Source.TASK,
            lambda: Job.objects.given_up(),
            Cast("task", TextField()),
            Coalesce("finished_at", "created_at"),
            _retry_task,
        ),
        FailureSource(
            Source.INDEX,
            lambda: Outbox.objects.filter(has_failed=True),
            Concat("type", Value(" "), "object_id", output_field=TextField()),
            F("created_at"),
            _retry_change,
        ),
        FailureSource(
            Source.LETTER,
            lambda: Email.objects.filter(state=EmailState.FAILED),
            Concat("kind", Value(": "), "address", output_field=TextField()),
            F("created_at"),
            send_again,
        ),
    )
}


def failures(names: Iterable[str] = (), *, dismissed: bool | None = None) -> QuerySet[Any]:
    """Return the failures of these sources (none named: all), as rows of the list."""
    parts = []
    for name in names or SOURCES:
        rows = SOURCES[Source(name)].listed().order_by()
        if dismissed is not None:
            rows = rows.filter(is_dismissed=dismissed)
        parts.append(rows.values(*COLUMNS))
    first, *others = parts
    return first.union(*others, all=True) if others else first
