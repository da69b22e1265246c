"""What was measured of an indicator in a period: the value, its parts, and what shows it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from matchmaking.monitoring.choices import (
    WITHOUT_NUMBER,
    Answer,
    By,
    EvidenceKind,
    ValueStatus,
)
from matchmaking.monitoring.columns import figure_column, person_column, status_column
from matchmaking.monitoring.models.framework import Indicator, Period
from matchmaking.monitoring.querysets import EvidenceQuerySet, ValueQuerySet


class Value(models.Model):
    """Where an indicator stands at the end of a period, in all; or why no number is given."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="values")
    period = models.ForeignKey(Period, models.PROTECT, related_name="values")
    answer = models.CharField(
        _("answer"), max_length=14, choices=Answer.choices, default=Answer.NUMBER
    )
    number = figure_column(_("number"), null=True, blank=True)
    words = models.TextField(_("in words"), blank=True)
    reason = models.TextField(_("why there is no number"), blank=True)
    source = models.CharField(_("where the figure comes from"), max_length=500, blank=True)
    quality = models.TextField(_("how good the figure is"), blank=True)

    status = status_column(ValueStatus, ValueStatus.DRAFT)
    version = models.PositiveIntegerField(default=1, editable=False)
    # Otherwise it is what the one who reports says of itself.
    is_verified = models.BooleanField(_("checked against evidence"), default=False)
    # Of an agreement, the side that reported it.
    side = models.CharField(max_length=10, blank=True, editable=False)
    entered_by = person_column()
    entered_at = models.DateTimeField(_("entered"), auto_now_add=True)
    submitted_at = models.DateTimeField(_("handed in"), null=True, editable=False)
    decided_by = person_column(null=True)
    decided_at = models.DateTimeField(_("decided"), null=True, editable=False)
    decision_reason = models.TextField(_("why it was sent back"), blank=True, editable=False)

    objects = ValueQuerySet.as_manager()

    class Meta:
        verbose_name = _("value")
        verbose_name_plural = _("values")
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "period"], name="an_indicator_has_one_value_a_period"
            ),
            models.CheckConstraint(
                condition=Q(status__in=ValueStatus.values), name="a_value_has_a_known_status"
            ),
            models.CheckConstraint(
                condition=Q(answer=Answer.NUMBER, number__isnull=False)
                | Q(answer=Answer.WORDS, number=None) & ~Q(words="")
                | Q(answer__in=WITHOUT_NUMBER, number=None) & ~Q(reason=""),
                name="a_value_is_a_number_or_says_why_not",
            ),
            models.CheckConstraint(
                condition=~Q(status=ValueStatus.APPROVED)
                | Q(decided_by__isnull=False) & ~Q(decided_by=F("entered_by")),
                name="nobody_approves_their_own_value",
            ),
            models.CheckConstraint(
                condition=~Q(status=ValueStatus.RETURNED) | ~Q(decision_reason=""),
                name="a_value_is_sent_back_with_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["status", "submitted_at"], name="values_by_status")]

    def __str__(self) -> str:
        return f"{self.indicator} ({self.period})"


class ValuePart(models.Model):
    """The part of a value that falls on one group."""

    value = models.ForeignKey(Value, models.CASCADE, related_name="parts")
    by = models.CharField(_("broken down by"), max_length=12, choices=By.choices)
    group = models.CharField(_("group"), max_length=12)
    number = figure_column(_("number"))

    class Meta:
        verbose_name = _("part of a value")
        verbose_name_plural = _("parts of values")
        constraints = [
            models.UniqueConstraint(
                fields=["value", "by", "group"], name="a_group_has_one_part_of_a_value"
            ),
            models.CheckConstraint(
                condition=Q(number__gte=0), name="a_part_of_a_value_is_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group}: {self.number}"


class Evidence(models.Model):
    """A document or photo that shows a value. Private: who knows of the value reads it."""

    value = models.ForeignKey(Value, models.CASCADE, related_name="evidence")
    attachment = models.ForeignKey("documents.Attachment", models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=10, choices=EvidenceKind.choices)
    words = models.CharField(_("what it shows"), max_length=300, blank=True)
    added_by = person_column()
    added_at = models.DateTimeField(_("added"), auto_now_add=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=EvidenceKind.values), name="evidence_has_a_known_kind"
            )
        ]

    def __str__(self) -> str:
        return self.words or str(self.attachment)
