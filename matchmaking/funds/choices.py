"""The words for the state of a call, and for where its window stands."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CallStatus(TextChoices):
    DRAFT = "draft", _("Draft")
    OPEN = "open", _("Published")
    CLOSED = "closed", pgettext_lazy("a call for proposals", "Closed")
    DECIDED = "decided", _("Decided")
    ARCHIVED = "archived", _("Archived")


class Window(TextChoices):
    """Where a published call stands now; follows from its dates, never stored."""

    UPCOMING = "upcoming", _("Opens later")
    OPEN = "open", pgettext_lazy("a call for proposals", "Open")
    OVER = "over", _("Deadline passed")


# Everybody may read these.
PUBLIC = (CallStatus.OPEN, CallStatus.CLOSED, CallStatus.DECIDED, CallStatus.ARCHIVED)
