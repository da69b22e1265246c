"""What can be asked of the list of observations."""

import django_filters
from django.utils.translation import gettext_lazy as _

from files.export import Column
from files.rows import RowFilterSet, Sort
from matchmaking.observations.choices import MONTHS, ObservationStatus
from matchmaking.observations.models import Observation
from matchmaking.vocabulary.fields import DayInput


class ObservationFilterSet(RowFilterSet):
    """Status, months after the end, title, and by when."""

    sorts = (
        Sort("due", _("Due first"), ("due_on", "pk")),
        Sort("newest", _("Answered last"), ("-entered_at", "-pk")),
        Sort("title", _("Title"), ("undertaking__title", "months")),
    )

    title = django_filters.CharFilter(
        label=_("Title"), field_name="undertaking__title", lookup_expr="icontains"
    )
    status = django_filters.ChoiceFilter(
        label=_("Status"), choices=ObservationStatus.choices, empty_label=_("Any")
    )
    months = django_filters.ChoiceFilter(
        label=_("Months after the end"),
        choices=[(months, str(months)) for months in MONTHS],
        empty_label=_("Any"),
    )
    due_until = django_filters.DateFilter(
        label=_("Due until"), field_name="due_on", lookup_expr="lte", widget=DayInput()
    )

    class Meta:
        model = Observation
        fields: list[str] = []


OBSERVATION_COLUMNS = (
    Column("title", _("Project or agreement"), lambda row: row.undertaking.title),
    Column("country", _("State"), lambda row: str(row.undertaking.country or "")),
    Column("months", _("Months after the end"), lambda row: row.months),
    Column("due_on", _("Due"), lambda row: row.due_on),
    Column("asked", _("Asked"), lambda row: str(row.asked)),
    Column("status", _("Status"), lambda row: row.get_status_display()),
    Column("evaluator", _("Evaluator"), lambda row: str(row.evaluator or "")),
)
