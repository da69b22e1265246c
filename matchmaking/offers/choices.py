"""The words for the state of an offer and the channel it comes through."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OfferStatus(TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    PUBLISHED = "published", _("Published")
    PAUSED = "paused", _("Paused")
    EXHAUSTED = "exhausted", _("Exhausted")
    EXPIRED = "expired", _("Expired")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Channel(TextChoices):
    """How assistance reaches the State (BMS5, paras 40 and 50)."""

    BILATERAL = "bilateral", _("Bilateral")
    UN = "un", _("United Nations")
    REGIONAL = "regional", _("Regional body")
    NGO = "ngo", _("Non-governmental organisation")
    TRUST_FUND = "trust_fund", _("Trust fund")
    TRIANGULAR = "triangular", _("Triangular cooperation")
    SOUTH_SOUTH = "south_south", _("South-South cooperation")
