"""The words for what is asked of a record, in the order in which a form asks it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

# What the shipped files of the catalogue name as their source, for the translators.
OWN_ESTIMATE = gettext_noop("Own estimate of the Exchange's secretariat, to be verified")


class RuleCode(TextChoices):
    """What makes a record one that the other side can act on."""

    QUANTITY = "quantity", _("Quantity")
    UNIT = "unit", _("Unit")
    INSTITUTION = "institution", _("Beneficiary institution")
    PLACE = "place", _("Place")
    WINDOW = "window", _("Window")
    GOAL = "goal", _("Baseline and target")
    RESULT = "result", _("Expected result")
    PLAN = "plan", _("National plan")
    LANGUAGE = "language", _("Working language")
    AFTERCARE = "aftercare", _("After-care of equipment")
    COST = "cost", _("Cost")
    CAPACITY = "capacity", _("Capacity")
    VALUE = "value", _("Value")
    ELIGIBILITY = "eligibility", _("Eligibility")
    LANGUAGES = "languages", _("Languages of delivery")
    CHANNEL = "channel", _("Channel")
    CONDITIONS = "conditions", _("Conditions")
