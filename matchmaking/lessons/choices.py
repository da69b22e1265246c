"""The words for the state of a lesson, what it teaches, to whom, and in what circumstances."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class LessonStatus(TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", pgettext_lazy("a lesson", "Published")
    WITHDRAWN = "withdrawn", pgettext_lazy("a lesson", "Withdrawn")


class LessonKind(TextChoices):
    WORKED = "worked", _("What worked")
    DID_NOT = "did_not", _("What did not work")


class Audience(TextChoices):
    """For whom a lesson matters."""

    RECIPIENT = "recipient", _("Those who ask for assistance")
    DONOR = "donor", _("Those who offer assistance")
    IMPLEMENTER = "implementer", _("Those who carry projects out")
    FUND = "fund", _("Those who fund projects")


class Circumstance(TextChoices):
    """The context in which it was learnt, where that matters."""

    AFTER_CONFLICT = "after_conflict", _("After a conflict")
    SMALL_ISLAND = "small_island", _("Small island State")
    LANDLOCKED = "landlocked", _("Landlocked State")
    BORDER = "border", _("Border areas")
    REMOTE = "remote", _("Remote places")
    FEW_STAFF = "few_staff", _("Institutions with few staff")
    TURNOVER = "turnover", _("Staff who move on often")
    LOW_POWER = "low_power", _("Unreliable electricity or network")
    CLIMATE = "climate", _("Heat, dust or humidity")
    SEVERAL_STATES = "several_states", _("Several States together")
