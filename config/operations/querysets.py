"""The usual selections of background work."""

import datetime
from typing import TYPE_CHECKING

from django.db import models

from accounts.selectors import Person
from config.operations.choices import UNFINISHED, JobState
from config.operations.policies import operates

if TYPE_CHECKING:
    from config.operations.models import Job  # noqa: F401 (named below)


class JobQuerySet(models.QuerySet["Job"]):
    """Chainable selections of background work."""

    def visible_to(self, user: Person) -> "JobQuerySet":
        """Keep all of it for operators, nothing for anybody else."""
        return self.all() if operates(user) else self.none()

    def unfinished(self) -> "JobQuerySet":
        """Keep what waits or runs."""
        return self.filter(state__in=UNFINISHED)

    def due(self, now: datetime.datetime) -> "JobQuerySet":
        """Keep what should be with the broker, or with a worker that lives, and is not."""
        return self.unfinished().filter(due_at__lte=now)

    def given_up(self) -> "JobQuerySet":
        """Keep what failed for good."""
        return self.filter(state=JobState.FAILED)
