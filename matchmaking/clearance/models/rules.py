"""The rules of the checks, in versions."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from matchmaking.clearance.choices import WORDS, ReferenceRule, Side


class Ruleset(models.Model):
    """A version of the rules. Exactly one is active; a version never changes once it is there."""

    number = models.PositiveIntegerField(_("version"), unique=True)
    note = models.TextField(_("why"), blank=True)
    is_active = models.BooleanField(_("active"), default=False, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("version of the rules of the checks")
        verbose_name_plural = _("versions of the rules of the checks")
        constraints = [
            models.UniqueConstraint(
                fields=["is_active"],
                condition=Q(is_active=True),
                name="one_version_of_the_checks_is_active",
            )
        ]

    def __str__(self) -> str:
        return f"v{self.number}"


class CheckRule(models.Model):
    """When a check is asked for, who clears it, what they must show, and how long it holds.

    Every condition that is given must hold; an empty one asks nothing.
    """

    ruleset = models.ForeignKey(Ruleset, models.CASCADE, related_name="rules")
    position = models.PositiveSmallIntegerField(default=0)
    code = models.SlugField(_("code"), max_length=30)
    title = models.CharField(_("title"), max_length=120, blank=True)
    question = models.TextField(_("what must be shown"), blank=True)

    circumstances = models.JSONField(_("asked when"), default=list, blank=True)
    # Codes of kinds; one stands for all below it.
    kinds = models.JSONField(_("for these kinds of assistance"), default=list, blank=True)
    countries = models.JSONField(_("for these recipients"), default=list, blank=True)
    groups = models.JSONField(_("for these groups of States"), default=list, blank=True)
    channels = models.JSONField(_("for these channels"), default=list, blank=True)

    cleared_by = models.CharField(_("cleared by"), max_length=10, choices=Side.choices)
    needs_reference = models.CharField(
        _("reference number asked for"),
        max_length=10,
        choices=ReferenceRule.choices,
        default=ReferenceRule.NEVER,
    )
    needs_document = models.BooleanField(_("document asked for"), default=False)
    valid_days = models.PositiveSmallIntegerField(_("holds for (days)"), default=180)
    may_waive = models.BooleanField(_("may be waived"), default=False)
    # What a decision rests on: codes of `Fact`.
    rests_on = models.JSONField(_("opened again when these change"), default=list, blank=True)

    class Meta:
        verbose_name = _("rule of the checks")
        verbose_name_plural = _("rules of the checks")
        constraints = [
            models.UniqueConstraint(
                fields=["ruleset", "code"], name="a_version_names_a_check_once"
            ),
            models.CheckConstraint(condition=Q(valid_days__gte=1), name="a_check_holds_for_a_day"),
            models.CheckConstraint(
                condition=Q(cleared_by__in=Side.values), name="a_check_is_cleared_by_a_known_side"
            ),
        ]

    def __str__(self) -> str:
        shipped, _question = WORDS.get(self.code, (self.code, ""))
        return self.title or str(shipped)

    @property
    def asks(self) -> str:
        """What must be shown, in words."""
        return self.question or str(WORDS.get(self.code, ("", ""))[1])
