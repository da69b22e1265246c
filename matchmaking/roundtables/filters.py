"""What can be asked of the lists of round tables and of outcomes, and what their files hold."""

import datetime
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from files.export import Column
from files.rows import RowFilterSet, Sort
from matchmaking.roundtables.choices import OutcomeKind, RoundTableStatus
from matchmaking.roundtables.models import Outcome, RoundTable
from matchmaking.vocabulary.fields import DayInput

WHEN = (("coming", _("To come")), ("past", _("Past")))
STATE_OF_WORK = (("open", _("Still to be done")), ("done", _("Done")))


class _Days(RowFilterSet):
    """A stretch of days in which something was held."""

    begins = "starts_at"

    since = django_filters.DateFilter(label=_("From"), widget=DayInput(), method="from_day")
    until = django_filters.DateFilter(label=_("Until"), widget=DayInput(), method="until_day")

    def from_day(self, rows: QuerySet[Any], _name: str, day: datetime.date) -> QuerySet[Any]:
        """Keep what begins on that day or later."""
        return rows.filter(**{f"{self.begins}__date__gte": day})

    def until_day(self, rows: QuerySet[Any], _name: str, day: datetime.date) -> QuerySet[Any]:
        """Keep what begins on that day or earlier."""
        return rows.filter(**{f"{self.begins}__date__lte": day})


class RoundTableFilterSet(_Days):
    """Words of the title, status, to come or past, days."""

    sorts = (
        Sort("newest", _("Latest first"), ("-starts_at", "-pk")),
        Sort("next", _("Earliest first"), ("starts_at", "pk")),
        Sort("title", _("Title"), ("title", "pk")),
        Sort("requests", _("Most requests"), ("-requests", "starts_at", "pk")),
    )
    q = django_filters.CharFilter(
        label=_("Words of the title"), field_name="title", lookup_expr="icontains"
    )
    status = django_filters.ChoiceFilter(
        label=_("Status"), choices=RoundTableStatus.choices, empty_label=_("Any")
    )
    when = django_filters.ChoiceFilter(
        label=_("When"), choices=WHEN, empty_label=_("Any time"), method="by_time"
    )

    class Meta:
        model = RoundTable
        fields: list[str] = []

    def by_time(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Keep what is to come, or what has begun."""
        now = timezone.now()
        return (
            rows.filter(starts_at__gte=now) if value == "coming" else rows.filter(starts_at__lt=now)
        )


class OutcomeFilterSet(_Days):
    """Which round table, what came of it, whether something is still to be done, days."""

    begins = "slot__round_table__starts_at"
    sorts = (
        Sort(
            "newest", _("Latest first"), ("-slot__round_table__starts_at", "slot__position", "pk")
        ),
        Sort("due", _("Soonest due"), ("due_on", "pk")),
        Sort("request", _("Request"), ("slot__need__title", "pk")),
    )
    table = django_filters.ModelChoiceFilter(
        label=_("Round table"),
        field_name="slot__round_table",
        queryset=RoundTable.objects.none(),
        empty_label=_("All round tables"),
    )
    kind = django_filters.ChoiceFilter(
        label=_("Outcome"), choices=OutcomeKind.choices, empty_label=_("All outcomes")
    )
    work = django_filters.ChoiceFilter(
        label=_("Follow-up"), choices=STATE_OF_WORK, empty_label=_("Any"), method="by_work"
    )
    overdue = django_filters.BooleanFilter(
        label=_("Overdue"), method="by_day", widget=forms.CheckboxInput
    )

    class Meta:
        model = Outcome
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = self.queryset.order_by().values("slot__round_table")
        chosen = RoundTable.objects.filter(pk__in=known).order_by("-starts_at", "pk")
        self.filters["table"].queryset = chosen

    def by_work(self, rows: Any, _name: str, value: str) -> QuerySet[Any]:
        """Keep promises that are kept, or those that are not yet."""
        if value == "open":
            return rows.to_follow_up()
        return rows.filter(done_at__isnull=False)

    def by_day(self, rows: Any, _name: str, value: bool) -> QuerySet[Any]:
        """Keep promises past their day, where that is asked for."""
        late = rows.to_follow_up().filter(due_on__lt=timezone.localdate())
        return late if value else rows


COLUMNS = (
    Column("number", _("Number"), lambda table: table.pk),
    Column("title", _("Title"), str),
    Column("status", _("Status"), lambda table: str(table.get_status_display())),
    Column("begins", _("Begins"), lambda table: table.begins.isoformat()),
    Column("time_zone", _("Time zone"), lambda table: table.time_zone),
    Column("minutes", _("Length in minutes"), lambda table: table.minutes),
    Column("place", _("Place"), lambda table: table.place),
    Column("languages", _("Languages"), lambda table: ", ".join(table.languages)),
    Column("requests", _("Requests"), lambda table: table.requests),
    Column("invited", _("Invited"), lambda table: table.invited),
    Column("coming", _("Coming"), lambda table: table.coming),
)
OUTCOME_COLUMNS = (
    Column("table", _("Round table"), lambda row: str(row.slot.round_table)),
    Column("held_on", _("Held on"), lambda row: row.slot.round_table.begins.date()),
    Column("need", _("Request number"), lambda row: row.slot.need_id),
    Column("request", _("Request"), lambda row: str(row.slot.need)),
    Column("state", _("State"), lambda row: str(row.slot.need.country)),
    Column("outcome", _("Outcome"), lambda row: str(row.get_kind_display())),
    Column("organisation", _("Whose"), lambda row: str(row.organisation or "")),
    Column("offer", _("Offer number"), lambda row: row.offer_id),
    Column("reason", _("Reason"), lambda row: str(row.reason or "")),
    Column("person", _("Who follows up"), lambda row: str(row.person or "")),
    Column("due_on", _("Until"), lambda row: row.due_on),
    Column("done_on", _("Done on"), lambda row: row.done_at and row.done_at.date()),
    Column("note", _("Note"), lambda row: row.note),
)
