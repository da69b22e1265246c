"""How often someone is written to, and how far a letter has come."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Frequency(TextChoices):
    """When an e-mail tells what the app tells anyway."""

    NONE = "none", _("No e-mail")
    AT_ONCE = "at_once", _("At once")
    DAILY = "daily", _("Once a day")
    WEEKLY = "weekly", _("Once a week")


DIGESTS = (Frequency.DAILY, Frequency.WEEKLY)


class EmailState(TextChoices):
    """The life of a letter in the outbox."""

    WAITING = "waiting", _("Waiting")
    CLAIMED = "claimed", _("Being sent")  # a worker talks to the server; nothing is handed over
    HANDED = "handed", _("Handed over")  # the server has it all and was told that this is the end
    DELIVERED = "delivered", _("Delivered")  # the server said that it takes care of it
    UNSURE = "unsure", _("Handed over, answer unknown")
    FAILED = "failed", _("Given up")
