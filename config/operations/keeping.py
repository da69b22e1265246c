"""How long background work is remembered."""

import datetime

from django.utils import timezone

from config.operations.choices import JobState
from config.operations.models import Appointment, Job

DONE = datetime.timedelta(days=3)
GIVEN_UP = datetime.timedelta(days=180)


def forget_old_work() -> int:
    """Delete what was done days ago and what was given up long ago; say how many rows.

    The last run of each entry of the calendar stays.
    """
    now = timezone.now()
    last = Appointment.objects.filter(job__isnull=False).values("job")
    done = Job.objects.filter(state=JobState.DONE, finished_at__lt=now - DONE).exclude(pk__in=last)
    old = Job.objects.given_up().filter(finished_at__lt=now - GIVEN_UP).exclude(pk__in=last)
    return done.delete()[0] + old.delete()[0]
