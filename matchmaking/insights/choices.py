"""The words of the figures: what is counted, of which records, and how long things take."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Subject(TextChoices):
    """What a row of facts is about."""

    NEED = "need", _("Request")
    OFFER = "offer", _("Offer")
    PROJECT = "project", _("Project")


class Measure(TextChoices):
    """What is counted; each has a definition, and a list of the records behind it."""

    ASKED = "asked", _("Asked")
    OFFERED = "offered", _("Offered")
    AGREED = "agreed", _("Agreed")
    FUNDED = "funded", _("Funded")
    DELIVERED = "delivered", _("Delivered")
    UNMET = "unmet", _("Unmet")
    TAKEN = "taken", _("Taken up")
    GIVEN = "given", _("Given")
    PAID = "paid", _("Paid")
    COMPLETED = "completed", _("Completed")


# What the dashboard shows, in the order of the story.
MAIN = (
    Measure.ASKED,
    Measure.OFFERED,
    Measure.AGREED,
    Measure.FUNDED,
    Measure.DELIVERED,
    Measure.UNMET,
)
# Which records a measure counts.
SUBJECTS: dict[str, Subject] = {
    Measure.ASKED: Subject.NEED,
    Measure.AGREED: Subject.NEED,
    Measure.DELIVERED: Subject.NEED,
    Measure.UNMET: Subject.NEED,
    Measure.OFFERED: Subject.OFFER,
    Measure.TAKEN: Subject.OFFER,
    Measure.GIVEN: Subject.OFFER,
    Measure.FUNDED: Subject.PROJECT,
    Measure.PAID: Subject.PROJECT,
    Measure.COMPLETED: Subject.PROJECT,
}


class Count(TextChoices):
    """In what a chart, the map and a list count."""

    NUMBER = "number", _("Number of records")
    DOLLARS = "usd", _("US dollars")


class Step(TextChoices):
    """How long from one event to the next."""

    AGREED = "agreed", _("From publication of a request to its first agreement")
    DELIVERED = "delivered", _("From the first agreement to the first confirmed delivery")
    FUNDED = "funded", _("From handing in a proposal to a funding agreement signed by both")
    PAID = "paid", _("From the signature to the first payment")
    COMPLETED = "completed", _("From the signature to the closure of the project")


class Way(TextChoices):
    """What came of a request first: the middle of the flow."""

    AGREEMENT = "agreement", _("Agreed with a donor")
    PROJECT = "project", _("Carried by a project of a fund")
    BOTH = "both", _("Agreed and carried by a project")
    OPEN = "open", _("Still open")
    ENDED = "ended", _("Ended with neither")


class End(TextChoices):
    """Where a request stands: the end of the flow."""

    DELIVERED = "delivered", _("Something delivered")
    COMPLETED = "completed", _("Project completed")
    UNDER_WAY = "under_way", _("Under way")
    NOTHING = "nothing", _("Nothing yet")
