"""Scenarios of allocation with the broker's demands, and every proposal that was computed."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from matchmaking.allocation.choices import RestReason, ScenarioStatus
from matchmaking.allocation.querysets import ScenarioQuerySet

PERCENT = [MaxValueValidator(100)]


def _weight(label: object, default: int) -> models.DecimalField:
    return models.DecimalField(
        label,  # type: ignore[arg-type]
        max_digits=4,
        decimal_places=1,
        default=default,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )


class Scenario(models.Model):
    """Which requests and offers are looked at, and on what terms they are shared out."""

    name = models.CharField(_("name"), max_length=120)
    note = models.TextField(_("what it is for"), blank=True)
    # All that are open whenever it is solved, or those that were chosen.
    all_needs = models.BooleanField(_("all open requests"), default=True)
    all_offers = models.BooleanField(_("all open offers"), default=True)
    needs = models.ManyToManyField("needs.Need", blank=True, related_name="+")
    offers = models.ManyToManyField("offers.Offer", blank=True, related_name="+")

    weight_high = _weight(_("high priority"), 3)
    weight_medium = _weight(_("medium priority"), 2)
    weight_low = _weight(_("low priority"), 1)
    weight_unstated = _weight(_("no priority stated"), 1)
    match_percent = models.PositiveSmallIntegerField(
        _("how much the match counts"), default=100, validators=PERCENT
    )
    lot_percent = models.PositiveSmallIntegerField(
        _("smallest amount"), default=20, validators=PERCENT
    )
    most_donors = models.PositiveSmallIntegerField(
        _("donors for one request, at most"),
        default=3,
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
    )

    status = models.CharField(
        _("status"),
        max_length=10,
        choices=ScenarioStatus.choices,
        default=ScenarioStatus.NEW,
        editable=False,
    )
    progress = models.PositiveSmallIntegerField(default=0, editable=False)
    started_at = models.DateTimeField(null=True, blank=True, editable=False)
    # Why the last attempt found no proposal: [{code, params}].
    conflicts = models.JSONField(default=list, encoder=DjangoJSONEncoder, editable=False)
    # Counts every change of the terms; a proposal says which count it was made with.
    version = models.PositiveIntegerField(default=1, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = ScenarioQuerySet.as_manager()

    class Meta:
        verbose_name = _("scenario")
        verbose_name_plural = _("scenarios")
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=ScenarioStatus.values),
                name="a_scenario_has_a_known_status",
            )
        ]

    def __str__(self) -> str:
        return self.name


class RegionShare(models.Model):
    """How much of all that is given a region gets, at least or at most, in percent."""

    scenario = models.ForeignKey(Scenario, models.CASCADE, related_name="region_shares")
    region = models.ForeignKey("vocabulary.Region", models.PROTECT, related_name="+")
    at_least = models.PositiveSmallIntegerField(_("at least"), default=0, validators=PERCENT)
    at_most = models.PositiveSmallIntegerField(_("at most"), default=100, validators=PERCENT)

    class Meta:
        verbose_name = _("share of a region")
        verbose_name_plural = _("shares of regions")
        constraints = [
            models.UniqueConstraint(
                fields=["scenario", "region"], name="a_region_has_one_share_in_a_scenario"
            ),
            models.CheckConstraint(
                condition=Q(at_most__lte=100) & Q(at_least__lte=models.F("at_most")),
                name="a_share_is_at_least_no_more_than_at_most",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.region}: {self.at_least}-{self.at_most} %"


class Earmark(models.Model):
    """For whom an offer is kept in a scenario, and what is too little of it."""

    scenario = models.ForeignKey(Scenario, models.CASCADE, related_name="earmarks")
    offer = models.ForeignKey("offers.Offer", models.CASCADE, related_name="+")
    region = models.ForeignKey(
        "vocabulary.Region", models.PROTECT, null=True, blank=True, related_name="+"
    )
    country = models.ForeignKey(
        "vocabulary.Country", models.PROTECT, null=True, blank=True, related_name="+"
    )
    theme = models.ForeignKey(
        "vocabulary.Theme", models.PROTECT, null=True, blank=True, related_name="+"
    )
    smallest = models.DecimalField(
        _("smallest amount"), max_digits=14, decimal_places=2, null=True, blank=True
    )

    class Meta:
        verbose_name = _("earmark")
        verbose_name_plural = _("earmarks")
        constraints = [
            models.UniqueConstraint(
                fields=["scenario", "offer"], name="an_offer_is_earmarked_once_in_a_scenario"
            ),
            models.CheckConstraint(
                condition=Q(region__isnull=False)
                | Q(country__isnull=False)
                | Q(theme__isnull=False)
                | Q(smallest__isnull=False),
                name="an_earmark_says_something",
            ),
        ]

    def __str__(self) -> str:
        return str(self.offer)


class Lock(models.Model):
    """So much of an offer's line goes to a request's line, whatever is computed; 0 is nothing."""

    scenario = models.ForeignKey(Scenario, models.CASCADE, related_name="locks")
    need_line = models.ForeignKey("needs.NeedLine", models.CASCADE, related_name="+")
    offer_line = models.ForeignKey("offers.OfferLine", models.CASCADE, related_name="+")
    # In the unit of the offer's line; in US dollars where it is money.
    quantity = models.DecimalField(_("amount"), max_digits=14, decimal_places=2)

    class Meta:
        verbose_name = _("locked amount")
        verbose_name_plural = _("locked amounts")
        constraints = [
            models.UniqueConstraint(
                fields=["scenario", "need_line", "offer_line"], name="an_amount_is_locked_once"
            ),
            models.CheckConstraint(
                condition=Q(quantity__gte=0), name="a_locked_amount_is_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.need_line} - {self.offer_line}: {self.quantity}"


class Solution(models.Model):
    """A proposal as it was computed: with what, from what, and how good it is. Never changes."""

    scenario = models.ForeignKey(Scenario, models.CASCADE, related_name="solutions")
    number = models.PositiveIntegerField()
    terms_version = models.PositiveIntegerField()  # of the scenario when it was solved
    # Everything it was computed from, as it was, and a digest of it to notice what changed since.
    inputs = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    digest = models.CharField(max_length=64)
    solver = models.CharField(_("solver"), max_length=80)
    weights = models.ForeignKey("matching.WeightSet", models.PROTECT, related_name="+")
    seconds = models.FloatField(_("seconds"))

    value = models.FloatField(_("value"))
    bound = models.FloatField(_("bound"))
    greedy = models.FloatField(_("best pairs first"), null=True)
    first_come = models.FloatField(_("first come, first served"), null=True)

    solved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("solved by")
    )
    solved_at = models.DateTimeField(_("solved"), auto_now_add=True)
    applied_at = models.DateTimeField(_("applied"), null=True, blank=True)

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        constraints = [
            models.UniqueConstraint(
                fields=["scenario", "number"], name="proposals_of_a_scenario_are_numbered"
            )
        ]

    def __str__(self) -> str:
        return f"{self.scenario} ({self.number})"

    @property
    def quality(self) -> float:
        """The share of the best possible that is reached at least, 0 to 1."""
        return min(1.0, self.value / self.bound) if self.bound > 0 else 1.0

    @property
    def group(self) -> str:
        """What its pairs carry on the shortlist."""
        return f"allocation-{self.pk}"


class Share(models.Model):
    """So much of an offer's line is proposed for a request's line."""

    solution = models.ForeignKey(Solution, models.CASCADE, related_name="shares")
    need = models.ForeignKey("needs.Need", models.CASCADE, related_name="+")
    offer = models.ForeignKey("offers.Offer", models.CASCADE, related_name="+")
    # The lines may be deleted later; what was proposed stays.
    need_line = models.ForeignKey("needs.NeedLine", models.SET_NULL, null=True, related_name="+")
    offer_line = models.ForeignKey("offers.OfferLine", models.SET_NULL, null=True, related_name="+")
    kind = models.ForeignKey("vocabulary.Kind", models.PROTECT, related_name="+")
    quantity = models.DecimalField(_("amount"), max_digits=14, decimal_places=2)
    unit = models.CharField(_("unit"), max_length=60, blank=True)
    met = models.FloatField(_("share of the line that it meets"))
    fit = models.FloatField(_("fit"))
    is_locked = models.BooleanField(_("locked"), default=False)

    class Meta:
        verbose_name = _("share")
        verbose_name_plural = _("shares")

    def __str__(self) -> str:
        return f"{self.need} - {self.offer}: {self.quantity} {self.unit}"


class AskedLine(models.Model):
    """What a proposal means for one line of a request: met before and after, and why not more."""

    solution = models.ForeignKey(Solution, models.CASCADE, related_name="asked_lines")
    need = models.ForeignKey("needs.Need", models.CASCADE, related_name="+")
    line = models.ForeignKey("needs.NeedLine", models.SET_NULL, null=True, related_name="+")
    kind = models.ForeignKey("vocabulary.Kind", models.PROTECT, related_name="+")
    description = models.CharField(max_length=500, blank=True)
    unit = models.CharField(max_length=60, blank=True)
    asked = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    open = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    before = models.FloatField(_("met before"), default=0)  # 0 to 1, by what is committed
    met = models.FloatField(_("met with the proposal"), default=0)  # 0 to 1, all together
    rest = models.CharField(
        _("why not more"), max_length=20, choices=RestReason.choices, blank=True
    )

    class Meta:
        verbose_name = _("line asked for")
        verbose_name_plural = _("lines asked for")

    def __str__(self) -> str:
        return self.description or str(self.kind)


class GivenLine(models.Model):
    """What a proposal means for one line of an offer, and what one more unit would be worth."""

    solution = models.ForeignKey(Solution, models.CASCADE, related_name="given_lines")
    offer = models.ForeignKey("offers.Offer", models.CASCADE, related_name="+")
    line = models.ForeignKey("offers.OfferLine", models.SET_NULL, null=True, related_name="+")
    kind = models.ForeignKey("vocabulary.Kind", models.PROTECT, related_name="+")
    description = models.CharField(max_length=500, blank=True)
    unit = models.CharField(max_length=60, blank=True)
    left = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    given = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    # How much of a request of high priority, perfectly matched, one more unit would meet.
    worth = models.FloatField(default=0)
    is_wanted = models.BooleanField(default=False)  # some open line could take it

    class Meta:
        verbose_name = _("line given")
        verbose_name_plural = _("lines given")

    def __str__(self) -> str:
        return self.description or str(self.kind)
