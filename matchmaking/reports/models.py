"""A report as received, its text, its answers, and the needs drawn from it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from matchmaking.reports.choices import AnswerValue, CandidateStatus, Origin, ReportStatus
from matchmaking.reports.querysets import CandidateQuerySet, ReportQuerySet


class NationalReport(models.Model):
    """One report of one State for one year, with the file it came in."""

    # Counted by `with_progress`: candidates to decide on, decided, accepted.
    found: int
    reviewed: int
    accepted: int

    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="reports"
    )
    country = models.ForeignKey("vocabulary.Country", models.PROTECT, related_name="reports")
    year = models.PositiveSmallIntegerField(_("reporting year"), null=True, blank=True)
    language = models.CharField(_("language"), max_length=5, blank=True)
    layout = models.CharField(_("template"), max_length=20, blank=True, editable=False)
    attachment = models.OneToOneField("documents.Attachment", models.PROTECT, related_name="report")
    status = models.CharField(
        _("status"),
        max_length=20,
        choices=ReportStatus.choices,
        default=ReportStatus.UPLOADED,
        editable=False,
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    pages = models.PositiveSmallIntegerField(_("pages"), default=0, editable=False)
    # The reader's code of refusal; the message for it is made in the reader's language.
    error_code = models.CharField(max_length=40, blank=True, editable=False)
    error_details = models.JSONField(default=dict, blank=True, editable=False)
    # {"code": ..., "details": {...}} for each thing the person should know.
    warnings = models.JSONField(default=list, blank=True, editable=False)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(_("uploaded"), auto_now_add=True)
    reading_since = models.DateTimeField(null=True, blank=True, editable=False)
    read_at = models.DateTimeField(_("read"), null=True, blank=True, editable=False)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("national report")
        verbose_name_plural = _("national reports")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status__in=ReportStatus.values),
                name="a_report_has_a_known_status",
            )
        ]

    def __str__(self) -> str:
        return f"{self.country} {self.year or ''}".strip()


class Passage(models.Model):
    """A piece of the report's text, in reading order. Kept for ever: needs point to it."""

    report = models.ForeignKey(NationalReport, models.CASCADE, related_name="passages")
    number = models.PositiveIntegerField()
    page = models.PositiveSmallIntegerField(null=True)
    section = models.CharField(max_length=200, blank=True)
    ref = models.CharField(max_length=60, blank=True)
    text = models.TextField()
    # [page, x0, y0, x1, y1] in fractions of the page, top left first; empty without pages.
    rects = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="passages_are_numbered")
        ]

    def __str__(self) -> str:
        return self.text[:80]


class Answer(models.Model):
    """What a report answers to a question that asks whether assistance is wished."""

    report = models.ForeignKey(NationalReport, models.CASCADE, related_name="answers")
    ref = models.CharField(_("question"), max_length=60)
    section = models.CharField(_("section"), max_length=200, blank=True)
    question = models.TextField(_("wording"), blank=True)
    value = models.CharField(_("answer"), max_length=12, choices=AnswerValue.choices)
    text = models.TextField(_("text"), blank=True)
    page = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "ref"], name="a_question_is_answered_once"),
            models.CheckConstraint(
                condition=models.Q(value__in=AnswerValue.values), name="an_answer_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ref}: {self.value}"


class CandidateNeed(models.Model):
    """A need that the system, or a person, found in a report; not yet anyone's request.

    `quote` and what goes with it stay as drawn for ever. Edits go to the plain fields
    (`title`, `themes`, `kinds`, quantity, amount) until the candidate is decided.
    """

    report = models.ForeignKey(NationalReport, models.CASCADE, related_name="candidates")
    position = models.PositiveIntegerField()
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.READER)
    status = models.CharField(
        _("status"),
        max_length=12,
        choices=CandidateStatus.choices,
        default=CandidateStatus.DRAWN,
        editable=False,
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    ref = models.CharField(_("question"), max_length=60, blank=True)
    answer_ref = models.CharField(max_length=60, blank=True)
    section = models.CharField(_("section"), max_length=200, blank=True)
    question = models.TextField(_("wording of the question"), blank=True)
    is_explicit = models.BooleanField(_("asked in an assistance question"), default=True)
    quote = models.TextField(_("as reported"), blank=True)
    answer_quote = models.TextField(_("whole answer"), blank=True)
    page = models.PositiveSmallIntegerField(_("page"), null=True, blank=True)
    page_end = models.PositiveSmallIntegerField(null=True, blank=True)
    rects = models.JSONField(default=list, blank=True)
    confidence = models.FloatField(_("confidence"), default=1)
    why = models.JSONField(default=list, blank=True)

    title = models.CharField(_("title"), max_length=200, blank=True)
    themes = models.ManyToManyField("vocabulary.Theme", blank=True, related_name="+")
    kinds = models.ManyToManyField("vocabulary.Kind", blank=True, related_name="+")
    quantity = models.DecimalField(
        _("quantity"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    unit = models.CharField(_("unit"), max_length=60, blank=True)
    amount_minor = models.BigIntegerField(null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    proposal_developed = models.BooleanField(_("a proposal exists"), null=True, blank=True)

    replaced_by = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="made_from"
    )
    # Whoever wrote last may write again from an older page: their autosave is no stranger.
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)

    objects = CandidateQuerySet.as_manager()

    class Meta:
        verbose_name = _("candidate need")
        verbose_name_plural = _("candidate needs")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status__in=CandidateStatus.values),
                name="a_candidate_has_a_known_status",
            ),
            models.CheckConstraint(
                condition=models.Q(confidence__gte=0, confidence__lte=1),
                name="confidence_is_between_0_and_1",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.quote[:80] or self.ref
