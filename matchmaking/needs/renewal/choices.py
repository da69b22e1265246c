"""What a State's next report says of a request, and how far its confirmation is."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Verdict(TextChoices):
    STILL = "still", _("Still needed")
    CHANGED = "changed", _("Changed")
    MET = "met", _("Met")
    GONE = "gone", _("No longer mentioned")


class RenewalStatus(TextChoices):
    WAITING = "waiting", _("To be confirmed")
    CONFIRMED = "confirmed", _("Confirmed")
    LAPSED = "lapsed", _("Lapsed")
    REPLACED = "replaced", _("Replaced by a newer report")


# Verdicts that rest on a passage which asks again.
ASKED_AGAIN = (Verdict.STILL, Verdict.CHANGED)
