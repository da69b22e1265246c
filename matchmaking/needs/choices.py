"""The words for the state and the priority of a request."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class NeedStatus(TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    PUBLISHED = "published", _("Published")
    MET = "met", _("Met")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    EXPIRED = "expired", _("Expired")


class Priority(TextChoices):
    """The State's own ranking; nobody else's."""

    HIGH = "high", _("High")
    MEDIUM = "medium", _("Medium")
    LOW = "low", _("Low")
