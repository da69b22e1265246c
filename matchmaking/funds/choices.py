"""The words for the state of a call, and for where its window stands."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CallStatus(TextChoices):
    DRAFT = "draft", _("Draft")
    OPEN = "open", _("Published")
    CLOSED = "closed", _("Closed")
    DECIDED = "decided", _("Decided")
    ARCHIVED = "archived", _("Archived")


class Window(TextChoices):
    """Where a published call stands now; follows from its dates, never stored."""

    UPCOMING = "upcoming", _("Opens later")
    OPEN = "open", _("Open")
    OVER = "over", _("Deadline passed")


# Everybody may read these.
PUBLIC = (CallStatus.OPEN, CallStatus.CLOSED, CallStatus.DECIDED, CallStatus.ARCHIVED)
