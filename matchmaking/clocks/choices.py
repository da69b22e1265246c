"""The words for the stages, how days are counted, and who is told."""

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Stage(TextChoices):
    """The parts of the way that have a target time."""

    ACKNOWLEDGE = "acknowledge", _("Acknowledgement")
    SUGGESTION = "suggestion", _("First suggestion")
    ANSWER = "answer", _("First answer")
    DECISION = "decision", _("Decision")
    DELIVERY = "delivery", _("Delivery")
    CONFIRMATION = "confirmation", _("Confirmation of delivery")


DEFINITIONS: dict[str, str | Promise] = {
    Stage.ACKNOWLEDGE: _(
        "From the submission of a request or an offer until the secretariat publishes it or "
        "sends it back."
    ),
    Stage.SUGGESTION: _(
        "From the publication of a request or an offer until the first match is suggested."
    ),
    Stage.ANSWER: _(
        "From the proposal of an introduction until a side asked for its word answers."
    ),
    Stage.DECISION: _(
        "From the day two sides are introduced until they agree or end their conversation."
    ),
    Stage.DELIVERY: _(
        "From the day agreed for a line of an agreement until the side that gives says that all "
        "of it is delivered; what is early counts as no days."
    ),
    Stage.CONFIRMATION: _(
        "From one side's word that something is delivered until the other side says what it has "
        "received, or given."
    ),
}


class Counts(TextChoices):
    """How the days of a target are counted."""

    WORKING = "working", _("working days (Monday to Friday)")
    CALENDAR = "calendar", _("calendar days")


class Step(TextChoices):
    """What is done about a stage, in the order of the steps."""

    REMINDER = "reminder", _("Reminder to those who must act")
    ACTOR = "actor", _("Those who must act")
    MANAGERS = "managers", _("The managers of their organisation")
    BROKERS = "brokers", _("The brokers of the secretariat")


class State(TextChoices):
    """Where a clock stands today."""

    RUNNING = "running", _("Running")
    OVERDUE = "overdue", _("Overdue")
    PAUSED = "paused", _("Paused")
    DONE = "done", _("Done")
    STOPPED = "stopped", _("Stopped")


class Subject(TextChoices):
    """What a clock runs on."""

    NEED = "need", _("Request")
    OFFER = "offer", _("Offer")
    ANSWER = "answer", _("Answer to an introduction")
    INTRODUCTION = "introduction", _("Introduction")
    LINE = "line", _("Line of an agreement")


class WordStep(TextChoices):
    """What the owner of an unconfirmed record is told, in this order."""

    ASKED = "asked", _("asked whether it still stands")
    FADING = "fading", _("told that it counts as less fresh")
    GONE = "gone", _("told that it is suggested no more")


class Outcome(TextChoices):
    """How a try came to nothing."""

    REJECTED = "rejected", _("Rejected on the desk")
    DECLINED = "declined", _("Introduction declined")
    ENDED = "ended", _("Introduction ended")
    BROKEN_OFF = "broken_off", _("Agreement ended")
