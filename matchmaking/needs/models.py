"""A request for assistance and its lines."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from matchmaking.disclosure.choices import Part
from matchmaking.disclosure.models import DisclosedRecord, level_field
from matchmaking.money import Money
from matchmaking.needs.choices import NeedStatus, Priority
from matchmaking.needs.querysets import NeedQuerySet
from matchmaking.needs.renewal.models import Reminder, Renewal, RenewalPeriod
from matchmaking.writing.models import RecordLine

__all__ = ["Need", "NeedLine", "Reminder", "Renewal", "RenewalPeriod"]


class Need(DisclosedRecord):
    """What a State asks for. The page calls it an assistance request.

    The words of the report (`reported_*`, the candidate) stay apart from the enriched text.
    """

    EDITABLE = (NeedStatus.DRAFT, NeedStatus.PUBLISHED)
    # Met and expired requests stay on the public record; a withdrawn one is the State's own affair.
    KNOWN_TO_ALL = (NeedStatus.PUBLISHED, NeedStatus.MET, NeedStatus.EXPIRED)
    PARTS = tuple(Part.values)

    country = models.ForeignKey(
        "vocabulary.Country", models.PROTECT, related_name="needs", verbose_name=_("State")
    )
    priority = models.CharField(
        _("priority of the State"), max_length=10, choices=Priority.choices, blank=True
    )
    rank = models.PositiveSmallIntegerField(
        _("rank among the State's requests"), null=True, blank=True
    )
    starts_on = models.DateField(_("wanted from"), null=True, blank=True)
    ends_on = models.DateField(_("wanted until"), null=True, blank=True)
    working_languages = models.JSONField(_("working languages"), default=list, blank=True)
    institution = models.CharField(_("beneficiary institution"), max_length=250, blank=True)
    place = models.CharField(_("place"), max_length=250, blank=True)
    confidential_place = models.TextField(_("exact site"), blank=True)
    institution_level = level_field(Part.INSTITUTION, _("who sees the institution"))
    place_level = level_field(Part.PLACE, _("who sees the place"))
    site_level = level_field(Part.SITE, _("who sees the exact site"))
    budget_minor = models.BigIntegerField(_("indicative budget"), null=True, blank=True)
    cofinancing_minor = models.BigIntegerField(_("co-financing in place"), null=True, blank=True)
    is_first_stage_only = models.BooleanField(
        _("budget covers the first stage only"), default=False
    )
    national_plan = models.CharField(_("national plan"), max_length=250, blank=True)
    bodies_consulted = models.ManyToManyField(
        "vocabulary.Body", blank=True, related_name="+", verbose_name=_("regional bodies consulted")
    )
    proposal_developed = models.BooleanField(_("a project proposal exists"), null=True, blank=True)

    # Where it comes from; set once, shown beside the enriched text.
    candidate = models.OneToOneField(
        "reports.CandidateNeed", models.PROTECT, null=True, blank=True, related_name="need"
    )
    reported_quote = models.TextField(_("as reported"), blank=True, editable=False)
    reported_ref = models.CharField(_("question"), max_length=60, blank=True, editable=False)
    reported_page = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)

    status = models.CharField(
        _("status"),
        max_length=12,
        choices=NeedStatus.choices,
        default=NeedStatus.DRAFT,
        editable=False,
    )

    objects = NeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("assistance request")
        verbose_name_plural = _("assistance requests")
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=NeedStatus.values), name="a_need_has_a_known_status"
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="a_need_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(budget_minor=None) | Q(budget_minor__gte=0) & ~Q(currency=""),
                name="a_budget_names_its_currency",
            ),
            models.CheckConstraint(
                condition=Q(cofinancing_minor=None) | Q(cofinancing_minor__gte=0),
                name="cofinancing_is_not_negative",
            ),
        ]
        indexes = [models.Index(fields=["status", "ends_on"], name="needs_that_may_expire")]

    def __str__(self) -> str:
        return self.title or gettext("Untitled request")

    @property
    def party(self) -> models.Model:
        """The State, as pages name it."""
        return self.country

    @property
    def urgency(self) -> str:
        """What a table says of how pressing it is."""
        return self.get_priority_display()

    @property
    def budget(self) -> Money | None:
        """The indicative budget; None where the State gave none."""
        return None if self.budget_minor is None else Money(self.budget_minor, self.currency)

    @property
    def cofinancing(self) -> Money | None:
        """What others have already secured; None where nothing is known."""
        if self.cofinancing_minor is None or not self.currency:
            return None
        return Money(self.cofinancing_minor, self.currency)


class NeedLine(RecordLine):
    """One thing asked for: its kind, how many, and what it may cost."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="lines")
    quantity = models.DecimalField(
        _("quantity"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    cost_minor = models.BigIntegerField(_("estimated cost"), null=True, blank=True)

    class Meta:
        verbose_name = _("line of a request")
        verbose_name_plural = _("lines of a request")
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity=None) | Q(quantity__gt=0), name="a_need_asks_for_something"
            ),
            models.CheckConstraint(
                condition=Q(cost_minor=None) | Q(cost_minor__gte=0),
                name="an_estimated_cost_is_not_negative",
            ),
        ]

    @property
    def cost(self) -> Money | None:
        """The estimated cost, in the currency of the request; None where none is given."""
        if self.cost_minor is None or not self.need.currency:
            return None
        return Money(self.cost_minor, self.need.currency)


class NeedGoal(models.Model):
    """What shall be different, measured: a figure today, the figure wanted, and by when."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="goals")
    position = models.PositiveSmallIntegerField(default=0)
    indicator = models.ForeignKey(
        "vocabulary.Indicator",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("indicator"),
    )
    # The State's own words, where no indicator fits or one must be said more closely.
    title = models.CharField(_("in your own words"), max_length=250, blank=True)
    baseline = models.DecimalField(
        _("baseline"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    target = models.DecimalField(
        _("target"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    unit = models.CharField(_("unit"), max_length=60, blank=True)
    due_on = models.DateField(_("to be reached by"), null=True, blank=True)

    class Meta:
        verbose_name = _("goal")
        verbose_name_plural = _("goals")
        constraints = [
            models.CheckConstraint(
                condition=Q(indicator__isnull=False) | ~Q(title=""),
                name="a_goal_says_what_it_measures",
            )
        ]

    def __str__(self) -> str:
        return self.title or str(self.indicator)
