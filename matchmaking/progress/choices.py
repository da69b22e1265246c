"""The words for risks and issues, visits, hand-overs and traffic lights."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class EntryKind(TextChoices):
    RISK = "risk", _("Risk")
    ISSUE = "issue", _("Issue")


class EntryStatus(TextChoices):
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


class Degree(IntegerChoices):
    """How likely something is, and how bad."""

    LOW = 1, _("Low")
    MEDIUM = 2, _("Medium")
    HIGH = 3, _("High")


class VisitStatus(TextChoices):
    DRAFT = "draft", _("Draft")
    FILED = "filed", _("Filed")


class Side(TextChoices):
    """The two sides of a hand-over."""

    GIVER = "giver", _("The side that delivers")
    RECIPIENT = "recipient", _("The side that receives")


class Colour(TextChoices):
    """Of a traffic light, the worst first."""

    RED = "red", _("Red")
    AMBER = "amber", _("Amber")
    GREEN = "green", _("Green")
    GREY = "grey", _("Not known")
