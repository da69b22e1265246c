"""How long the word of an owner counts: after that a record must be confirmed, or it fades."""

import datetime
from typing import NamedTuple

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

MOST_DAYS = 1830


class Standing(NamedTuple):
    """When somebody last said that a record stands, and from which days that counts for less."""

    said_on: datetime.date
    fades_on: datetime.date  # from this day on it counts as less fresh
    leaves_on: datetime.date  # from this day on it is suggested to nobody

    def stage_on(self, today: datetime.date) -> str:
        """Say whether it is fresh, fading or gone on a day."""
        if today >= self.leaves_on:
            return "gone"
        return "fading" if today >= self.fades_on else "fresh"


class ConfirmationTerm(models.Model):
    """So long a record stands unconfirmed. Never edited: the newest row is in force."""

    days = models.PositiveSmallIntegerField(
        _("days until it must be confirmed again"),
        default=90,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_DAYS)],
    )
    fade_days = models.PositiveSmallIntegerField(
        _("days after that until it is no longer suggested"),
        default=90,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_DAYS)],
    )
    remind_days = models.PositiveSmallIntegerField(
        _("days before the end of the term when its owner is asked"), default=14
    )
    note = models.TextField(_("why"), blank=True)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    set_at = models.DateTimeField(_("set"), auto_now_add=True)

    class Meta:
        verbose_name = _("term of confirmation")
        verbose_name_plural = _("terms of confirmation")
        constraints = [
            models.CheckConstraint(
                condition=Q(days__gte=1) & Q(fade_days__gte=1), name="a_word_stands_for_some_time"
            ),
            models.CheckConstraint(
                condition=Q(remind_days__lt=F("days")), name="the_question_comes_within_the_term"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.days} + {self.fade_days}"

    def standing_since(self, said_on: datetime.date) -> Standing:
        """Return how long a word of that day counts."""
        fades_on = said_on + datetime.timedelta(days=self.days)
        return Standing(said_on, fades_on, fades_on + datetime.timedelta(days=self.fade_days))

    def asked_from(self, today: datetime.date) -> datetime.date:
        """Return the day before which a word was given that is asked about today."""
        return today - datetime.timedelta(days=self.days - self.remind_days - 1)
