"""Small closed lists that are rules rather than data."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CountryGroup(TextChoices):
    """Groups of States that an offer may be meant for."""

    LDC = "LDC", _("Least developed countries")
    LLDC = "LLDC", _("Landlocked developing countries")
    SIDS = "SIDS", _("Small island developing States")
    ODA = "ODA", _("Countries eligible for official development assistance")


class WorkingLanguage(TextChoices):
    """Languages in which assistance is given: the six of the United Nations and others in use."""

    AR = "ar", _("Arabic")
    ZH = "zh", _("Chinese")
    EN = "en", _("English")
    FR = "fr", _("French")
    RU = "ru", _("Russian")
    ES = "es", _("Spanish")
    PT = "pt", _("Portuguese")
    SW = "sw", _("Swahili")
    DE = "de", _("German")
    TR = "tr", _("Turkish")
    LO = "lo", _("Lao")


# The languages in which records are written and pages are shown (codes without script).
UN_LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")
