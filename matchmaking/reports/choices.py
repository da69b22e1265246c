"""The states of a report and of a candidate need, and the layouts known."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ReportStatus(TextChoices):
    UPLOADED = "uploaded", _("Waiting to be read")
    READING = "reading", _("Being read")
    READ = "read", _("Read")
    REFUSED = "refused", _("Could not be read")


class CandidateStatus(TextChoices):
    DRAWN = "drawn", _("To be reviewed")
    ACCEPTED = "accepted", _("Accepted")
    REJECTED = "rejected", _("Rejected")
    REPLACED = "replaced", _("Split or merged into others")


class AnswerValue(TextChoices):
    YES = "yes", _("Yes")
    NO = "no", _("No")
    DEVELOPING = "developing", _("Developing")
    BLANK = "blank", _("Left blank")


class Origin(TextChoices):
    READER = "reader", _("Read by the system")
    PERSON = "person", _("Marked by a person")
