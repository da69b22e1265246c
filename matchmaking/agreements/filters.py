"""What can be asked of the list of agreements, and what its files hold."""

from collections.abc import Callable
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from accounts.selectors import organisation_ids
from files.export import Column
from files.rows import RowFilterSet, Sort
from matchmaking.agreements.choices import OPEN, AgreementStatus
from matchmaking.agreements.models import Agreement, AgreementLine
from matchmaking.agreements.terms import counted
from matchmaking.introductions.choices import Side
from matchmaking.vocabulary.fields import DayInput
from matchmaking.vocabulary.models import Country


class AgreementFilterSet(RowFilterSet):
    """Status, side, State, giver, and when it was signed."""

    sorts = (
        Sort("newest", _("Newest"), ("-created_at", "-pk")),
        Sort("signed", _("Signed last"), ("-signed_at", "-pk")),
        Sort("country", _("State"), ("introduction__need__country__name_en", "-pk")),
        Sort("giver", _("Offered by"), ("introduction__offer__organisation__name", "-pk")),
    )

    status = django_filters.ChoiceFilter(
        label=_("Status"),
        choices=[("open", _("All that are open")), *AgreementStatus.choices],
        empty_label=_("Any"),
        method="of_status",
    )
    side = django_filters.ChoiceFilter(
        label=_("We are"), choices=Side.choices, empty_label=_("Either side"), method="of_side"
    )
    country = django_filters.ModelChoiceFilter(
        field_name="introduction__need__country",
        label=_("State"),
        queryset=Country.objects.none(),
        empty_label=_("All States"),
    )
    giver = django_filters.ModelChoiceFilter(
        field_name="introduction__offer__organisation",
        label=_("Offered by"),
        queryset=Organisation.objects.none(),
        empty_label=_("All who offer"),
    )
    since = django_filters.DateFilter(
        label=_("Signed from"), field_name="signed_at", lookup_expr="date__gte", widget=DayInput()
    )
    until = django_filters.DateFilter(
        label=_("Signed until"), field_name="signed_at", lookup_expr="date__lte", widget=DayInput()
    )

    class Meta:
        model = Agreement
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = self.queryset.order_by()
        countries = Country.objects.filter(pk__in=rows.values("introduction__need__country"))
        givers = rows.values("introduction__offer__organisation")
        self.filters["country"].queryset = countries.order_by("name_en")
        found = Organisation.objects.filter(pk__in=givers)
        self.filters["giver"].queryset = found.order_by("name")

    def of_status(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Keep those in a state, or all that are neither fulfilled nor ended."""
        return rows.filter(status__in=OPEN if value == "open" else [value])

    def of_side(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Keep those in which an organisation of the reader is this side."""
        own = organisation_ids(self.request.user)
        record = "need" if value == Side.RECIPIENT else "offer"
        return rows.filter(Q(**{f"introduction__{record}__organisation__in": own}))


def _day(name: str) -> Callable[[Agreement], Any]:
    def read(agreement: Agreement) -> Any:
        moment = getattr(agreement, name)
        return moment.date() if moment else None

    return read


def _lines(of: Callable[[AgreementLine], str]) -> Callable[[Agreement], str]:
    return lambda agreement: "; ".join(of(line) for line in agreement.lines.all())


def _quantity(line: AgreementLine) -> str:
    return counted(line.quantity, line.need_line.unit) or "-"


def _amount(line: AgreementLine) -> str:
    return f"{line.currency} {line.amount.amount.normalize():f}" if line.amount else "-"


AGREEMENT_COLUMNS = (
    Column("agreement", _("Number"), lambda row: row.pk),
    Column("status", _("Status"), lambda row: row.get_status_display()),
    Column("need", _("Request number"), lambda row: row.introduction.need_id),
    Column("request", _("Request"), lambda row: str(row.need)),
    Column("state", _("State"), lambda row: str(row.need.country)),
    Column("offer", _("Offer number"), lambda row: row.introduction.offer_id),
    Column("offered", _("Offer"), lambda row: str(row.offer)),
    Column("giver", _("Offered by"), lambda row: str(row.offer.organisation)),
    Column("parts", _("Parts of the request"), _lines(str)),
    Column("agreed", _("Agreed, line by line"), _lines(_quantity)),
    Column("amounts", _("Amounts, line by line"), _lines(_amount)),
    Column("proposed", _("Signed by one side"), _day("proposed_at")),
    Column("signed", _("Signed by both sides"), _day("signed_at")),
    Column("fulfilled", _("Fulfilled"), _day("fulfilled_at")),
    Column("ended", _("Ended"), _day("ended_at")),
    Column("reason", _("Reason"), lambda row: str(row.reason or "")),
)
