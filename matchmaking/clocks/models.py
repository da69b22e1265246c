"""Target times, the clocks read from the facts, who was told what, and consents to be named."""

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from matchmaking.clocks.choices import Counts, Stage, State, Step, Subject, WordStep
from matchmaking.clocks.querysets import ClockQuerySet, MatchConsentQuerySet
from matchmaking.clocks.reckoning import Target
from matchmaking.introductions.choices import Side

MOST_DAYS = 1830
Person = settings.AUTH_USER_MODEL


def _days(label: Any, help_text: Any = "") -> "models.PositiveSmallIntegerField[Any, Any]":
    return models.PositiveSmallIntegerField(
        label, null=True, blank=True, help_text=help_text, validators=[MaxValueValidator(MOST_DAYS)]
    )


class StageTarget(models.Model):
    """How long a stage may take from a day on. Never edited: a new row replaces the last.

    Stages that began before the day are held against what was in force when they began.
    """

    stage = models.CharField(_("stage"), max_length=12, choices=Stage.choices)
    days = models.PositiveSmallIntegerField(
        _("target in days"), validators=[MaxValueValidator(MOST_DAYS)]
    )
    counts = models.CharField(_("counted in"), max_length=8, choices=Counts.choices)
    remind_before = _days(
        _("reminder, days before the last day"), _("Calendar days. Empty: no reminder.")
    )
    actor_after = _days(
        _("those who must act, days after the last day"), _("Calendar days. Empty: not told.")
    )
    managers_after = _days(_("managers of their organisation, days after the last day"))
    brokers_after = _days(_("brokers of the secretariat, days after the last day"))
    valid_from = models.DateField(_("for stages that begin on or after"))
    note = models.TextField(_("why"))
    set_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    set_at = models.DateTimeField(_("set"), auto_now_add=True)

    class Meta:
        verbose_name = _("target time of a stage")
        verbose_name_plural = _("target times of stages")
        constraints = [
            models.CheckConstraint(
                condition=Q(stage__in=Stage.values) & Q(counts__in=Counts.values),
                name="a_target_is_for_a_known_stage",
            )
        ]
        indexes = [models.Index(fields=["stage", "valid_from"], name="targets_of_a_stage")]

    def __str__(self) -> str:
        return f"{self.get_stage_display()}: {self.days} {self.get_counts_display()}"

    @property
    def target(self) -> Target:
        """The figures alone, as clocks are read with them."""
        return Target(
            self.days,
            self.counts,
            self.remind_before,
            self.actor_after,
            self.managers_after,
            self.brokers_after,
        )


class FirstSuggestion(models.Model):
    """When the matcher first suggested anything for a record; its suggestions come and go."""

    need = models.OneToOneField("needs.Need", models.CASCADE, null=True, related_name="+")
    offer = models.OneToOneField("offers.Offer", models.CASCADE, null=True, related_name="+")
    at = models.DateTimeField(_("first suggestion"), default=timezone.now)

    class Meta:
        verbose_name = _("first suggestion")
        verbose_name_plural = _("first suggestions")
        constraints = [
            models.CheckConstraint(
                condition=Q(need=None) ^ Q(offer=None), name="a_first_suggestion_is_of_one_record"
            )
        ]

    def __str__(self) -> str:
        return f"{self.need_id or ''} {self.offer_id or ''}: {self.at}"


