"""The life of a piece of work, and where failures come from."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class JobState(TextChoices):
    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Given up")


UNFINISHED = (JobState.WAITING, JobState.RUNNING)


class Source(TextChoices):
    """What was given up: a task, a change for the search index, a letter."""

    TASK = "task", _("Background work")
    INDEX = "index", _("Change for the search index")
    LETTER = "letter", _("E-mail")


class Standing(TextChoices):
    """Whether somebody has looked after a failure."""

    OPEN = "open", _("To be looked after")
    DISMISSED = "dismissed", _("Dismissed")
