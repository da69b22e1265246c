"""One request held against its State's next report, its reminders, and the periods."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from matchmaking.needs.renewal.choices import RenewalStatus, Verdict
from matchmaking.needs.renewal.querysets import RenewalQuerySet

MOST_MONTHS = 60


class Renewal(models.Model):
    """What a report says of an open request: the system's suggestion, then the State's word.

    Confirmed ones are the later links of a request's line through the years; the first link is
    the candidate of the request itself and stays as it is.
    """

    need = models.ForeignKey("needs.Need", models.CASCADE, related_name="renewals")
    report = models.ForeignKey("reports.NationalReport", models.CASCADE, related_name="renewals")
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=RenewalStatus.choices,
        default=RenewalStatus.WAITING,
        editable=False,
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    suggested = models.CharField(_("suggestion"), max_length=10, choices=Verdict.choices)
    score = models.FloatField(_("likeness"), default=0)
    # {"code": ..., "details": {...}} each; worded in the language of the reader.
    reasons = models.JSONField(default=list, blank=True)
    # {"name": ..., "old": ..., "new": ...} each.
    changes = models.JSONField(default=list, blank=True)

    # The passage it rests on: a candidate that asks again, or a sentence that tells of receipt.
    candidate = models.ForeignKey(
        "reports.CandidateNeed", models.SET_NULL, null=True, blank=True, related_name="renewals"
    )
    further = models.ManyToManyField("reports.CandidateNeed", blank=True, related_name="+")
    passage = models.ForeignKey(
        "reports.Passage", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    quote = models.TextField(_("passage"), blank=True)
    page = models.PositiveSmallIntegerField(_("page"), null=True, blank=True)

    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict.choices, blank=True)
    is_kept = models.BooleanField(_("kept, though not mentioned"), default=False)
    reason = models.TextField(_("reason"), blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    # What taking it back must restore: the request's status before, and the passages that this
    # confirmation accepted, with or without a draft of their own.
    status_before = models.CharField(max_length=12, blank=True)
    taken_up = models.JSONField(default=list, blank=True)

    created_at = models.DateTimeField(_("compared"), auto_now_add=True)
    due_on = models.DateField(_("to be confirmed by"))

    objects = RenewalQuerySet.as_manager()

    class Meta:
        verbose_name = _("renewal of a request")
        verbose_name_plural = _("renewals of requests")
        constraints = [
            models.UniqueConstraint(
                fields=["need", "report"], name="a_request_is_compared_once_with_a_report"
            ),
            models.CheckConstraint(
                condition=Q(status__in=RenewalStatus.values), name="a_renewal_has_a_known_status"
            ),
            models.CheckConstraint(
                condition=Q(suggested__in=Verdict.values), name="a_suggestion_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(status=RenewalStatus.CONFIRMED) | ~Q(verdict=""),
                name="a_confirmed_renewal_has_a_verdict",
            ),
        ]
        indexes = [models.Index(fields=["status", "due_on"], name="renewals_that_may_lapse")]

    def __str__(self) -> str:
        return f"{self.need} / {self.report}"

    @property
    def said(self) -> str:
        """The verdict: the State's where it has spoken, else the suggestion."""
        return self.verdict or self.suggested


class Reminder(models.Model):
    """A day on which the State is reminded of a request to confirm; `sent_at` once it was."""

    renewal = models.ForeignKey(Renewal, models.CASCADE, related_name="reminders")
    number = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["renewal", "number"], name="reminders_are_numbered")
        ]
        indexes = [models.Index(fields=["sent_at", "due_on"], name="reminders_to_be_sent")]

    def __str__(self) -> str:
        return f"{self.number}: {self.due_on}"


class RenewalPeriod(models.Model):
    """How long States have to confirm, and when they are reminded: one row, the secretariat's."""

    ONLY = 1

    months = models.PositiveSmallIntegerField(
        _("months to confirm"),
        default=12,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_MONTHS)],
        help_text=_("Counted from the day a report was read."),
    )
    first_reminder = models.PositiveSmallIntegerField(
        _("first reminder, days before the end"), default=60
    )
    second_reminder = models.PositiveSmallIntegerField(
        _("second reminder, days before the end"), default=14
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(months__gte=1), name="there_is_time_to_confirm"),
            models.CheckConstraint(
                condition=Q(first_reminder__gt=F("second_reminder")),
                name="the_second_reminder_comes_later",
            ),
        ]

    def __str__(self) -> str:
        return str(self._meta.verbose_name)
