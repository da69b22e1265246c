"""The words for the state of an introduction, its sides, its letters and what is said in it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class IntroductionStatus(TextChoices):
    PROPOSED = "proposed", _("Proposed")
    ACCEPTED = "accepted", _("Accepted, to be introduced")
    CONVERSATION = "conversation", _("In conversation")
    AGREED = "agreed", _("Agreed")
    DECLINED = "declined", _("Declined")
    ENDED = "ended", _("Ended")


# A pair has one introduction in these states at a time; until an agreement stands it may be ended.
RUNNING = (
    IntroductionStatus.PROPOSED,
    IntroductionStatus.ACCEPTED,
    IntroductionStatus.CONVERSATION,
    IntroductionStatus.AGREED,
)
ENDABLE = (
    IntroductionStatus.PROPOSED,
    IntroductionStatus.ACCEPTED,
    IntroductionStatus.CONVERSATION,
)
# The parties can talk, and what was said stays readable to them for ever after.
TALKING = (IntroductionStatus.CONVERSATION, IntroductionStatus.AGREED)


class Side(TextChoices):
    """The two sides of a match."""

    RECIPIENT = "recipient", _("The side that asks for assistance")
    GIVER = "giver", _("The side that gives assistance")


class Voice(TextChoices):
    """For whom somebody speaks in a conversation."""

    RECIPIENT = "recipient", _("The side that asks for assistance")
    GIVER = "giver", _("The side that gives assistance")
    BROKER = "broker", _("Secretariat")


class Said(TextChoices):
    """The answer of a side to being introduced."""

    WAITING = "waiting", _("No answer yet")
    YES = "yes", _("Yes")
    NO = "no", _("No")


class LetterKind(TextChoices):
    """What a letter does."""

    INTEREST = "interest", _("Expression of interest")
    ACCEPTANCE = "acceptance", _("Acceptance")
    REFUSAL = "refusal", _("Refusal")
    INTRODUCTION = "introduction", _("Letter of introduction")
    END = "end", _("End of the introduction")


class FactStatus(TextChoices):
    """Whether both sides stand by a sentence."""

    PROPOSED = "proposed", _("To be confirmed by the other side")
    AGREED = "agreed", _("Agreed by both sides")
    REFUSED = "refused", _("Not confirmed")
    REPLACED = "replaced", _("Replaced by a later one")


def other_side(side: str) -> Side:
    """Return the other side of a match."""
    return Side.GIVER if side == Side.RECIPIENT else Side.RECIPIENT
