"""What can be asked of the lists of funds and of calls, and what their files hold."""

from typing import Any

import django_filters
from django import forms
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from files.export import Column
from files.rows import RowFilterSet, Sort
from matchmaking.funds.choices import CallStatus, Window
from matchmaking.funds.models import Call, Fund
from matchmaking.funds.selectors.lists import calls_for
from matchmaking.funds.wording import kinds_of_applicants
from matchmaking.vocabulary.fields import whole_units
from matchmaking.vocabulary.selectors import country_choices, theme_choices

EXAMPLE = _("Example, not the rules of any real fund.")
SOONEST = F("closes_at").asc(nulls_last=True)


class FundFilterSet(RowFilterSet):
    """Words of the name, and whether a call is open."""

    sorts = (
        Sort("name", _("Name"), ("name", "pk")),
        Sort("calls", _("Most open calls"), ("-open_calls", "name", "pk")),
    )
    q = django_filters.CharFilter(
        label=_("Words of the name"), field_name="name", lookup_expr="icontains"
    )
    with_calls = django_filters.BooleanFilter(
        label=_("With an open call"), method="by_calls", widget=forms.CheckboxInput
    )

    class Meta:
        model = Fund
        fields: list[str] = []

    def by_calls(self, rows: QuerySet[Any], _name: str, value: bool) -> QuerySet[Any]:
        """Keep the funds with an open call, where that is asked for."""
        return rows.filter(open_calls__gt=0) if value else rows


class CallFilterSet(RowFilterSet):
    """Words, fund, window, track, theme and State."""

    sorts = (
        Sort("deadline", _("Nearest deadline"), ("place", SOONEST, "pk")),
        Sort("newest", _("Newest"), ("-opens_at", "-pk")),
        Sort("amount", _("Largest projects"), (F("ceiling_minor").desc(nulls_last=True), "pk")),
        Sort("title", _("Title"), ("title", "pk")),
    )
    q = django_filters.CharFilter(label=_("Words"), method="by_words")
    fund = django_filters.ModelChoiceFilter(
        label=_("Fund"), queryset=Fund.objects.order_by("name"), empty_label=_("All funds")
    )
    window = django_filters.ChoiceFilter(
        label=_("Window"), choices=Window.choices, empty_label=_("Any"), method="by_window"
    )
    rolling = django_filters.BooleanFilter(
        label=_("Rolling, for urgent cases"),
        field_name="is_rolling",
        widget=forms.CheckboxInput,
        method="by_track",
    )
    theme = django_filters.ChoiceFilter(
        label=_("Theme"), choices=theme_choices, empty_label=_("All themes"), method="by_theme"
    )
    country = django_filters.ChoiceFilter(
        label=_("For the State"),
        choices=country_choices,
        empty_label=_("All States"),
        method="by_country",
    )

    class Meta:
        model = Call
        fields: list[str] = []

    def by_words(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Keep what has these words in its title or in what it is for."""
        return rows.filter(Q(title__icontains=value) | Q(summary__icontains=value))

    def by_window(self, rows: Any, _name: str, value: str) -> QuerySet[Any]:
        """Keep what is open now, is announced, or is over."""
        now = timezone.now()
        if value == Window.OPEN:
            return rows.open_at(now)
        if value == Window.UPCOMING:
            return rows.upcoming_at(now)
        over = Q(closes_at__lt=now) | ~Q(status=CallStatus.OPEN)
        return rows.filter(over).exclude(status=CallStatus.DRAFT)

    def by_track(self, rows: QuerySet[Any], _name: str, value: bool) -> QuerySet[Any]:
        """Keep the rolling ones, where that is asked for."""
        return rows.filter(is_rolling=True) if value else rows

    def by_theme(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Keep what is about the theme, a wider one, or anything."""
        parts = value.split(".")
        branch = [".".join(parts[:n]) for n in range(1, len(parts) + 1)]
        fitting = Call.objects.filter(Q(themes=None) | Q(themes__in=branch))
        return rows.filter(pk__in=fitting.values("pk"))

    def by_country(self, rows: Any, _name: str, value: str) -> QuerySet[Any]:
        """Keep what is meant for the State."""
        return calls_for(rows, value)


def _amount(name: str) -> Any:
    return lambda call: whole_units(getattr(call, name), call.currency)


def _note(fund: Fund) -> str:
    return str(EXAMPLE) if fund.is_example else ""


FUND_COLUMNS = (
    Column("number", _("Number"), lambda fund: fund.pk),
    Column("name", _("Name"), str),
    Column("organisation", _("Run by"), lambda fund: str(fund.organisation)),
    Column("currency", _("Reporting currency"), lambda fund: fund.currency),
    Column("open_calls", _("Open calls"), lambda fund: fund.open_calls),
    Column("summary", _("What it is for"), lambda fund: fund.summary),
    Column("note", _("Note"), _note),
)
CALL_COLUMNS = (
    Column("number", _("Number"), lambda call: call.pk),
    Column("title", _("Title"), str),
    Column("fund", _("Fund"), lambda call: str(call.fund)),
    Column("status", _("Status"), lambda call: call.standing[1]),
    Column("opens", _("Opens"), lambda call: call.opens_at.astimezone(call.zone).isoformat()),
    Column(
        "closes",
        _("Closes"),
        lambda call: call.closes_at and call.closes_at.astimezone(call.zone).isoformat(),
    ),
    Column("time_zone", _("Time zone"), lambda call: call.timezone),
    Column("rolling", _("Rolling"), lambda call: int(call.is_rolling)),
    Column("applicants", _("Who may apply"), lambda c: kinds_of_applicants(c.terms.applicants)),
    Column("currency", _("Currency"), lambda call: call.currency),
    Column("least", _("Least for one project"), _amount("minimum_minor")),
    Column("most", _("Most for one project"), _amount("ceiling_minor")),
    Column("budget", _("Available in all"), _amount("budget_minor")),
    Column("months_least", _("Shortest length in months"), lambda call: call.terms.months_min),
    Column("months_most", _("Longest length in months"), lambda call: call.terms.months_max),
    Column("themes", _("Themes"), lambda call: "; ".join(map(str, call.themes.all()))),
    Column("regions", _("Regions"), lambda call: "; ".join(map(str, call.regions.all()))),
    Column("countries", _("States"), lambda call: "; ".join(map(str, call.countries.all()))),
    Column("note", _("Note"), lambda call: _note(call.fund)),
)
