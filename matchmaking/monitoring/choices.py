"""The words for undertakings, how results are measured, and where a value stands."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class UndertakingStatus(TextChoices):
    OPEN = "open", _("Under way")
    CLOSED = "closed", _("Closed")


class Frequency(IntegerChoices):
    """How many months a period takes."""

    QUARTER = 3, _("every three months")
    HALF_YEAR = 6, _("every six months")
    YEAR = 12, _("every year")


class Level(TextChoices):
    IMPACT = "impact", _("Impact")
    OUTCOME = "outcome", _("Outcome")
    OUTPUT = "output", _("Output")


class Measure(TextChoices):
    UNIT = "unit", _("counted")
    PERCENT = "percent", _("percentage")
    YESNO = "yesno", _("yes or no")
    ORDINAL = "ordinal", _("points on a scale")
    WORDS = "words", _("described in words")


class Direction(TextChoices):
    UP = "up", _("more is better")
    DOWN = "down", _("less is better")


class Answer(TextChoices):
    NUMBER = "number", _("Number")
    WORDS = "words", _("In words")
    NOT_APPLICABLE = "not_applicable", _("Not applicable")
    NOT_KNOWN = "not_known", _("Not known")


class ValueStatus(TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Waits for approval")
    APPROVED = "approved", _("Approved")
    RETURNED = "returned", _("Sent back")


class By(TextChoices):
    SEX = "sex", _("sex")
    AGE = "age", _("age")
    INSTITUTION = "institution", _("type of institution")


class EvidenceKind(TextChoices):
    DOCUMENT = "document", _("Document")
    PHOTO = "photo", _("Photo")


class RevisionStatus(TextChoices):
    PROPOSED = "proposed", _("Waits for consent")
    IN_FORCE = "in_force", _("In force")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Taken back")


# The groups a number can be broken down by. "Not stated" lets the groups add up to the whole.
GROUPS: dict[str, tuple[tuple[str, Promise], ...]] = {
    By.SEX: (
        ("women", _("women")),
        ("men", _("men")),
        ("other", _("other, or not stated")),
    ),
    By.AGE: (
        ("under_18", _("under 18")),
        ("18_29", _("18 to 29")),
        ("30_59", _("30 to 59")),
        ("over_59", _("60 and over")),
        ("unknown", _("age not stated")),
    ),
    By.INSTITUTION: (
        ("police", _("police")),
        ("military", _("armed forces")),
        ("customs", _("customs and border")),
        ("justice", _("justice")),
        ("civil", _("other civil authorities")),
        ("society", _("civil society")),
        ("unclear", _("institution not stated")),
    ),
}

# What the one who reports can still change, and answers that are no number and say why.
EDITABLE = (ValueStatus.DRAFT, ValueStatus.RETURNED)
WITHOUT_NUMBER = (Answer.NOT_APPLICABLE, Answer.NOT_KNOWN)
