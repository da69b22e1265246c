"""The rows of a proposal. A row keeps its key for life, also through versions and spreadsheets."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from matchmaking.money import Money
from matchmaking.projects.choices import AnnexKind, BudgetCategory, Degree, ResultLevel
from matchmaking.projects.models.proposals import Proposal


class Row(models.Model):
    """One row of a section. Other rows name it by its key, people by its number."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="%(class)s_rows")
    key = models.CharField(max_length=12)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["proposal", "key"], name="%(class)s_keys_are_unique")
        ]


class Result(Row):
    """What shall change (impact, outcome), and what the project delivers to that end (output)."""

    level = models.CharField(_("level"), max_length=10, choices=ResultLevel.choices)
    parent = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="children"
    )
    number = models.CharField(_("number"), max_length=10, blank=True)
    statement = models.TextField(_("statement"))
    assumptions = models.TextField(_("assumptions"), blank=True)

    class Meta(Row.Meta):
        verbose_name = _("result")
        verbose_name_plural = _("results")

    def __str__(self) -> str:
        return f"{self.number} {self.statement}"


class ResultIndicator(Row):
    """How one sees whether a result was reached: from where, to where, by when, shown by what."""

    result = models.ForeignKey(Result, models.CASCADE, related_name="indicators")
    # From the library of indicators; empty where the project has its own.
    indicator = models.ForeignKey(
        "vocabulary.Indicator", models.PROTECT, null=True, blank=True, related_name="+"
    )
    title = models.CharField(_("indicator"), max_length=250)
    unit = models.CharField(_("unit"), max_length=60, blank=True)
    baseline = models.DecimalField(
        _("baseline"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    baseline_on = models.DateField(_("baseline measured on"), null=True, blank=True)
    target = models.DecimalField(
        _("target"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    due_on = models.DateField(_("target reached by"), null=True, blank=True)
    verification = models.CharField(_("means of verification"), max_length=500, blank=True)
    disaggregation = models.CharField(_("broken down by"), max_length=250, blank=True)

    class Meta(Row.Meta):
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")

    def __str__(self) -> str:
        return self.title


class Milestone(Row):
    """Where an indicator stands on the way: a figure, or words."""

    indicator = models.ForeignKey(ResultIndicator, models.CASCADE, related_name="milestones")
    due_on = models.DateField(_("by"))
    value = models.DecimalField(_("value"), max_digits=14, decimal_places=2, null=True, blank=True)
    words = models.CharField(_("in words"), max_length=250, blank=True)

    class Meta(Row.Meta):
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")

    def __str__(self) -> str:
        return f"{self.due_on}: {self.words or self.value}"


class Activity(Row):
    """What is done for an output; months count from the beginning of the project, from 1."""

    output = models.ForeignKey(
        Result, models.SET_NULL, null=True, blank=True, related_name="activities"
    )
    title = models.CharField(_("activity"), max_length=250)
    description = models.TextField(_("description"), blank=True)
    starts_month = models.PositiveSmallIntegerField(_("begins in month"), default=1)
    months = models.PositiveSmallIntegerField(_("months"), default=1)
    responsible = models.CharField(_("responsible"), max_length=200, blank=True)

    class Meta(Row.Meta):
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        constraints = [
            *Row.Meta.constraints,
            models.CheckConstraint(
                condition=Q(starts_month__gte=1, months__gte=1), name="an_activity_takes_a_month"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ends_month(self) -> int:
        """The last month it takes."""
        return self.starts_month + self.months - 1


class BudgetLine(Row):
    """One cost, in minor units of the one currency of its proposal."""

    category = models.CharField(_("category"), max_length=20, choices=BudgetCategory.choices)
    description = models.CharField(_("description"), max_length=250)
    unit = models.CharField(_("unit"), max_length=60, blank=True)
    quantity = models.DecimalField(_("quantity"), max_digits=12, decimal_places=2, default=0)
    unit_cost_minor = models.BigIntegerField(_("unit cost"), default=0)
    cofinancing_minor = models.BigIntegerField(_("co-financing"), default=0)
    cofinancer = models.CharField(_("co-financed by"), max_length=200, blank=True)
    output = models.ForeignKey(
        Result, models.SET_NULL, null=True, blank=True, related_name="budget_lines"
    )
    activity = models.ForeignKey(
        Activity, models.SET_NULL, null=True, blank=True, related_name="budget_lines"
    )

    class Meta(Row.Meta):
        verbose_name = _("budget line")
        verbose_name_plural = _("budget lines")
        constraints = [
            *Row.Meta.constraints,
            models.CheckConstraint(
                condition=Q(quantity__gte=0, unit_cost_minor__gte=0, cofinancing_minor__gte=0),
                name="a_budget_line_is_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return self.description

    @property
    def unit_cost(self) -> Money:
        """What one unit costs."""
        return Money(self.unit_cost_minor, self.proposal.currency)


class Risk(Row):
    """What may go wrong, how bad that is, and what is done about it."""

    description = models.TextField(_("risk"))
    likelihood = models.PositiveSmallIntegerField(
        _("likelihood"), choices=Degree.choices, default=Degree.MEDIUM
    )
    impact = models.PositiveSmallIntegerField(
        _("impact"), choices=Degree.choices, default=Degree.MEDIUM
    )
    mitigation = models.TextField(_("what is done about it"), blank=True)
    owner = models.CharField(_("who watches it"), max_length=200, blank=True)

    class Meta(Row.Meta):
        verbose_name = _("risk")
        verbose_name_plural = _("risks")

    def __str__(self) -> str:
        return self.description


class Annex(Row):
    """A document that goes with the proposal. A newer one takes its place; none is overwritten."""

    kind = models.CharField(_("kind of document"), max_length=20, choices=AnnexKind.choices)
    title = models.CharField(_("title"), max_length=200, blank=True)
    attachment = models.ForeignKey(
        "documents.Attachment", models.PROTECT, related_name="+", verbose_name=_("file")
    )

    number = models.PositiveSmallIntegerField(_("version"), default=1, editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    added_at = models.DateTimeField(_("added"), default=timezone.now, editable=False)
    replaced_by = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="replaces", editable=False
    )
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, editable=False)
    reason = models.TextField(_("why withdrawn"), blank=True, editable=False)

    class Meta(Row.Meta):
        verbose_name = _("annex")
        verbose_name_plural = _("annexes")
        constraints = [
            *Row.Meta.constraints,
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(reason=""), name="a_withdrawn_annex_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.get_kind_display()

    @property
    def stands(self) -> bool:
        """Whether it is part of the proposal now: neither replaced nor withdrawn."""
        return self.replaced_by_id is None and self.withdrawn_at is None
