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


# The words of an offer may change while it is a draft, and later as long as it is not closed.
EDITABLE = (
    OfferStatus.DRAFT,
    OfferStatus.PUBLISHED,
    OfferStatus.PAUSED,
    OfferStatus.EXHAUSTED,
)
# Paused, exhausted and expired offers stay on the public record; a withdrawn one is the owner's.
KNOWN_TO_ALL = (
    OfferStatus.PUBLISHED,
    OfferStatus.PAUSED,
    OfferStatus.EXHAUSTED,
    OfferStatus.EXPIRED,
)


class Channel(TextChoices):
    """How assistance reaches the State (BMS5, paras 40 and 50)."""

    BILATERAL = "bilateral", _("Bilateral")
    UN = "un", _("United Nations")
    REGIONAL = "regional", _("Regional body")
    NGO = "ngo", _("Non-governmental organisation")
    TRUST_FUND = "trust_fund", _("Trust fund")
    TRIANGULAR = "triangular", _("Triangular cooperation")
    SOUTH_SOUTH = "south_south", _("South-South cooperation")
