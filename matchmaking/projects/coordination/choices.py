"""The words for the state of an endorsement and the answers of due diligence."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class EndorsementStatus(TextChoices):
    ASKED = "asked", _("Waiting for an answer")
    ENDORSED = "endorsed", _("Endorsed")
    REMARKS = "remarks", _("Endorsed with remarks")
    DECLINED = "declined", _("Not endorsed")
    TAKEN_BACK = "taken_back", _("Taken back")


# What an answer may say; the last two must say why.
ANSWERS = (EndorsementStatus.ENDORSED, EndorsementStatus.REMARKS, EndorsementStatus.DECLINED)
GIVEN = (EndorsementStatus.ENDORSED, EndorsementStatus.REMARKS)


class Way(TextChoices):
    ONLINE = "online", _("on this site")
    LETTER = "letter", _("by letter")


class DiligenceStatus(TextChoices):
    OPEN = "open", _("Being answered")
    CONFIRMED = "confirmed", _("Confirmed")


class Party(TextChoices):
    """Whom due diligence is about."""

    APPLICANT = "applicant", _("Lead applicant")
    IMPLEMENTER = "implementer", _("Implementing partner")


class Says(TextChoices):
    YES = "yes", _("Yes")
    NO = "no", _("No")
    NOT_APPLICABLE = "n_a", _("Does not apply")
