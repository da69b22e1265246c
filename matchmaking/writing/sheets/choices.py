"""The states of an uploaded spreadsheet, and the ways to save it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SheetStatus(TextChoices):
    CHECKING = "checking", _("Being checked")
    CHECKED = "checked", _("Checked")
    SAVING = "saving", _("Being saved")
    SAVED = "saved", _("Saved")
    REFUSED = "refused", _("Refused")


AT_WORK = (SheetStatus.CHECKING, SheetStatus.SAVING)


# Together they are one transaction, which keeps everyone else waiting: a few seconds for so many.
MOST_TOGETHER = 300


class Way(TextChoices):
    """What becomes of the good rows where others are not."""

    GOOD = "good", _("Save the good rows")
    ALL = "all", _("Save all rows together, or none")
