"""Scenarios of which applications a call could fund: compared, never decisions."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from matchmaking.decisions.choices import Dimension, Measure, Wish
from matchmaking.decisions.querysets import ChoiceQuerySet
from matchmaking.money import Money

Person = settings.AUTH_USER_MODEL


class Choice(models.Model):
    """What to fund under which demands, as it was last computed."""

    call = models.ForeignKey("funds.Call", models.PROTECT, related_name="choices")
    name = models.CharField(_("name"), max_length=120)
    note = models.TextField(_("what it is for"), blank=True)
    currency = models.CharField(max_length=3, editable=False)
    budget_minor = models.BigIntegerField(_("budget"))
    measure = models.CharField(
        _("what counts"), max_length=10, choices=Measure.choices, default=Measure.MONEY
    )
    # The least share of what is asked that may be granted; 100: all or nothing.
    least_percent = models.PositiveSmallIntegerField(
        _("grant at least, in percent of what is asked"),
        default=100,
        validators=[MinValueValidator(10), MaxValueValidator(100)],
    )
    region_percent = models.PositiveSmallIntegerField(
        _("at most for one region, in percent of all that is granted"),
        default=100,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    state_minor = models.BigIntegerField(_("at most for one State"), null=True, blank=True)

    # The answer, once it is computed: the figures and what stands in the way.
    terms_version = models.PositiveIntegerField(null=True, editable=False)
    value = models.FloatField(_("value"), null=True, editable=False)
    bound = models.FloatField(_("bound"), null=True, editable=False)
    by_rank_value = models.FloatField(_("by rank"), null=True, editable=False)
    # Demands that cannot hold together, and those that "by rank" breaks: [{code, params}].
    conflicts = models.JSONField(default=list, encoder=DjangoJSONEncoder, editable=False)
    by_rank_breaks = models.JSONField(default=list, encoder=DjangoJSONEncoder, editable=False)
    digest = models.CharField(max_length=64, blank=True, editable=False)
    solved_at = models.DateTimeField(_("computed"), null=True, editable=False)

    # Counts every change of the terms; the answer says which count it was made with.
    version = models.PositiveIntegerField(default=1, editable=False)
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects = ChoiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("scenario")
        verbose_name_plural = _("scenarios")
        constraints = [
            models.CheckConstraint(
                condition=Q(budget_minor__gt=0), name="a_scenario_has_money_to_grant"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def budget(self) -> Money:
        """The money that may be granted."""
        return Money(self.budget_minor, self.currency)

    @property
    def quality(self) -> float | None:
        """The share of the best possible that is reached at least, 0 to 1."""
        if self.value is None or self.bound is None:
            return None
        return min(1.0, self.value / self.bound) if self.bound > 0 else 1.0


class ChoiceLine(models.Model):
    """An application in a scenario: what is demanded of it, and what it would get."""

    choice = models.ForeignKey(Choice, models.CASCADE, related_name="lines")
    application = models.ForeignKey("applications.Application", models.CASCADE, related_name="+")
    wish = models.CharField(_("demand"), max_length=10, choices=Wish.choices, blank=True)
    place = models.PositiveIntegerField(_("place"), null=True, editable=False)
    score = models.DecimalField(max_digits=5, decimal_places=2, null=True, editable=False)
    asked_minor = models.BigIntegerField(default=0, editable=False)
    granted_minor = models.BigIntegerField(default=0, editable=False)
    by_rank_minor = models.BigIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("application in a scenario")
        verbose_name_plural = _("applications in a scenario")
        constraints = [
            models.UniqueConstraint(
                fields=["choice", "application"], name="an_application_is_once_in_a_scenario"
            )
        ]

    def __str__(self) -> str:
        return f"{self.choice}: {self.application}"


class Limit(models.Model):
    """How much the applications of a State, a region or a theme get together."""

    choice = models.ForeignKey(Choice, models.CASCADE, related_name="limits")
    dimension = models.CharField(_("of a"), max_length=10, choices=Dimension.choices)
    code = models.CharField(_("which"), max_length=60)
    at_least_minor = models.BigIntegerField(_("at least"), default=0)
    at_most_minor = models.BigIntegerField(_("at most"), null=True, blank=True)

    class Meta:
        verbose_name = _("limit")
        verbose_name_plural = _("limits")
        constraints = [
            models.UniqueConstraint(
                fields=["choice", "dimension", "code"], name="a_limit_is_set_once_in_a_scenario"
            ),
            models.CheckConstraint(
                condition=Q(at_most_minor=None) | Q(at_most_minor__gte=F("at_least_minor")),
                name="a_limit_is_at_least_no_more_than_at_most",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_dimension_display()} {self.code}"
