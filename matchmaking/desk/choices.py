"""The words of the desk: what a broker did with a pair, and where the idea came from."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PairState(TextChoices):
    """What the broker did with a pair; one that is only noted stands on no list."""

    NOTED = "noted", _("Noted")
    SHORTLISTED = "shortlisted", _("Shortlisted")
    PINNED = "pinned", _("Pinned")
    REJECTED = "rejected", pgettext_lazy("pair", "Rejected")


class PairSource(TextChoices):
    """Where a pair on the shortlist comes from."""

    DESK = "desk", _("Chosen on the desk")
    BUNDLE = "bundle", _("Part of a bundle")
    ALLOCATION = "allocation", _("Proposed by an allocation")


# On the shortlist of a request or an offer.
LISTED = (PairState.SHORTLISTED, PairState.PINNED)
