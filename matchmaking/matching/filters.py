"""What can be asked of the lists of matches, and what their files hold."""

from collections.abc import Callable
from typing import Any

import django_filters
from django import forms
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from files.export import Column
from files.rows import RowFilterSet, Sort
from matchmaking.matching import selectors
from matchmaking.matching.models import Suggestion
from matchmaking.needs.models import Need
from matchmaking.offers.models import Offer
from matchmaking.vocabulary.models import Country, Kind, Theme

# A band of scores: from, and below.
BANDS = {"60": (0.6, 1.01), "40": (0.4, 0.6), "20": (0.2, 0.4), "0": (-0.01, 0.2)}
BAND_CHOICES = (
    ("60", _("60 % and more")),
    ("40", _("40 to 60 %")),
    ("20", _("20 to 40 %")),
    ("0", _("below 20 %")),
)
YES_NO = (("yes", _("Yes")), ("no", _("No")))
BEST = F("best").desc(nulls_last=True)
MOST_REASONS = 3


def _under(field: str) -> Callable[[QuerySet[Any], str, Any], QuerySet[Any]]:
    """Return a filter by a code of a tree and all below it, without counting a row twice."""

    def keep(rows: QuerySet[Any], _name: str, value: Any) -> QuerySet[Any]:
        model = rows.model
        inside = Q(**{field: value.pk}) | Q(**{f"{field}__pk__startswith": f"{value.pk}."})
        return rows.filter(pk__in=model._default_manager.filter(inside).order_by().values("pk"))

    return keep


