"""The words for the state of a round table, its agenda, its answers and its outcomes."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RoundTableStatus(TextChoices):
    PLANNED = "planned", _("Planned")
    INVITED = "invited", _("Invited")
    HELD = "held", _("Held")
    CLOSED = "closed", pgettext_lazy("a round table", "Closed")
    CANCELLED = "cancelled", _("Cancelled")


class SlotKind(TextChoices):
    """What a part of the agenda is about."""

    OPENING = "opening", _("Opening")
    NEED = "need", _("Assistance request")
    ITEM = "item", _("Another item")
    CLOSING = "closing", _("Closing")


class ParticipantAnswer(TextChoices):
    WAITING = "waiting", _("No answer yet")
    YES = "yes", _("Comes")
    NO = "no", _("Does not come")


class OutcomeKind(TextChoices):
    """What the round table meant for a request."""

    INTEREST = "interest", _("Interest expressed")
    FOLLOW_UP = "follow_up", _("Follow-up agreed")
    NO_INTEREST = "no_interest", _("No interest")
    NOTE = "note", _("Note")


# While this holds, its agenda may be put together and changed.
IN_PREPARATION = (RoundTableStatus.PLANNED, RoundTableStatus.INVITED)
# Those who are invited know of it.
ANNOUNCED = (RoundTableStatus.INVITED, RoundTableStatus.HELD, RoundTableStatus.CLOSED)
OPENING_MINUTES = 10
NEED_MINUTES = 20
CLOSING_MINUTES = 10
