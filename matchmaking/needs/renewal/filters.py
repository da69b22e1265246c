"""What can be asked of the lists about renewals, and what their files hold."""

from typing import Any

import django_filters
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from files.export import Column
from files.rows import RowFilterSet, Sort
from matchmaking.needs.choices import NeedStatus
from matchmaking.needs.models import Need
from matchmaking.needs.renewal.choices import RenewalStatus, Verdict
from matchmaking.needs.renewal.models import Renewal
from matchmaking.needs.renewal.selectors import Row
from matchmaking.needs.renewal.selectors.lines import Link
from matchmaking.reports.models import NationalReport
from matchmaking.vocabulary.models import Country, Theme

STATES = [
    ("open", _("Waiting for the State")),
    ("overdue", _("With lapsed requests")),
    ("done", _("All confirmed")),
]


class _Occurring(RowFilterSet):
    """Filters whose choices are only what occurs in the list."""

    # filter name -> (model, path to its codes, order)
    occurring: dict[str, tuple[Any, str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (model, path, order) in self.occurring.items():
            known = self.queryset.order_by().values(path)
            self.filters[name].queryset = model.objects.filter(pk__in=known).order_by(order)


class RenewalFilterSet(_Occurring):
    """Verdict, status and theme, over the requests of one comparison."""

    sorts = (
        Sort(
            "order",
            _("As reported before"),
            ("need__candidate__report__year", "need__reported_page", "need_id"),
        ),
        Sort("unsure", _("Least certain first"), ("score", "need_id")),
        Sort("verdict", _("By suggestion"), ("suggested", "need_id")),
        Sort("due", _("First due"), ("due_on", "need_id")),
    )
    occurring = {"theme": (Theme, "need__themes", "pk")}

    verdict = django_filters.ChoiceFilter(
        method="by_verdict", label=_("What the report says"), choices=Verdict.choices,
        empty_label=_("Anything"),
    )  # fmt: skip
    status = django_filters.ChoiceFilter(
        label=_("Status"),
        choices=[c for c in RenewalStatus.choices if c[0] != RenewalStatus.REPLACED],
        empty_label=_("Any status"),
    )
    theme = django_filters.ModelChoiceFilter(
        field_name="need__themes",
        label=_("Theme"),
        queryset=Theme.objects.none(),
        empty_label=_("All themes"),
    )

    class Meta:
        model = Renewal
        fields: list[str] = []

    def by_verdict(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Keep what the State said, or else what is suggested."""
        return rows.filter(Q(verdict=value) | Q(verdict="", suggested=value))


class ComparisonFilterSet(_Occurring):
    """State, year and progress, over all comparisons."""

    sorts = (
        Sort("due", _("First due"), (F("next_due").asc(nulls_last=True), "-year", "pk")),
        Sort("state", _("State"), ("country__name_en", "-year", "pk")),
        Sort("year", _("Latest year"), ("-year", "country__name_en", "pk")),
        Sort("waiting", _("Most waiting"), ("-waiting", "pk")),
        Sort("lapsed", _("Most lapsed"), ("-lapsed", "pk")),
    )
    occurring = {"country": (Country, "country", "name_en")}

    country = django_filters.ModelChoiceFilter(
        label=_("State"), queryset=Country.objects.none(), empty_label=_("All States")
    )
    year = django_filters.ChoiceFilter(label=_("Year"), empty_label=_("All years"))
    state = django_filters.ChoiceFilter(
        method="by_state", label=_("Progress"), choices=STATES, empty_label=_("Any")
    )

    class Meta:
        model = NationalReport
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = set(self.queryset.order_by().values_list("year", flat=True)) - {None}
        self.filters["year"].extra["choices"] = [(y, y) for y in sorted(years, reverse=True)]

    def by_state(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Keep the comparisons that are so far."""
        wanted = {"open": Q(waiting__gt=0), "overdue": Q(lapsed__gt=0)}
        return rows.filter(wanted.get(value, Q(waiting=0, lapsed=0)))


class LineFilterSet(_Occurring):
    """Status and theme, over the requests of one State."""

    sorts = (
        Sort("first", _("First asked"), ("candidate__report__year", "reported_page", "pk")),
        Sort("title", _("Title"), ("title", "pk")),
        Sort("changed", _("Last changed"), ("-updated_at", "pk")),
    )
    occurring = {"theme": (Theme, "themes", "pk")}

    status = django_filters.ChoiceFilter(
        label=_("Status"), choices=NeedStatus.choices, empty_label=_("Any status")
    )
    theme = django_filters.ModelChoiceFilter(
        field_name="themes",
        label=_("Theme"),
        queryset=Theme.objects.none(),
        empty_label=_("All themes"),
    )

    class Meta:
        model = Need
        fields: list[str] = []


def _who(row: Row) -> str:
    return str(row.renewal.confirmed_by or "")


def _changes(row: Row) -> str:
    return "; ".join(f"{change.label}: {change.old} → {change.new}" for change in row.changes)


RENEWAL_COLUMNS = (
    Column("request", _("Request number"), lambda row: row.renewal.need_id),
    Column("title", _("Title"), lambda row: str(row.renewal.need)),
    Column("state", _("State"), lambda row: str(row.renewal.need.country)),
    Column("old_source", _("Earlier passage"), lambda row: row.old.source),
    Column("old", _("Earlier words"), lambda row: row.old.text),
    Column("new_source", _("New passage"), lambda row: row.new.source if row.new else ""),
    Column("new", _("New words"), lambda row: row.new.text if row.new else ""),
    Column("suggested", _("Suggestion"), lambda row: row.renewal.get_suggested_display()),
    Column("likeness", _("Likeness"), lambda row: row.renewal.score),
    Column("changes", _("Changes"), _changes),
    Column("reasons", _("Why"), lambda row: " ".join(row.reasons)),
    Column("status", _("Status"), lambda row: row.renewal.get_status_display()),
    Column("verdict", _("Verdict"), lambda row: row.renewal.get_verdict_display()),
    Column("reason", _("Reason"), lambda row: row.renewal.reason),
    Column("by", _("Confirmed by"), _who),
    Column("due", _("To be confirmed by"), lambda row: row.renewal.due_on),
)
COMPARISON_COLUMNS = (
    Column("state", _("State"), lambda report: str(report.country)),
    Column("iso3", _("ISO code"), lambda report: report.country_id),
    Column("year", _("Year"), lambda report: report.year),
    Column("compared", _("Requests compared"), lambda report: report.compared),
    Column("waiting", _("To be confirmed"), lambda report: report.waiting),
    Column("confirmed", _("Confirmed"), lambda report: report.confirmed),
    Column("still", _("Still needed"), lambda report: report.still),
    Column("changed", _("Changed"), lambda report: report.changed),
    Column("met", _("Met"), lambda report: report.met),
    Column("gone", _("No longer mentioned"), lambda report: report.gone),
    Column("lapsed", _("Lapsed"), lambda report: report.lapsed),
    Column("due", _("First due"), lambda report: report.next_due),
)


def _of_link(name: str) -> Any:
    return lambda link: getattr(link, name)


# One line for each request and report.
LINE_COLUMNS = (
    Column("request", _("Request number"), lambda link: link.need.pk),
    Column("title", _("Title"), lambda link: str(link.need)),
    Column("status", _("Status"), lambda link: link.need.get_status_display()),
    Column("year", _("Year"), _of_link("year")),
    Column("said", _("What the report says"), _of_link("label")),
    Column("page", _("Page"), _of_link("page")),
    Column("quote", _("Passage"), _of_link("quote")),
)

__all__ = [
    "COMPARISON_COLUMNS",
    "LINE_COLUMNS",
    "RENEWAL_COLUMNS",
    "ComparisonFilterSet",
    "LineFilterSet",
    "Link",
    "RenewalFilterSet",
]
