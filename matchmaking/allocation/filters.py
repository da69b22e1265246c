"""What can be asked of the lists of allocation, and what their files hold."""

from typing import Any

import django_filters
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from files.export import Column
from files.rows import RowFilterSet, Sort
from matchmaking.allocation.choices import RestReason
from matchmaking.allocation.models import AskedLine, GivenLine, Scenario
from matchmaking.allocation.selectors.summary import FULL
from matchmaking.allocation.wording import worth_in_words
from matchmaking.needs.choices import Priority
from matchmaking.needs.models import Need
from matchmaking.offers.models import Offer
from matchmaking.vocabulary.models import Country, Kind, Theme
from matchmaking.vocabulary.selectors import countries_in, region_choices

OUTCOMES = (
    ("full", _("Met in full")),
    ("part", _("Met in part")),
    ("none", _("Gets nothing")),
)
USES = (
    ("up", _("Used up")),
    ("part", _("Used in part")),
    ("none", _("Not used")),
)


class ScenarioFilterSet(RowFilterSet):
    """The scenarios by name and state."""

    sorts = (
        Sort("newest", _("Newest"), ("-created_at", "-pk")),
        Sort("name", _("Name"), ("name", "pk")),
        Sort("solved", _("Solved last"), (F("solved_at").desc(nulls_last=True), "-pk")),
    )
    name = django_filters.CharFilter(label=_("Name"), lookup_expr="icontains")
    status = django_filters.ChoiceFilter(
        label=_("Status"),
        choices=Scenario._meta.get_field("status").choices,
        empty_label=_("Any"),
    )

    class Meta:
        model = Scenario
        fields: list[str] = []


