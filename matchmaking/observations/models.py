"""What is left of an undertaking one, two and three years after its end."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from matchmaking.observations.choices import MONTHS, SAID, Answer, ObservationStatus
from matchmaking.observations.querysets import ObservationQuerySet

Person = settings.AUTH_USER_MODEL
QUESTIONS = ("in_use", "maintained", "staffed", "budgeted")


def _person(label: Any) -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(
        Person, models.PROTECT, null=True, editable=False, related_name="+", verbose_name=label
    )


def _answer(label: Any) -> "models.CharField[Any, Any]":
    return models.CharField(label, max_length=10, choices=Answer.choices, blank=True)


def _quantity(label: Any) -> "models.DecimalField[Any, Any]":
    return models.DecimalField(label, max_digits=14, decimal_places=2, null=True, blank=True)


class Observation(models.Model):
    """One look at what an undertaking left behind, so many months after its end."""

    undertaking = models.ForeignKey(
        "monitoring.Undertaking", models.CASCADE, related_name="observations"
    )
    months = models.PositiveSmallIntegerField(_("months after the end"))
    due_on = models.DateField(_("due"))
    asked = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="+", verbose_name=_("asked")
    )

    status = models.CharField(
        _("status"),
        max_length=10,
        choices=ObservationStatus.choices,
        default=ObservationStatus.DUE,
        editable=False,
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    words = models.TextField(_("what else there is to say"), blank=True)
    entered_by = _person(_("entered by"))
    entered_at = models.DateTimeField(_("entered"), null=True, editable=False)
    evaluator = _person(_("evaluator"))
    verified_at = models.DateTimeField(_("verified"), null=True, editable=False)
    # How it was verified, or why it was sent back: the last word of the evaluator.
    reason = models.TextField(_("word of the evaluator"), blank=True, editable=False)

    objects = ObservationQuerySet.as_manager()

    class Meta:
        verbose_name = _("observation")
        verbose_name_plural = _("observations")
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=ObservationStatus.values),
                name="an_observation_has_a_known_status",
            ),
            models.CheckConstraint(
                condition=Q(months__in=MONTHS), name="an_observation_is_of_a_full_year"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=SAID) | Q(entered_at__isnull=False),
                name="an_answered_observation_says_since_when",
            ),
            models.CheckConstraint(
                condition=~Q(status=ObservationStatus.VERIFIED)
                | Q(evaluator__isnull=False, verified_at__isnull=False),
                name="a_verified_observation_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(evaluator=None)
                | Q(entered_by=None)
                | ~Q(evaluator=models.F("entered_by")),
                name="nobody_verifies_their_own_observation",
            ),
            models.UniqueConstraint(
                fields=["undertaking", "months"], name="an_undertaking_is_observed_once_a_year"
            ),
        ]
        indexes = [models.Index(fields=["status", "due_on"], name="observations_by_status")]

    def __str__(self) -> str:
        words = {"title": self.undertaking, "months": self.months}
        return gettext("%(title)s, %(months)s months after the end") % words


class ObservedItem(models.Model):
    """One thing that was delivered: in use, maintained, staffed, budgeted, or not."""

    observation = models.ForeignKey(Observation, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(_("what was delivered"), max_length=500)
    unit = models.CharField(_("unit"), max_length=60, blank=True)
    delivered = _quantity(_("delivered"))
    quantity_in_use = _quantity(_("still in use"))

    in_use = _answer(_("Is it in use?"))
    maintained = _answer(_("Is it maintained?"))
    staffed = _answer(_("Are there trained people for it?"))
    budgeted = _answer(_("Is it in the budget of the State?"))
    words = models.TextField(_("remarks"), blank=True)
    evidence = models.ForeignKey(
        "documents.Attachment", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("thing observed")
        verbose_name_plural = _("things observed")
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity_in_use=None) | Q(quantity_in_use__gte=0),
                name="what_is_in_use_is_not_negative",
            ),
            models.UniqueConstraint(
                fields=["observation", "position"], name="things_observed_stand_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.title