class _DeskFilterSet(RowFilterSet):
    """Filters whose choices are only what occurs in the list."""

    # filter name -> (model, path to its codes)
    occurring: dict[str, tuple[Any, str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (model, path, order) in self.occurring.items():
            if name in self.filters:
                known = Q(pk__in=self.queryset.order_by().values(path))
                if model in (Theme, Kind):  # what lies above can be chosen, too
                    known |= Q(children__in=self.queryset.order_by().values(path))
                choices = model.objects.filter(known).distinct()
                self.filters[name].queryset = choices.order_by(order)


class MatchFilterSet(_DeskFilterSet):
    """State, donor, theme, kind, score, clearance, set aside, new; over pairs."""

    sorts = (
        Sort("best", _("Best match"), ("-score", "need_id", "offer_id")),
        Sort("newest", _("Newest"), ("-since", "-score", "need_id", "offer_id")),
        Sort("sure", _("Best known"), ("-confidence", "-score", "need_id", "offer_id")),
    )
    occurring = {
        "country": (Country, "need__country", "name_en"),
        "donor": (Organisation, "offer__organisation", "name"),
        "theme": (Theme, "need__themes", "pk"),
        "kind": (Kind, "need__lines__kind", "pk"),
    }

    country = django_filters.ModelChoiceFilter(
        field_name="need__country",
        label=_("State"),
        queryset=Country.objects.none(),
        empty_label=_("All States"),
    )
    donor = django_filters.ModelChoiceFilter(
        field_name="offer__organisation",
        label=_("Offered by"),
        queryset=Organisation.objects.none(),
        empty_label=_("All who offer"),
    )
    theme = django_filters.ModelChoiceFilter(
        method=_under("need__themes"),
        label=_("Theme of the request"),
        queryset=Theme.objects.none(),
        empty_label=_("All themes"),
    )
    kind = django_filters.ModelChoiceFilter(
        method=_under("need__lines__kind"),
        label=_("Kind asked for"),
        queryset=Kind.objects.none(),
        empty_label=_("All kinds"),
    )
    score = django_filters.ChoiceFilter(
        method="in_band", label=_("Fit"), choices=BAND_CHOICES, empty_label=_("Any")
    )
    clearance = django_filters.ChoiceFilter(
        method="by_clearance", label=_("Needs clearance"), choices=YES_NO, empty_label=_("Any")
    )
    dismissed = django_filters.ChoiceFilter(
        method="by_verdict",
        label=_("Set aside"),
        empty_label=_("Leave out"),
        choices=(("with", _("Show as well")), ("only", pgettext_lazy("matches", "Only these"))),
    )
    new = django_filters.BooleanFilter(
        method="by_news", label=_("Not looked at yet"), widget=forms.CheckboxInput
    )

    class Meta:
        model = Suggestion
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Leave out what was set aside, unless it is asked for."""
        if self.form.cleaned_data.get("dismissed") not in ("with", "only"):
            queryset = queryset.filter(is_set_aside=False)
        return super().filter_queryset(queryset)

    def in_band(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Keep scores from one bound to the other."""
        low, high = BANDS[value]
        return rows.filter(score__gte=low, score__lt=high)

    def by_clearance(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Keep those that need clearance, or those that do not."""
        return rows.filter(needs_clearance=value == "yes")

    def by_verdict(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Keep only what was set aside, where that is asked for."""
        return rows.filter(is_set_aside=True) if value == "only" else rows

    def by_news(self, rows: QuerySet[Any], _name: str, value: bool) -> QuerySet[Any]:
        """Keep what nobody of the reader's side has opened, where that is asked for."""
        return rows.filter(is_seen=False) if value else rows


class _RecordFilterSet(_DeskFilterSet):
    """What requests and offers of the desk are filtered by alike."""

    sorts = (
        Sort("best", _("Best match"), (BEST, "pk")),
        Sort("newest", _("Newest"), ("-published_at", "pk")),
        Sort("matches", _("Most matches"), ("-matches", BEST, "pk")),
    )
    matched = django_filters.ChoiceFilter(
        method="by_match", label=_("Has a match"), choices=YES_NO, empty_label=_("Any")
    )

    def by_match(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Keep those with a match, or those that still wait for one."""
        return rows.filter(matches__gt=0) if value == "yes" else rows.filter(matches=0)


class NeedDeskFilterSet(_RecordFilterSet):
    """The requests of the desk."""

    occurring = {
        "country": (Country, "country", "name_en"),
        "theme": (Theme, "themes", "pk"),
        "kind": (Kind, "lines__kind", "pk"),
    }
    country = django_filters.ModelChoiceFilter(
        label=_("State"), queryset=Country.objects.none(), empty_label=_("All States")
    )
    theme = django_filters.ModelChoiceFilter(
        method=_under("themes"),
        label=_("Theme"),
        queryset=Theme.objects.none(),
        empty_label=_("All themes"),
    )
    kind = django_filters.ModelChoiceFilter(
        method=_under("lines__kind"),
        label=_("Kind of assistance"),
        queryset=Kind.objects.none(),
        empty_label=_("All kinds"),
    )

    class Meta:
        model = Need
        fields: list[str] = []


class OfferDeskFilterSet(_RecordFilterSet):
    """The offers of the desk."""

    occurring = {
        "donor": (Organisation, "organisation", "name"),
        "theme": (Theme, "themes", "pk"),
        "kind": (Kind, "lines__kind", "pk"),
    }
    donor = django_filters.ModelChoiceFilter(
        field_name="organisation",
        label=_("Offered by"),
        queryset=Organisation.objects.none(),
        empty_label=_("All who offer"),
    )
    theme = django_filters.ModelChoiceFilter(
        method=_under("themes"),
        label=_("Theme"),
        queryset=Theme.objects.none(),
        empty_label=_("All themes"),
    )
    kind = django_filters.ModelChoiceFilter(
        method=_under("lines__kind"),
        label=_("Kind of assistance"),
        queryset=Kind.objects.none(),
        empty_label=_("All kinds"),
    )

    class Meta:
        model = Offer
        fields: list[str] = []


def _share(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _yes_no(value: bool) -> str:
    return gettext("yes") if value else gettext("no")


def _reasons(row: Suggestion) -> str:
    return "; ".join(reason.sentence for reason in selectors.reasons_of(row.reasons)[:MOST_REASONS])


def _names(rows: Any) -> str:
    return "; ".join(str(row) for row in rows)


# What both sides of a match may read of it; the exact site of a request has no column.
MATCH_COLUMNS = (
    Column("need", _("Request number"), lambda row: row.need_id),
    Column("request", _("Request"), lambda row: str(row.need)),
    Column("state", _("State"), lambda row: str(row.need.country)),
    Column("iso3", _("ISO code"), lambda row: row.need.country_id),
    Column("offer", _("Offer number"), lambda row: row.offer_id),
    Column("offered", _("Offer"), lambda row: str(row.offer)),
    Column("donor", _("Offered by"), lambda row: str(row.offer.organisation)),
    Column("score", _("Fit"), lambda row: _share(row.score)),
    Column("confidence", _("Confidence"), lambda row: _share(row.confidence)),
    Column("clearance", _("Needs clearance"), lambda row: _yes_no(row.needs_clearance)),
    Column("themes", _("Themes of the request"), lambda row: _names(row.need.themes.all())),
    Column("reasons", _("Reasons"), _reasons),
    Column("looked", _("Looked at"), lambda row: _yes_no(row.is_seen)),
    Column("set_aside", _("Set aside because"), selectors.set_aside_because),
    Column("since", _("Possible since"), lambda row: row.since and row.since.date()),
    Column("weights", _("Version of the weights"), lambda row: str(row.weights)),
)
_RECORD_COLUMNS = (
    Column("published", _("Published"), lambda row: row.published_at and row.published_at.date()),
    Column("matches", _("Matches"), lambda row: row.matches),
    Column("best", _("Best match"), lambda row: _share(row.best)),
)
NEED_COLUMNS = (
    Column("need", _("Request number"), lambda row: row.pk),
    Column("request", _("Request"), str),
    Column("state", _("State"), lambda row: str(row.country)),
    Column("iso3", _("ISO code"), lambda row: row.country_id),
    *_RECORD_COLUMNS,
)
OFFER_COLUMNS = (
    Column("offer", _("Offer number"), lambda row: row.pk),
    Column("offered", _("Offer"), str),
    Column("donor", _("Offered by"), lambda row: str(row.organisation)),
    *_RECORD_COLUMNS,
)
