"""What can be asked of the list of introductions, and what its files hold."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from accounts.selectors import organisation_ids
from files.export import Column
from files.rows import RowFilterSet, Sort
from matchmaking.introductions import selectors
from matchmaking.introductions.choices import RUNNING, IntroductionStatus, Side
from matchmaking.introductions.models import Introduction
from matchmaking.vocabulary.models import Country


class IntroductionFilterSet(RowFilterSet):
    """Status, side, mine, State, waiting for me, unread."""

    sorts = (
        Sort("moved", _("Last step"), ("-moved_at", "-pk")),
        Sort("newest", _("Newest"), ("-proposed_at", "-pk")),
        Sort("waiting", _("Longest without a step"), ("moved_at", "pk")),
        Sort("country", _("State"), ("need__country__name_en", "-moved_at", "-pk")),
    )

    status = django_filters.ChoiceFilter(
        label=_("Status"),
        choices=[("running", _("All that run")), *IntroductionStatus.choices],
        empty_label=_("Any"),
        method="of_status",
    )
    side = django_filters.ChoiceFilter(
        label=_("We are"), choices=Side.choices, empty_label=_("Either side"), method="of_side"
    )
    country = django_filters.ModelChoiceFilter(
        field_name="need__country",
        label=_("State"),
        queryset=Country.objects.none(),
        empty_label=_("All States"),
    )
    giver = django_filters.ModelChoiceFilter(
        field_name="offer__organisation",
        label=_("Offered by"),
        queryset=Organisation.objects.none(),
        empty_label=_("All who offer"),
    )
    waiting = django_filters.BooleanFilter(
        label=_("Waiting for me"), widget=forms.CheckboxInput, method="that_wait"
    )
    mine = django_filters.BooleanFilter(
        label=_("Mine and my organisation's"), widget=forms.CheckboxInput, method="of_mine"
    )
    unread = django_filters.BooleanFilter(
        label=_("With something new"), widget=forms.CheckboxInput, method="with_news"
    )

    class Meta:
        model = Introduction
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = self.queryset.order_by()
        countries = Country.objects.filter(pk__in=rows.values("need__country"))
        givers = Organisation.objects.filter(pk__in=rows.values("offer__organisation"))
        self.filters["country"].queryset = countries.order_by("name_en")
        self.filters["giver"].queryset = givers.order_by("name")

    def of_status(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Keep those in a state, or all that were neither declined nor ended."""
        return rows.filter(status__in=RUNNING if value == "running" else [value])

    def of_side(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Keep those in which an organisation of the reader is this side."""
        own = organisation_ids(self.request.user)
        owner = "need__organisation" if value == Side.RECIPIENT else "offer__organisation"
        return rows.filter(Q(**{f"{owner}__in": own}))

    def that_wait(self, rows: QuerySet[Any], _name: str, value: bool) -> QuerySet[Any]:
        """Keep those in which the reader is to act, where that is asked for."""
        return rows.filter(waits=True) if value else rows

    def of_mine(self, rows: QuerySet[Any], _name: str, value: bool) -> QuerySet[Any]:
        """Keep those of the reader's organisations and those they broker."""
        return selectors.mine(self.request.user, rows) if value else rows  # type: ignore[arg-type]

    def with_news(self, rows: QuerySet[Any], _name: str, value: bool) -> QuerySet[Any]:
        """Keep those in which the reader has not read everything."""
        return rows.filter(unread__gt=0) if value else rows


def _day(column: str) -> Any:
    def read(row: Introduction) -> Any:
        moment = getattr(row, column)
        return moment and moment.date()

    return read


def _reason(row: Introduction) -> str:
    return str(row.reason) if row.reason else ""


def _waits(row: Any) -> str:
    return gettext("yes") if row.waits else gettext("no")


INTRODUCTION_COLUMNS = (
    Column("introduction", _("Number"), lambda row: row.pk),
    Column("status", _("Status"), lambda row: row.get_status_display()),
    Column("need", _("Request number"), lambda row: row.need_id),
    Column("request", _("Request"), lambda row: row.need_name),
    Column("state", _("State"), lambda row: str(row.need.country)),
    Column("offer", _("Offer number"), lambda row: row.offer_id),
    Column("offered", _("Offer"), lambda row: row.offer_name),
    Column("giver", _("Offered by"), lambda row: str(row.offer.organisation)),
    Column("proposer", _("Proposed by"), lambda row: str(row.proposed_for)),
    Column("broker", _("Broker"), lambda row: str(row.broker or "")),
    Column("proposed", _("Proposed"), _day("proposed_at")),
    Column("accepted", _("Accepted"), _day("accepted_at")),
    Column("introduced", _("Introduced"), _day("introduced_at")),
    Column("agreed", _("Agreed"), _day("agreed_at")),
    Column("ended", _("Ended"), _day("ended_at")),
    Column("reason", _("Reason"), _reason),
    Column("waits", _("Waiting for me"), _waits),
)
