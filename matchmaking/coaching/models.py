"""The rules of the coach, what they make of each record, and what assistance usually costs."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from matchmaking.coaching.choices import RuleCode
from matchmaking.vocabulary.models import NamedRow, ReferenceRow, Theme


class Ruleset(models.Model):
    """A version of the rules. Exactly one is active; a version never changes once it is there."""

    number = models.PositiveIntegerField(_("version"), unique=True)
    note = models.TextField(_("why"), blank=True)
    threshold_need = models.PositiveSmallIntegerField(
        _("requests below this are flagged"), default=60
    )
    threshold_offer = models.PositiveSmallIntegerField(
        _("offers below this are flagged"), default=60
    )
    vague_points = models.FloatField(_("points lost for a vague phrase"), default=3)
    vague_most = models.FloatField(_("points lost for vague phrases at most"), default=9)
    is_active = models.BooleanField(_("active"), default=False, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("version of the rules")
        verbose_name_plural = _("versions of the rules")
        constraints = [
            models.UniqueConstraint(
                fields=["is_active"],
                condition=Q(is_active=True),
                name="one_version_of_the_rules_is_active",
            ),
            models.CheckConstraint(
                condition=Q(threshold_need__lte=100) & Q(threshold_offer__lte=100),
                name="a_threshold_is_at_most_a_hundred",
            ),
        ]

    def __str__(self) -> str:
        return f"v{self.number}"

    def threshold(self, kind: str) -> int:
        """Return the score below which a record of this kind is flagged."""
        return self.threshold_offer if kind == "offer" else self.threshold_need


class Rule(models.Model):
    """What is asked of one kind of record, and how much it weighs in a version."""

    ruleset = models.ForeignKey(Ruleset, models.CASCADE, related_name="rules")
    position = models.PositiveSmallIntegerField(default=0)
    record_kind = models.CharField(_("kind of record"), max_length=20)
    code = models.CharField(_("asks for"), max_length=20, choices=RuleCode.choices)
    weight = models.FloatField(_("weight"))
    words_share = models.FloatField(_("share that words alone earn"))

    class Meta:
        verbose_name = _("rule")
        verbose_name_plural = _("rules")
        constraints = [
            models.UniqueConstraint(
                fields=["ruleset", "record_kind", "code"], name="a_version_asks_once_for_a_thing"
            ),
            models.CheckConstraint(condition=Q(weight__gte=0), name="a_rule_weighs_something"),
            models.CheckConstraint(
                condition=Q(words_share__gte=0) & Q(words_share__lte=1),
                name="words_earn_a_share_of_a_rule",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.record_kind} {self.code}"


class Specificity(models.Model):
    """How precise a record was when it was last saved, by one version of the rules."""

    record_kind = models.CharField(max_length=20)
    record_id = models.BigIntegerField()
    ruleset = models.ForeignKey(Ruleset, models.CASCADE, related_name="+")
    score = models.PositiveSmallIntegerField(_("score"))
    # [{code, state, gained, lost}], what is missing first.
    parts = models.JSONField(default=list)
    vague = models.JSONField(default=list)
    computed_at = models.DateTimeField(_("computed"))

    class Meta:
        verbose_name = _("score of a record")
        verbose_name_plural = _("scores of records")
        constraints = [
            models.UniqueConstraint(
                fields=["record_kind", "record_id", "ruleset"],
                name="a_version_scores_a_record_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.record_kind} {self.record_id}: {self.score}"


class Override(models.Model):
    """The owner's word that a rule does not apply to a record, and why; shown to brokers."""

    record_kind = models.CharField(max_length=20)
    record_id = models.BigIntegerField()
    code = models.CharField(_("rule"), max_length=20, choices=RuleCode.choices)
    reason = models.CharField(_("reason"), max_length=500)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("rule set aside")
        verbose_name_plural = _("rules set aside")
        constraints = [
            models.UniqueConstraint(
                fields=["record_kind", "record_id", "code"], name="a_rule_is_set_aside_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.record_kind} {self.record_id}: {self.code}"


class Example(ReferenceRow):
    """A good sentence about a theme; each part that answers a rule is marked, {quantity|38}.

    The row without a theme serves where a theme has no mark of its own for a rule.
    """

    code = models.CharField(_("code"), max_length=30, primary_key=True)
    record_kind = models.CharField(_("kind of record"), max_length=20)
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, blank=True, related_name="+")
    text_en = models.TextField(_("text in English"))
    text_fr = models.TextField(_("text in French"), blank=True)
    text_es = models.TextField(_("text in Spanish"), blank=True)
    text_ar = models.TextField(_("text in Arabic"), blank=True)
    text_ru = models.TextField(_("text in Russian"), blank=True)
    text_zh = models.TextField(_("text in Chinese"), blank=True)

    class Meta:
        verbose_name = _("example")
        verbose_name_plural = _("examples")

    def __str__(self) -> str:
        return self.code


class CatalogueEntry(NamedRow, ClusterableModel):
    """A piece of assistance as it is usually asked for, such as "Mark 5,000 State-held weapons"."""

    code = models.CharField(_("code"), max_length=20, primary_key=True)
    theme = models.ForeignKey(
        Theme, models.PROTECT, related_name="catalogue", verbose_name=_("theme")
    )
    # What the entry is sized for: 5,000 weapons, 10 sites.
    size = models.PositiveIntegerField(_("size"), default=1)
    size_unit = models.CharField(_("counted in"), max_length=60)
    source = models.CharField(_("source of the figures"), max_length=250)
    as_of = models.DateField(_("figures as of"))
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("entry of the costed catalogue")
        verbose_name_plural = _("costed catalogue")


class CatalogueLine(NamedRow):
    """One line of an entry: how much of what, and between which prices in US dollars a unit."""

    entry = ParentalKey(CatalogueEntry, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    kind = models.ForeignKey(
        "vocabulary.Kind", models.PROTECT, related_name="+", verbose_name=_("kind of assistance")
    )
    quantity = models.PositiveIntegerField(_("quantity"))
    unit = models.CharField(_("unit"), max_length=60)
    low = models.PositiveIntegerField(_("from, US dollars a unit"))
    high = models.PositiveIntegerField(_("to, US dollars a unit"))

    class Meta:
        verbose_name = _("line of the costed catalogue")
        verbose_name_plural = _("lines of the costed catalogue")
        constraints = [
            models.UniqueConstraint(fields=["entry", "name_en"], name="an_entry_names_a_line_once"),
            models.CheckConstraint(
                condition=Q(high__gte=models.F("low")), name="a_range_goes_from_low_to_high"
            ),
        ]
