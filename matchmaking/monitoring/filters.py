"""What can be asked of the list of projects and agreements that are monitored."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from files.rows import RowFilterSet, Sort
from matchmaking.funds.models import Fund
from matchmaking.monitoring.choices import UndertakingStatus
from matchmaking.monitoring.models import Undertaking
from matchmaking.vocabulary.fields import DayInput
from matchmaking.vocabulary.models import Country

FUND = "project__application__call__fund"
KINDS = (("project", _("Funded projects")), ("agreement", _("Agreements")))
WAITING = (("owed", _("Values are owed")), ("submitted", _("Values wait for approval")))


class UndertakingFilterSet(RowFilterSet):
    """Kind, status, State, fund, what waits, and when it ends."""

    sorts = (
        Sort("newest", _("Newest"), ("-opened_at", "-pk")),
        Sort("ends", _("Ends first"), ("ends_on", "pk")),
        Sort("title", _("Title"), ("title", "pk")),
    )

    words = django_filters.CharFilter(
        label=_("Words of the title"), field_name="title", lookup_expr="icontains"
    )
    kind = django_filters.ChoiceFilter(
        label=_("Kind"), choices=KINDS, empty_label=_("Any"), method="of_kind"
    )
    status = django_filters.ChoiceFilter(
        label=_("Status"), choices=UndertakingStatus.choices, empty_label=_("Any")
    )
    waiting = django_filters.ChoiceFilter(
        label=_("What waits"), choices=WAITING, empty_label=_("Any"), method="of_waiting"
    )
    country = django_filters.ModelChoiceFilter(
        label=_("State"), queryset=Country.objects.none(), empty_label=_("All States")
    )
    fund = django_filters.ModelChoiceFilter(
        field_name=FUND, label=_("Fund"), queryset=Fund.objects.none(), empty_label=_("All funds")
    )
    ends_from = django_filters.DateFilter(
        label=_("Ends from"), field_name="ends_on", lookup_expr="gte", widget=DayInput()
    )
    ends_until = django_filters.DateFilter(
        label=_("Ends until"), field_name="ends_on", lookup_expr="lte", widget=DayInput()
    )

    class Meta:
        model = Undertaking
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Undertaking.objects.filter(pk__in=self.queryset.order_by().values("pk"))
        countries = Country.objects.filter(pk__in=rows.values("country"))
        self.filters["country"].queryset = countries.order_by("name_en")
        funds = Fund.objects.filter(pk__in=rows.values(FUND))
        self.filters["fund"].queryset = funds.order_by("name")

    def of_kind(self, rows: "QuerySet[Any]", _name: str, value: str) -> "QuerySet[Any]":
        """Keep projects, or agreements."""
        return rows.filter(**{f"{value}__isnull": False})

    def of_waiting(self, rows: "QuerySet[Any]", _name: str, value: str) -> "QuerySet[Any]":
        """Keep those of which values are owed, or wait for approval."""
        return rows.filter(is_owed=True) if value == "owed" else rows.filter(values_waiting__gt=0)
