"""The words of the portfolio: what is shown, and in what it is counted."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Measure(TextChoices):
    """What a cell or a State of the map shows; agreed is what both sides signed."""

    ASKED = "asked", _("Asked")
    OFFERED = "offered", _("Offered")
    AGREED = "agreed", _("Agreed")
    DELIVERED = "delivered", _("Delivered")
    UNMET = "unmet", _("Unmet")


class Standing(TextChoices):
    OPEN = "open", _("Only what is open now")
    EVER = "ever", _("All that was ever published")


# How a cell counts: records, US dollars, or the quantities of one unit ("unit:item").
NUMBER, DOLLARS, UNIT = "number", "usd", "unit:"
# A unit is offered many times over from here on.
MANY_TIMES = 3
