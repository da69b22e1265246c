"""The results framework of an undertaking: results, indicators, periods, and how it was changed."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from matchmaking.monitoring.choices import Direction, Level, Measure, RevisionStatus
from matchmaking.monitoring.columns import figure_column, person_column, status_column
from matchmaking.monitoring.models.undertakings import Undertaking
from matchmaking.monitoring.querysets import OfUndertakingQuerySet


class Result(models.Model):
    """What shall change (impact, outcome), and what is delivered to that end (output)."""

    undertaking = models.ForeignKey(Undertaking, models.CASCADE, related_name="results")
    # What it was carried over from; it keeps its values when the source is read anew.
    key = models.CharField(max_length=24)
    position = models.PositiveSmallIntegerField(default=0)
    level = models.CharField(_("level"), max_length=10, choices=Level.choices)
    parent = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="children"
    )
    number = models.CharField(_("number"), max_length=10, blank=True)
    statement = models.TextField(_("statement"))
    assumptions = models.TextField(_("assumptions"), blank=True)

    objects = OfUndertakingQuerySet.as_manager()

    class Meta:
        verbose_name = _("result")
        verbose_name_plural = _("results")
        constraints = [
            models.UniqueConstraint(
                fields=["undertaking", "key"], name="a_result_is_carried_over_once"
            ),
            models.CheckConstraint(
                condition=Q(level__in=Level.values), name="a_result_has_a_known_level"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.statement}".strip()


class Indicator(models.Model):
    """How one sees whether a result was reached: from where, to where, by when, shown by what."""

    undertaking = models.ForeignKey(Undertaking, models.CASCADE, related_name="indicators")
    result = models.ForeignKey(
        Result, models.CASCADE, null=True, blank=True, related_name="indicators"
    )
    key = models.CharField(max_length=24)
    position = models.PositiveSmallIntegerField(default=0)
    number = models.CharField(_("number"), max_length=12, blank=True)
    # From the library of indicators; empty where it is the undertaking's own.
    reference = models.ForeignKey(
        "vocabulary.Indicator", models.PROTECT, null=True, blank=True, related_name="+"
    )
    title = models.CharField(_("indicator"), max_length=500)
    definition = models.TextField(_("definition"), blank=True)
    unit = models.CharField(_("unit"), max_length=60, blank=True)
    measure = models.CharField(
        _("measured as"), max_length=10, choices=Measure.choices, default=Measure.UNIT
    )
    direction = models.CharField(
        _("better when"), max_length=5, choices=Direction.choices, default=Direction.UP
    )
    baseline = figure_column(_("baseline"), null=True, blank=True)
    baseline_on = models.DateField(_("baseline measured on"), null=True, blank=True)
    target = figure_column(_("target"), null=True, blank=True)
    target_on = models.DateField(_("target reached by"), null=True, blank=True)
    source = models.CharField(_("where the figures come from"), max_length=500, blank=True)
    # Out of choices.By: what a value is broken down by.
    disaggregated_by = models.JSONField(_("broken down by"), default=list, blank=True)
    is_public = models.BooleanField(_("approved values may be published"), default=False)
    # Taken out by a revision: its values stay on record, new ones are not asked for.
    is_dropped = models.BooleanField(_("no longer measured"), default=False, editable=False)

    objects = OfUndertakingQuerySet.as_manager()

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        constraints = [
            models.UniqueConstraint(
                fields=["undertaking", "key"], name="an_indicator_is_carried_over_once"
            ),
            models.CheckConstraint(
                condition=Q(measure__in=Measure.values), name="an_indicator_has_a_known_measure"
            ),
            models.CheckConstraint(
                condition=Q(direction__in=Direction.values),
                name="an_indicator_has_a_known_direction",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()


class Period(models.Model):
    """A stretch of time that values are reported for, and the day they are due."""

    undertaking = models.ForeignKey(Undertaking, models.CASCADE, related_name="periods")
    number = models.PositiveSmallIntegerField(_("number"))
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    due_on = models.DateField(_("values due"))

    objects = OfUndertakingQuerySet.as_manager()

    class Meta:
        verbose_name = _("period")
        verbose_name_plural = _("periods")
        constraints = [
            models.UniqueConstraint(
                fields=["undertaking", "number"], name="periods_of_an_undertaking_are_numbered"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="a_period_ends_after_it_starts"
            ),
        ]
        indexes = [models.Index(fields=["due_on"], name="periods_by_due_day")]

    def __str__(self) -> str:
        return f"{self.number}"


class PeriodTarget(models.Model):
    """Where an indicator shall stand at the end of a period."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="period_targets")
    period = models.ForeignKey(Period, models.CASCADE, related_name="targets")
    value = figure_column(_("target"))

    class Meta:
        verbose_name = _("target of a period")
        verbose_name_plural = _("targets of periods")
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "period"], name="an_indicator_has_one_target_a_period"
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id}/{self.period_id}: {self.value}"


class Revision(models.Model):
    """A change of the framework: proposed with a reason by who reports, in force by consent."""

    undertaking = models.ForeignKey(Undertaking, models.CASCADE, related_name="revisions")
    number = models.PositiveSmallIntegerField(_("number"))
    reason = models.TextField(_("why"))
    # [{"indicator": pk or null, "field": ..., "before": ..., "after": ...}]
    changes = models.JSONField(default=list, editable=False)
    # Of an agreement, the side that proposed it.
    side = models.CharField(max_length=10, blank=True, editable=False)
    status = status_column(RevisionStatus, RevisionStatus.PROPOSED)
    version = models.PositiveIntegerField(default=1, editable=False)
    # Empty: it follows from an amendment that both sides signed.
    proposed_by = person_column(null=True)
    proposed_at = models.DateTimeField(_("proposed"), auto_now_add=True)
    answered_by = person_column(null=True)
    answered_at = models.DateTimeField(_("answered"), null=True, editable=False)
    answer = models.TextField(_("answer"), blank=True, editable=False)

    objects = OfUndertakingQuerySet.as_manager()

    class Meta:
        verbose_name = _("revision of the results framework")
        verbose_name_plural = _("revisions of the results framework")
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=RevisionStatus.values),
                name="a_revision_has_a_known_status",
            ),
            models.CheckConstraint(
                condition=Q(answered_by=None) | ~Q(answered_by=F("proposed_by")),
                name="nobody_consents_to_their_own_revision",
            ),
            models.UniqueConstraint(
                fields=["undertaking", "number"], name="revisions_of_a_framework_are_numbered"
            ),
            models.UniqueConstraint(
                fields=["undertaking"],
                condition=Q(status=RevisionStatus.PROPOSED),
                name="a_framework_is_revised_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.number}"
