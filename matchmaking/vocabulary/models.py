"""Reference data: shipped with a source and a date, edited by the secretariat."""

import json
import uuid
from typing import Any

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class LegibleEncoder(json.JSONEncoder):
    """Keep Arabic as Arabic, so that the database can look for it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options | {"ensure_ascii": False})


class ReferenceRow(models.Model):
    """A row that was loaded from a file and may have been edited since.

    `loaded` keeps the values as they were in the file, so that the next load can tell an edit
    of the secretariat (which survives) from an outdated value (which is replaced).
    """

    loaded = models.JSONField(default=dict, blank=True, editable=False)
    retired_on = models.DateField(_("retired on"), null=True, blank=True)

    class Meta:
        abstract = True


class NamedRow(ReferenceRow):
    """A row with a name in each of the six languages of the United Nations; English leads."""

    name_en = models.CharField(_("name in English"), max_length=250)
    name_fr = models.CharField(_("name in French"), max_length=250, blank=True)
    name_es = models.CharField(_("name in Spanish"), max_length=250, blank=True)
    name_ar = models.CharField(_("name in Arabic"), max_length=250, blank=True)
    name_ru = models.CharField(_("name in Russian"), max_length=250, blank=True)
    name_zh = models.CharField(_("name in Chinese"), max_length=250, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language, in English where there is none."""
        language = (get_language() or "en").split("-")[0]
        return getattr(self, f"name_{language}", "") or self.name_en


class Region(NamedRow):
    """A region of the M49 standard: continent, subregion or intermediate region."""

    code = models.CharField(_("M49 code"), max_length=3, primary_key=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="subregions"
    )

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")


class Country(NamedRow):
    """A Member State or observer, with the groups it is in."""

    iso3 = models.CharField(_("ISO code"), max_length=3, primary_key=True)
    iso2 = models.CharField(max_length=2, unique=True)
    m49 = models.CharField(_("M49 code"), max_length=3, unique=True)
    formal_name = models.CharField(_("formal name"), max_length=250, blank=True)
    un_status = models.CharField(_("United Nations status"), max_length=20)
    un_group = models.CharField(_("regional group"), max_length=60, blank=True)
    # The narrowest M49 region the country is in; wider ones follow through its parents.
    region = models.ForeignKey(Region, models.PROTECT, related_name="countries")
    borders = models.ManyToManyField("self", blank=True, verbose_name=_("land borders"))
    languages = models.JSONField(_("official and working languages"), default=list, blank=True)
    un_languages = models.JSONField(_("United Nations languages to use"), default=list, blank=True)
    is_ldc = models.BooleanField(_("least developed country"), default=False)
    is_lldc = models.BooleanField(_("landlocked developing country"), default=False)
    is_sids = models.BooleanField(_("small island developing State"), default=False)
    oda_group = models.CharField(_("ODA group"), max_length=20, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)

    class Meta:
        verbose_name = _("country")
        verbose_name_plural = _("countries")

    @property
    def groups(self) -> list[str]:
        """The codes of `CountryGroup` that hold for this country."""
        flags = {
            "LDC": self.is_ldc,
            "LLDC": self.is_lldc,
            "SIDS": self.is_sids,
            "ODA": bool(self.oda_group),
        }
        return [code for code, holds in flags.items() if holds]


