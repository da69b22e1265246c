"""The words for observations after closure and what they answer."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ObservationStatus(TextChoices):
    DUE = "due", _("Due")
    ENTERED = "entered", _("Waits for the evaluator")
    RETURNED = "returned", _("Sent back")
    VERIFIED = "verified", _("Verified")


class Answer(TextChoices):
    YES = "yes", _("Yes")
    PARTLY = "partly", _("Partly")
    NO = "no", _("No")
    NOT_KNOWN = "not_known", _("Not known")


# So many months after the end it is asked.
MONTHS = (12, 24, 36)
# The recipient still has to say something.
AWAITED = (ObservationStatus.DUE, ObservationStatus.RETURNED)
# The recipient has said something that counts.
SAID = (ObservationStatus.ENTERED, ObservationStatus.VERIFIED)
