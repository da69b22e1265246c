"""The words for where a scenario stands, and why something stays unmet."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ScenarioStatus(TextChoices):
    NEW = "draft", _("Not solved yet")
    SOLVING = "waiting", _("Being solved")
    SOLVED = "done", _("Solved")
    IMPOSSIBLE = "refused", _("Demands cannot hold")
    FAILED = "failed", _("Interrupted")


class RestReason(TextChoices):
    """Why a line of a request stays unmet, wholly or in part."""

    MET = "", _("Nothing stays unmet")
    USED_UP = "used_up", _("No capacity left")
    NOT_ELIGIBLE = "not_eligible", _("Not eligible")
    NOT_OFFERED = "not_offered", _("Nothing of this kind offered")
    OTHER_UNIT = "other_unit", _("Offered in another unit only")
    LOT = "lot", _("Below the smallest amount")
    DONORS = "donors", _("As many donors as allowed")
    BALANCE = "balance", _("Held back for the balance, or worth more elsewhere")
    LOCKED = "locked", _("Locked amounts")
    NO_FIGURE = "no_figure", _("No quantity is stated")