class Body(NamedRow):
    """A regional or international body, with its members on a stated date."""

    code = models.CharField(_("code"), max_length=20, primary_key=True)
    kind = models.CharField(_("kind"), max_length=80)
    scope = models.CharField(_("scope"), max_length=120, blank=True)
    members = models.ManyToManyField(Country, blank=True, related_name="bodies")
    small_arms_role = models.TextField(_("role in small-arms control"), blank=True)
    instrument = models.TextField(_("small-arms instrument"), blank=True)
    as_of = models.DateField(_("membership as of"), null=True, blank=True)
    confidence = models.CharField(_("confidence"), max_length=10, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("body")
        verbose_name_plural = _("bodies")

    @property
    def needs_recheck(self) -> bool:
        """Whether the list of members was not confirmed from a second source."""
        return self.confidence != "high"


class Embargo(ReferenceRow):
    """A Security Council arms embargo, as known on a stated date."""

    target = models.CharField(_("target"), max_length=250)
    # Empty where the target is a group without a country, such as Al-Qaida.
    countries = models.ManyToManyField(Country, blank=True, related_name="embargoes")
    target_type = models.CharField(_("kind of target"), max_length=80)
    is_in_force = models.BooleanField(_("in force"), default=True)
    arms_scope = models.TextField(_("what is covered"), blank=True)
    established_by = models.CharField(_("established by"), max_length=250)
    established_on = models.DateField(_("established on"))
    latest_renewal = models.CharField(_("latest known renewal"), max_length=250, blank=True)
    known_expiry = models.CharField(_("known expiry or review"), max_length=250, blank=True)
    committee = models.CharField(_("sanctions committee"), max_length=250, blank=True)
    exemptions = models.TextField(_("exemptions"), blank=True)
    note = models.TextField(_("note"), blank=True)
    as_of = models.DateField(_("evidence as of"))
    needs_recheck = models.BooleanField(_("must be checked again"), default=True)
    source = models.TextField(_("source"), blank=True)

    class Meta:
        verbose_name = _("embargo")
        verbose_name_plural = _("embargoes")
        constraints = [
            models.UniqueConstraint(
                fields=["target", "established_on"], name="an_embargo_is_listed_once"
            )
        ]

    def __str__(self) -> str:
        return self.target


class TaxonomyRow(NamedRow):
    """A node of a two-level taxonomy; the code of a child starts with that of its parent."""

    code = models.CharField(_("code"), max_length=20, primary_key=True)
    description = models.TextField(_("description"), blank=True)

    class Meta:
        abstract = True

    @property
    def top_code(self) -> str:
        """The code of the first level."""
        return self.code.split(".")[0]

    @property
    def parent_code(self) -> str | None:
        """The code of the level above, None at the top."""
        return self.code.rpartition(".")[0] or None


class Theme(TaxonomyRow):
    """What assistance is about, from marking to destruction."""

    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    references = models.JSONField(_("paragraphs and standards"), default=dict, blank=True)
    related = models.ManyToManyField("self", blank=True)

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")


class Kind(TaxonomyRow):
    """The form assistance takes, from machines to legal advice, with its unit."""

    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    unit = models.CharField(_("unit"), max_length=60, blank=True)
    unit_code = models.CharField(_("unit code"), max_length=10, blank=True)
    themes = models.ManyToManyField(Theme, blank=True, related_name="kinds")
    needs_upkeep = models.BooleanField(_("needs upkeep"), default=False)
    is_transfer_controlled = models.BooleanField(_("subject to transfer control"), default=False)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("kind of assistance")
        verbose_name_plural = _("kinds of assistance")


class Indicator(NamedRow):
    """What is measured to see whether assistance changed something; the name is its title."""

    code = models.CharField(_("code"), max_length=20, primary_key=True)
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="indicators")
    results_level = models.CharField(_("level of result"), max_length=20)
    definition = models.TextField(_("definition"), blank=True)
    unit = models.CharField(_("unit"), max_length=60)
    calculation = models.TextField(_("how it is calculated"), blank=True)
    disaggregation = models.CharField(_("broken down by"), max_length=250, blank=True)
    data_source = models.CharField(_("where the figures come from"), max_length=250, blank=True)
    frequency = models.CharField(_("how often"), max_length=60, blank=True)
    desired_direction = models.CharField(_("better when"), max_length=10, blank=True)
    references = models.CharField(_("paragraphs and standards"), max_length=250, blank=True)
    caveat = models.TextField(_("to be careful about"), blank=True)

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")


class Concept(ReferenceRow):
    """A term of the field in six languages, with its other names: what search understands."""

    code = models.CharField(_("code"), max_length=20, primary_key=True)
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="concepts")
    labels = models.JSONField(
        _("labels"),
        encoder=LegibleEncoder,
        help_text=_("For each language the preferred term first, then the others."),
    )
    confidence = models.CharField(_("confidence"), max_length=2, blank=True)

    class Meta:
        verbose_name = _("concept")
        verbose_name_plural = _("concepts")

    def __str__(self) -> str:
        labels: dict[str, Any] = self.labels
        return next(iter(labels.get("en") or [self.code]))


class Currency(NamedRow):
    """A currency in which needs and offers may be written."""

    code = models.CharField(_("ISO 4217 code"), max_length=3, primary_key=True)

    class Meta:
        verbose_name = _("currency")
        verbose_name_plural = _("currencies")


class ExchangeRate(ReferenceRow):
    """How many units of a currency made one US dollar on a day, and who says so."""

    currency = models.ForeignKey(Currency, models.CASCADE, related_name="rates")
    on = models.DateField(_("on"))
    per_usd = models.DecimalField(_("units for one US dollar"), max_digits=18, decimal_places=6)
    source = models.CharField(_("source"), max_length=250)

    class Meta:
        verbose_name = _("exchange rate")
        verbose_name_plural = _("exchange rates")
        constraints = [
            models.UniqueConstraint(fields=["currency", "on"], name="one_rate_a_day"),
            models.CheckConstraint(condition=models.Q(per_usd__gt=0), name="a_rate_is_above_zero"),
        ]

    def __str__(self) -> str:
        return f"{self.currency_id} {self.on}: {self.per_usd}"


class Edition(models.Model):
    """Which state of the reference data is the current one; every process compares its own copy.

    The stamp is random, not counted: after a transaction is rolled back, the next edit must not
    get the number that a process already remembers.
    """

    CURRENT = 1

    stamp = models.UUIDField(default=uuid.uuid4, editable=False)

    def __str__(self) -> str:
        return str(self.stamp)

    @classmethod
    def renew(cls) -> None:
        """Tell every process that what it remembers is out of date."""
        cls.objects.update_or_create(pk=cls.CURRENT, defaults={"stamp": uuid.uuid4()})
