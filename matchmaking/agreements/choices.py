"""The words for the state of an agreement and of its amendments, and how somebody signs."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AgreementStatus(TextChoices):
    DRAFT = "draft", _("Draft")
    PROPOSED = "proposed", _("Signed by one side")
    SIGNED = "signed", _("Signed by both sides")
    FULFILLED = "fulfilled", _("Fulfilled")
    ENDED = "ended", _("Ended")


class AmendmentStatus(TextChoices):
    PROPOSED = "proposed", _("Waits for the other side")
    SIGNED = "signed", _("In force")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Taken back")


class Way(TextChoices):
    ONLINE = "online", _("on this site")
    LETTER = "letter", _("by letter")


# What was promised by both sides, whether or not it has arrived yet.
IN_FORCE = (AgreementStatus.SIGNED, AgreementStatus.FULFILLED)
OPEN = (AgreementStatus.DRAFT, AgreementStatus.PROPOSED, AgreementStatus.SIGNED)
# The words may change while not both sides have signed them.
EDITABLE = (AgreementStatus.DRAFT, AgreementStatus.PROPOSED)
