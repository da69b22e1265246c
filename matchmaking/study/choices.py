"""The words for the making of a study, and how far what was promised was reached."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class StudyStatus(TextChoices):
    WAITING = "waiting", _("Waiting")
    WORKING = "working", _("Being made")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Failed")


# It may still become something.
UNDER_WAY = (StudyStatus.WAITING, StudyStatus.WORKING)


class Reached(TextChoices):
    """How far an indicator has come toward its target."""

    BELOW_HALF = "below_half", _("Below half")
    HALF = "half", _("Half to four fifths")
    NEARLY = "nearly", _("Four fifths to all but the whole")
    WHOLE = "whole", _("The target or more")
