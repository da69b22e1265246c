"""The checks of each pair, and what was decided on each."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from matchmaking.clearance.choices import PASSED, CheckStatus
from matchmaking.clearance.models.rules import CheckRule
from matchmaking.clearance.querysets import ChecklistQuerySet, CheckQuerySet


class Checklist(models.Model):
    """The checks of one pair, once somebody has begun with them."""

    need = models.ForeignKey("needs.Need", models.CASCADE, related_name="checklists")
    offer = models.ForeignKey("offers.Offer", models.CASCADE, related_name="checklists")
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    opened_at = models.DateTimeField(_("begun"), auto_now_add=True)
    # A print of the embargoes on the recipient as they were last looked at.
    embargoes = models.CharField(max_length=64, blank=True, editable=False)
    # A print of the names and the list that they were last compared with.
    screened = models.CharField(max_length=64, blank=True, editable=False)
    is_clear = models.BooleanField(_("all cleared"), default=False, editable=False)

    objects = ChecklistQuerySet.as_manager()

    class Meta:
        verbose_name = _("checklist")
        verbose_name_plural = _("checklists")
        constraints = [
            models.UniqueConstraint(fields=["need", "offer"], name="a_pair_has_one_checklist")
        ]

    def __str__(self) -> str:
        return f"{self.need_id} - {self.offer_id}"


class Check(models.Model):
    """One thing that must be cleared before the parties of a pair are introduced."""

    checklist = models.ForeignKey(Checklist, models.CASCADE, related_name="checks")
    code = models.SlugField(_("code"), max_length=30)
    rule = models.ForeignKey(CheckRule, models.PROTECT, related_name="+")
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=CheckStatus.choices,
        default=CheckStatus.OPEN,
        editable=False,
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    # Since when it waits: opened, or opened again.
    since = models.DateTimeField(_("waiting since"), default=timezone.now, editable=False)
    # Why it was opened again; empty the first time.
    because = models.CharField(_("opened again because"), max_length=300, blank=True)
    # The decision in force.
    ruling = models.ForeignKey(
        "Ruling", models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    objects = CheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("check")
        verbose_name_plural = _("checks")
        constraints = [
            models.UniqueConstraint(
                fields=["checklist", "code"], name="a_checklist_asks_once_for_a_check"
            ),
            models.CheckConstraint(
                condition=Q(status__in=CheckStatus.values), name="a_check_has_a_known_status"
            ),
        ]
        indexes = [models.Index(fields=["status", "since"], name="checks_that_wait")]

    def __str__(self) -> str:
        return str(self.rule)

    @property
    def valid_until(self) -> datetime.date | None:
        """The last day on which the decision holds; None where there is none."""
        return self.ruling.valid_until if self.ruling else None

    @property
    def has_run_out(self) -> bool:
        """Whether its last day is over, whatever the nightly round has done so far."""
        last = self.ruling.valid_until if self.ruling else None
        return self.status in PASSED and last is not None and last < timezone.localdate()

    @property
    def standing(self) -> str:
        """Its status today."""
        return CheckStatus.EXPIRED if self.has_run_out else self.status

    @property
    def standing_name(self) -> str:
        """Its status today, in words."""
        return str(CheckStatus(self.standing).label)


class Ruling(models.Model):
    """What a named person decided on a check, and on what evidence. Never edited."""

    # Not `check`, which is a method of every model.
    of = models.ForeignKey(Check, models.CASCADE, related_name="rulings")
    verdict = models.CharField(_("decision"), max_length=10, choices=CheckStatus.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("decided"), auto_now_add=True)
    words = models.TextField(_("evidence in words"), blank=True)
    reference = models.CharField(_("reference number"), max_length=120, blank=True)
    dated_on = models.DateField(_("date of the evidence"), null=True, blank=True)
    document = models.OneToOneField(
        "documents.Attachment", models.PROTECT, null=True, blank=True, related_name="+"
    )
    valid_until = models.DateField(_("holds until"), null=True, blank=True)
    # Prints of what the decision rests on: code of `Fact` -> print.
    basis = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("decision on a check")
        verbose_name_plural = _("decisions on checks")

    def __str__(self) -> str:
        return f"{self.of_id}: {self.verdict}"
