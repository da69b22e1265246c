"""What can be asked of the lists of applications and of conflicts, and what their files hold."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from files.export import Column
from files.rows import RowFilterSet, Sort
from matchmaking.applications import access
from matchmaking.applications.choices import (
    OPEN,
    ApplicationStatus,
    ConflictStatus,
    Ground,
    Source,
)
from matchmaking.applications.conflicts import sentence
from matchmaking.applications.models import Application, Conflict
from matchmaking.funds.models import Call, Fund
from matchmaking.vocabulary.fields import DayInput
from matchmaking.vocabulary.models import Country, Theme

SIDES = [("ours", _("Handed in by us")), ("fund", _("Came to our fund"))]


class ApplicationFilterSet(RowFilterSet):
    """Words, status, side, fund, call, State, applicant, theme, and when it was handed in."""

    sorts = (
        Sort("newest", _("Newest"), ("-submitted_at", "-pk")),
        Sort("number", _("Number"), ("number",)),
        Sort("waiting", _("Waiting longest"), ("moved_at", "pk")),
        Sort("asked", _("Asked for most"), ("-proposal__asked_minor", "-pk")),
        Sort("country", _("State"), ("proposal__country__name_en", "-pk")),
        Sort("call", _("Call"), ("call__title", "-pk")),
    )

    q = django_filters.CharFilter(label=_("Number, title or applicant"), method="of_words")
    status = django_filters.ChoiceFilter(
        label=_("Status"),
        choices=[("open", _("All that are open")), *ApplicationStatus.choices],
        empty_label=_("Any"),
        method="of_status",
    )
    side = django_filters.ChoiceFilter(
        label=_("Side"), choices=SIDES, empty_label=_("Either side"), method="of_side"
    )
    fund = django_filters.ModelChoiceFilter(
        field_name="call__fund",
        label=_("Fund"),
        queryset=Fund.objects.none(),
        empty_label=_("All funds"),
    )
    call = django_filters.ModelChoiceFilter(
        label=_("Call"), queryset=Call.objects.none(), empty_label=_("All calls")
    )
    country = django_filters.ModelChoiceFilter(
        field_name="proposal__country",
        label=_("State"),
        queryset=Country.objects.none(),
        empty_label=_("All States"),
    )
    applicant = django_filters.ModelChoiceFilter(
        field_name="proposal__applicant",
        label=_("Applicant"),
        queryset=Organisation.objects.none(),
        empty_label=_("All applicants"),
    )
    theme = django_filters.ModelChoiceFilter(
        field_name="proposal__themes",
        label=_("Theme"),
        queryset=Theme.objects.none(),
        empty_label=_("All themes"),
    )
    since = django_filters.DateFilter(
        label=_("Handed in from"),
        field_name="submitted_at",
        lookup_expr="date__gte",
        widget=DayInput(),
    )
    until = django_filters.DateFilter(
        label=_("Handed in until"),
        field_name="submitted_at",
        lookup_expr="date__lte",
        widget=DayInput(),
    )

    class Meta:
        model = Application
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Only what occurs in applications that the reader may know of.
        rows = self.queryset.order_by()
        self._offer("fund", Fund, rows.values("call__fund"), "name")
        self._offer("call", Call, rows.values("call"), "title")
        self._offer("country", Country, rows.values("proposal__country"), "name_en")
        self._offer("applicant", Organisation, rows.values("proposal__applicant"), "name")
        self._offer("theme", Theme, rows.values("proposal__themes"), "pk")

    def _offer(self, name: str, model: Any, ids: QuerySet[Any], order: str) -> None:
        self.filters[name].queryset = model.objects.filter(pk__in=ids).order_by(order)

    def of_words(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Keep those whose number, title or parties contain every word."""
        return rows.filter(named(value))

    def of_status(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Keep those in a state, or all that wait for somebody."""
        return rows.filter(status__in=OPEN if value == "open" else [value])

    def of_side(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Keep those of one's own side, or those that came to one's fund."""
        user = self.request.user
        is_ours = value == "ours"
        return rows.filter(access.handed_in_by(user) if is_ours else access.from_the_fund(user))


class ConflictFilterSet(RowFilterSet):
    """Status, ground, how it is known, call, and words."""

    sorts = (
        Sort("newest", _("Newest"), ("-noted_at", "-pk")),
        Sort("person", _("Person"), ("person__full_name", "-pk")),
        Sort("application", _("Application"), ("application__number", "-pk")),
    )

    q = django_filters.CharFilter(label=_("Person, number or title"), method="of_words")
    status = django_filters.ChoiceFilter(
        label=_("Status"), choices=ConflictStatus.choices, empty_label=_("Any")
    )
    ground = django_filters.ChoiceFilter(
        label=_("Ground"), choices=Ground.choices, empty_label=_("Any")
    )
    source = django_filters.ChoiceFilter(
        label=_("How it is known"), choices=Source.choices, empty_label=_("Any")
    )
    call = django_filters.ModelChoiceFilter(
        field_name="application__call",
        label=_("Call"),
        queryset=Call.objects.none(),
        empty_label=_("All calls"),
    )

    class Meta:
        model = Conflict
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        calls = self.queryset.order_by().values("application__call")
        self.filters["call"].queryset = Call.objects.filter(pk__in=calls).order_by("title")

    def of_words(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Keep those whose person or application is named so."""
        for word in value.split():
            about = Q(application__number__icontains=word)
            title = Q(application__proposal__title__icontains=word)
            rows = rows.filter(Q(person__full_name__icontains=word) | about | title)
        return rows


def named(words: str) -> Q:
    """Return what an application is like whose number, title or parties hold every word."""
    wanted = Q()
    for word in words.split():
        title = Q(number__icontains=word) | Q(proposal__title__icontains=word)
        parties = Q(proposal__applicant__name__icontains=word)
        wanted &= title | parties | Q(proposal__implementer__name__icontains=word)
    return wanted


def _day(name: str) -> Callable[[Any], Any]:
    def read(row: Any) -> Any:
        moment = getattr(row, name)
        return moment.date() if moment else None

    return read


def _asked(row: Application) -> Decimal:
    return row.proposal.asked.amount


APPLICATION_COLUMNS = (
    Column("number", _("Number"), lambda row: row.number),
    Column("status", _("Status"), lambda row: row.get_status_display()),
    Column("title", _("Title"), lambda row: str(row.proposal)),
    Column("state", _("State"), lambda row: str(row.proposal.country)),
    Column("applicant", _("Applicant"), lambda row: str(row.proposal.applicant)),
    Column(
        "implementer", _("Implementing partner"), lambda row: str(row.proposal.implementer or "")
    ),
    Column("fund", _("Fund"), lambda row: str(row.call.fund)),
    Column("call", _("Call"), lambda row: str(row.call)),
    Column("asked", _("Asked of the fund"), _asked),
    Column("currency", _("Currency"), lambda row: row.proposal.currency),
    Column("submitted", _("Handed in"), _day("submitted_at")),
    Column("screened", _("Screened"), _day("screened_at")),
    Column("reviewed", _("Reviews closed"), _day("reviewed_at")),
    Column("decided", _("Decided"), _day("decided_at")),
    Column("example", _("Example, not a real fund"), lambda row: row.call.fund.is_example),
)

CONFLICT_COLUMNS = (
    Column("application", _("Application"), lambda row: row.application.number),
    Column("title", _("Title"), lambda row: str(row.application.proposal)),
    Column("call", _("Call"), lambda row: str(row.application.call)),
    Column("person", _("Person"), lambda row: str(row.person)),
    Column("ground", _("Ground"), lambda row: row.get_ground_display()),
    Column("source", _("How it is known"), lambda row: row.get_source_display()),
    Column("words", _("In words"), sentence),
    Column("status", _("Status"), lambda row: row.get_status_display()),
    Column("noted", _("Noted"), _day("noted_at")),
    Column("noted_by", _("Noted by"), lambda row: str(row.noted_by or "")),
    Column("decided", _("Decided"), _day("decided_at")),
    Column("decided_by", _("Decided by"), lambda row: str(row.decided_by or "")),
    Column("reason", _("Reason"), lambda row: row.reason),
)