class Clock(models.Model):
    """One run of a stage, as the facts told when it was last read. Computed, never typed.

    `organisation` is who must act; none where both sides must.
    """

    stage = models.CharField(_("stage"), max_length=12, choices=Stage.choices)
    subject = models.CharField(max_length=12, choices=Subject.choices)
    subject_id = models.BigIntegerField()
    since = models.DateTimeField(_("since"))
    done_at = models.DateTimeField(_("done"), null=True, blank=True)
    stopped_at = models.DateTimeField(_("stopped"), null=True, blank=True)
    is_paused = models.BooleanField(_("paused"), default=False)
    paused_days = models.PositiveIntegerField(_("days paused"), default=0)
    due_on = models.DateField(_("last day"))
    counts = models.CharField(_("counted in"), max_length=8, choices=Counts.choices)
    target_days = models.PositiveSmallIntegerField(_("target in days"))

    organisation = models.ForeignKey(
        "accounts.Organisation", models.CASCADE, null=True, blank=True, related_name="+"
    )
    need = models.ForeignKey("needs.Need", models.CASCADE, null=True, related_name="clocks")
    offer = models.ForeignKey("offers.Offer", models.CASCADE, null=True, related_name="clocks")
    introduction = models.ForeignKey(
        "introductions.Introduction", models.CASCADE, null=True, related_name="clocks"
    )
    agreement = models.ForeignKey(
        "agreements.Agreement", models.CASCADE, null=True, related_name="clocks"
    )

    objects = ClockQuerySet.as_manager()

    class Meta:
        verbose_name = _("clock")
        verbose_name_plural = _("clocks")
        constraints = [
            models.UniqueConstraint(
                fields=["stage", "subject", "subject_id", "since"], name="a_run_has_one_clock"
            )
        ]
        indexes = [
            models.Index(fields=["done_at", "due_on"], name="clocks_by_last_day"),
            models.Index(fields=["subject", "subject_id"], name="clocks_of_a_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.get_stage_display()}: {self.about}"

    @property
    def about(self) -> str:
        """What it is about, by title."""
        return " – ".join(str(record) for record in (self.need, self.offer) if record)

    @property
    def url(self) -> str:
        """The page on which the step is taken."""
        places = (
            ("agreements", self.agreement_id),
            ("introductions", self.introduction_id),
            ("needs", self.need_id),
            ("offers", self.offer_id),
        )
        return next(reverse(f"{place}:detail", args=[pk]) for place, pk in places if pk)

    @property
    def is_open(self) -> bool:
        """Whether it was neither done nor stopped."""
        return self.done_at is None and self.stopped_at is None

    @property
    def is_overdue(self) -> bool:
        """Whether its last day has passed while it ran."""
        return self.is_open and not self.is_paused and self.due_on < timezone.localdate()

    @property
    def state(self) -> State:
        """Where it stands today."""
        if not self.is_open:
            return State.DONE if self.done_at else State.STOPPED
        if self.is_paused:
            return State.PAUSED
        return State.OVERDUE if self.is_overdue else State.RUNNING

    @property
    def days_late(self) -> int:
        """How many calendar days after its last day it is open, or was done."""
        end = timezone.localdate(self.done_at) if self.done_at else timezone.localdate()
        return max(0, (end - self.due_on).days)


class Told(models.Model):
    """A step was taken about a clock, once: who was told, and when."""

    clock = models.ForeignKey(Clock, models.CASCADE, related_name="told")
    step = models.CharField(_("step"), max_length=10, choices=Step.choices)
    at = models.DateTimeField(_("when"), default=timezone.now)
    people: models.ManyToManyField[Any, Any] = models.ManyToManyField(
        Person, related_name="+", verbose_name=_("told")
    )

    class Meta:
        verbose_name = _("step taken about a clock")
        verbose_name_plural = _("steps taken about clocks")
        constraints = [
            models.UniqueConstraint(fields=["clock", "step"], name="a_step_is_taken_once")
        ]

    def __str__(self) -> str:
        return f"{self.get_step_display()}, {self.at:%Y-%m-%d}"


class WordTold(models.Model):
    """The owner of an unconfirmed record was told, once for each step of each term."""

    kind = models.CharField(max_length=20)
    record_id = models.BigIntegerField()
    step = models.CharField(max_length=8, choices=WordStep.choices)
    said_on = models.DateField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("reminder to confirm")
        verbose_name_plural = _("reminders to confirm")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "record_id", "step", "said_on"], name="an_owner_is_told_once_a_step"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.record_id}: {self.step}"


class MatchConsent(models.Model):
    """A side agreed, in these words, to be named in public. Never edited, only ended."""

    introduction = models.ForeignKey(
        "introductions.Introduction", models.CASCADE, related_name="match_consents"
    )
    side = models.CharField(_("side"), max_length=10, choices=Side.choices)
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    given_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(_("given"), auto_now_add=True)
    wording = models.TextField(_("wording"))
    wording_version = models.PositiveSmallIntegerField(_("version of the wording"))
    language = models.CharField(_("language of the wording"), max_length=10)
    withdrawn_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    objects = MatchConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent to be named in the register of matches")
        verbose_name_plural = _("consents to be named in the register of matches")
        constraints = [
            models.UniqueConstraint(
                fields=["introduction", "side"],
                condition=Q(withdrawn_at=None),
                name="a_side_consents_once_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return self.wording