class _ByRegion(RowFilterSet):
    """A filter by region, whose States are found in the column `country_path`."""

    country_path = "country"
    region = django_filters.ChoiceFilter(
        method="in_region", label=_("Region"), choices=region_choices, empty_label=_("All regions")
    )

    def in_region(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Keep what is asked for by States of a region."""
        return rows.filter(**{f"{self.country_path}__in": countries_in(value)})


class AskedFilterSet(_ByRegion):
    """The lines asked for, by how they fare."""

    country_path = "need__country"
    sorts = (
        Sort("request", _("Request"), ("need_id", "pk")),
        Sort("least", _("Least met"), ("met", "need_id", "pk")),
        Sort("gain", _("Gains most"), ((F("before") - F("met")).asc(), "need_id", "pk")),
    )
    outcome = django_filters.ChoiceFilter(
        method="by_outcome", label=_("Outcome"), choices=OUTCOMES, empty_label=_("Any")
    )
    rest = django_filters.ChoiceFilter(
        label=_("Why not more"),
        choices=[(value, label) for value, label in RestReason.choices if value],
        empty_label=_("Any"),
    )
    priority = django_filters.ChoiceFilter(
        field_name="need__priority",
        label=_("Priority of the State"),
        choices=Priority.choices,
        empty_label=_("Any"),
    )

    class Meta:
        model = AskedLine
        fields: list[str] = []

    def by_outcome(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Keep what is met in full, in part, or gets nothing."""
        if value == "none":
            return rows.filter(met__lte=F("before"))
        if value == "full":
            return rows.filter(met__gte=FULL)
        return rows.filter(met__gt=F("before"), met__lt=FULL)


class GivenFilterSet(RowFilterSet):
    """The lines given, by how far they are used."""

    sorts = (
        Sort("worth", _("One more is worth most"), ("-worth", "offer_id", "pk")),
        Sort("offer", _("Offer"), ("offer_id", "pk")),
    )
    use = django_filters.ChoiceFilter(
        method="by_use", label=_("Used"), choices=USES, empty_label=_("Any")
    )
    donor = django_filters.ModelChoiceFilter(
        field_name="offer__organisation",
        label=_("Offered by"),
        queryset=Organisation.objects.none(),
        empty_label=_("All who offer"),
    )

    class Meta:
        model = GivenLine
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        givers = self.queryset.order_by().values("offer__organisation")
        self.filters["donor"].queryset = Organisation.objects.filter(pk__in=givers).order_by("name")

    def by_use(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Keep what is used up, in part, or not at all."""
        if value == "none":
            return rows.filter(given=0)
        spent = Q(left__isnull=False, given__gte=F("left"))
        return (
            rows.filter(spent, given__gt=0) if value == "up" else rows.filter(~spent, given__gt=0)
        )


class _ChoiceFilterSet(_ByRegion):
    """What records to take part are chosen by."""

    theme = django_filters.ModelChoiceFilter(
        method="on_theme",
        label=_("Theme"),
        queryset=Theme.objects.all(),
        empty_label=_("All themes"),
    )
    kind = django_filters.ModelChoiceFilter(
        method="of_kind",
        label=_("Kind of assistance"),
        queryset=Kind.objects.exclude(parent=None),
        empty_label=_("All kinds"),
    )
    chosen = django_filters.ChoiceFilter(
        method="by_choice",
        label=_("Takes part"),
        choices=(("yes", _("Yes")), ("no", _("No"))),
        empty_label=_("Any"),
    )

    def on_theme(self, rows: QuerySet[Any], _name: str, value: Theme) -> QuerySet[Any]:
        """Keep what is about a theme or what is below it."""
        inside = Q(themes=value) | Q(themes__pk__startswith=f"{value.pk}.")
        found = rows.model._default_manager.filter(inside)
        return rows.filter(pk__in=found.order_by().values("pk"))

    def of_kind(self, rows: QuerySet[Any], _name: str, value: Kind) -> QuerySet[Any]:
        """Keep what has a line of a kind."""
        found = rows.model._default_manager.filter(lines__kind=value)
        return rows.filter(pk__in=found.order_by().values("pk"))

    def by_choice(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Keep what takes part, or what does not."""
        return rows.filter(takes_part=value == "yes")


class NeedChoiceFilterSet(_ChoiceFilterSet):
    """Requests to take part."""

    sorts = (
        Sort("first", _("First come"), ("published_at", "pk")),
        Sort("newest", _("Newest"), ("-published_at", "pk")),
    )
    country = django_filters.ModelChoiceFilter(
        label=_("State"), queryset=Country.objects.order_by("name_en"), empty_label=_("All States")
    )
    priority = django_filters.ChoiceFilter(
        label=_("Priority of the State"), choices=Priority.choices, empty_label=_("Any")
    )

    class Meta:
        model = Need
        fields: list[str] = []


class OfferChoiceFilterSet(_ChoiceFilterSet):
    """Offers to take part; their region is that of the one who offers."""

    country_path = "organisation__country_code"
    sorts = NeedChoiceFilterSet.sorts
    donor = django_filters.ModelChoiceFilter(
        field_name="organisation",
        label=_("Offered by"),
        queryset=Organisation.objects.filter(gives_assistance=True).order_by("name"),
        empty_label=_("All who offer"),
    )

    class Meta:
        model = Offer
        fields: list[str] = []


def _share(value: float) -> float:
    return round(value, 4)


_OF_NEED = (
    Column("need", _("Request number"), lambda row: row.need_id),
    Column("request", _("Request"), lambda row: str(row.need)),
    Column("state", _("State"), lambda row: str(row.need.country)),
    Column("iso3", _("ISO code"), lambda row: row.need.country_id),
    Column("priority", _("Priority"), lambda row: row.need.get_priority_display()),
)
_OF_OFFER = (
    Column("offer", _("Offer number"), lambda row: row.offer_id),
    Column("offered", _("Offer"), lambda row: str(row.offer)),
    Column("donor", _("Offered by"), lambda row: str(row.offer.organisation)),
)
_OF_LINE = (
    Column("kind", _("Kind of assistance"), lambda row: str(row.kind)),
    Column("line", _("Line"), lambda row: row.description),
    Column("unit", _("Unit"), lambda row: row.unit),
)
ASKED_COLUMNS = (
    *_OF_NEED,
    *_OF_LINE,
    Column("asked", _("Asked"), lambda row: row.asked),
    Column("open", _("Open"), lambda row: row.open),
    Column("before", _("Met before"), lambda row: _share(row.before)),
    Column("met", _("Met with the proposal"), lambda row: _share(row.met)),
    Column("rest", _("Why not more"), lambda row: row.get_rest_display() if row.rest else ""),
)
GIVEN_COLUMNS = (
    *_OF_OFFER,
    *_OF_LINE,
    Column("left", _("Left"), lambda row: row.left),
    Column("given", _("Given"), lambda row: row.given),
    Column("worth", _("Worth of one more"), worth_in_words),
)
SHARE_COLUMNS = (
    *_OF_NEED,
    *_OF_OFFER,
    Column("kind", _("Kind of assistance"), lambda row: str(row.kind)),
    Column("amount", _("Amount"), lambda row: row.quantity),
    Column("unit", _("Unit"), lambda row: row.unit),
    Column("met", _("Share of the line that it meets"), lambda row: _share(row.met)),
    Column("fit", _("Fit"), lambda row: _share(row.fit)),
    Column("locked", _("Locked"), lambda row: row.is_locked),
)
