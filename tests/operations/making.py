"""Background work for the tests."""

from django.utils import timezone

from accounts.notifications.choices import EmailState
from accounts.notifications.models import Email
from config.operations.choices import JobState
from config.operations.models import Job
from search.models import Outbox

TASK = "matchmaking.desk.tasks.refresh_queue"


def job(state=JobState.WAITING, task=TASK, **values):
    """Write a piece of work down, as if somebody had asked for it a moment ago."""
    return Job.objects.create(task=task, state=state, **values)


def given_up(error="ValueError('The queue is gone')", **values):
    """Return work that failed for good."""
    now = timezone.now()
    return job(JobState.FAILED, error=error, attempts=3, started_at=now, finished_at=now, **values)


def lost_change():
    """Return a change that the search index did not take."""
    return Outbox.objects.create(
        type="needs", object_id=7, attempts=8, has_failed=True, error="ApiError(400)"
    )


def lost_letter(key="one"):
    """Return a letter that the mail server refused."""
    return Email.objects.create(
        key=key,
        kind="task_given",
        address="nobody@example.org",
        language="en",
        subject="Racks",
        text="Racks",
        state=EmailState.FAILED,
        attempts=1,
        error="SMTPRecipientsRefused(550)",
    )
