"""The words for what is decided, how it is voted on, and what becomes of conditions and appeals."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class DecisionKind(TextChoices):
    APPROVE = "approve", _("Approve")
    CONDITIONS = "conditions", _("Approve with conditions")
    RETURN = "return", _("Return for revision")
    REJECT = "reject", _("Reject")


class About(TextChoices):
    """What a ballot is held on."""

    DECISION = "decision", _("Decision on the application")
    APPEAL = "appeal", _("Appeal against the rejection")
    WAIVER = "waiver", _("Waiver of a condition")


class BallotStatus(TextChoices):
    OPEN = "open", _("Open for votes")
    CARRIED = "carried", _("Carried")
    NOT_CARRIED = "not_carried", _("Not carried")
    CANCELLED = "cancelled", _("Cancelled")


class Says(TextChoices):
    YES = "yes", _("Yes")
    NO = "no", _("No")
    ABSTAIN = "abstain", _("Abstains")


class Tie(TextChoices):
    """What waits for a condition."""

    SIGNATURE = "signature", _("before the project is signed")
    TRANCHE = "tranche", _("before a tranche is paid")
    DATE = "date", _("by its day")


class ConditionStatus(TextChoices):
    OPEN = "open", _("Open")
    HANDED_IN = "handed_in", _("Evidence handed in")
    MET = "met", _("Met")
    WAIVED = "waived", _("Waived")


class EvidenceStatus(TextChoices):
    WAITING = "waiting", _("Waits for an answer")
    ACCEPTED = "accepted", _("Accepted")
    SENT_BACK = "sent_back", _("Sent back")


class AppealStatus(TextChoices):
    FILED = "filed", _("To be heard")
    UPHELD = "upheld", _("Upheld")
    DISMISSED = "dismissed", _("Dismissed")


class Wish(TextChoices):
    """What the committee demands of an application in a scenario."""

    NONE = "", _("as it comes out")
    MUST = "must", _("must be funded")
    MUST_NOT = "must_not", _("must not be funded")


class Measure(TextChoices):
    """What counts in a scenario, always times the score."""

    MONEY = "money", _("every amount granted, by its score")
    PROJECTS = "projects", _("every application funded, by its score")


class Dimension(TextChoices):
    STATE = "state", _("State")
    REGION = "region", _("Region")
    THEME = "theme", _("Theme")


APPROVING = (DecisionKind.APPROVE, DecisionKind.CONDITIONS)
UNMET = (ConditionStatus.OPEN, ConditionStatus.HANDED_IN)
