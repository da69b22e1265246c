"""What can be asked of the lists of operators, and what their files hold."""

from functools import cached_property
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from config.operations import selectors
from config.operations.choices import JobState, Source, Standing
from config.operations.models import Job
from config.operations.sources import failures
from files.export import Column
from files.rows import RowFilterSet, Sort


class WorkFilterSet(RowFilterSet):
    """State, task, and whether a person asked for it or the calendar."""

    ASKED = (("person", _("A person")), ("calendar", _("The calendar")))

    sorts = (
        Sort("newest", _("Newest"), ("-created_at", "-pk")),
        Sort("oldest", _("Oldest"), ("created_at", "pk")),
        Sort("task", _("Task"), ("task", "-created_at", "-pk")),
    )
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=JobState.choices, empty_label=_("Any")
    )
    task = django_filters.CharFilter(label=_("Task"), lookup_expr="icontains")
    asked = django_filters.ChoiceFilter(
        label=_("Asked for by"), choices=ASKED, empty_label=_("Any"), method="asked_for"
    )

    class Meta:
        model = Job
        fields: list[str] = []

    def asked_for(self, queryset: QuerySet[Job], name: str, value: str) -> QuerySet[Job]:
        """Keep what people wait for, or what the calendar does."""
        if value == "calendar":
            return queryset.exclude(entry="")
        return queryset.exclude(asked_by=None)


WORK_COLUMNS = (
    Column("task", _("Task"), lambda job: job.task),
    Column("arguments", _("Arguments"), selectors.shown_arguments),
    Column("state", _("State"), lambda job: job.get_state_display()),
    Column("asked_by", _("Asked for by"), lambda job: str(job.asked_by or job.entry)),
    Column("asked_at", _("Asked for"), lambda job: job.created_at.isoformat()),
    Column("begun_at", _("Begun"), lambda job: _moment(job.started_at)),
    Column("ended_at", _("Ended"), lambda job: _moment(job.finished_at)),
    Column("attempts", _("Attempts"), lambda job: job.attempts),
    Column("error", _("Last error"), lambda job: job.error),
)


class FailureForm(forms.Form):
    """Where it comes from, and whether somebody has looked after it."""

    source = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("All kinds")), *Source.choices]
    )
    standing = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("Any")), *Standing.choices]
    )


class FailureFilters:
    """Failures that fit what is asked, in order; they come from three tables."""

    sorts: tuple[Sort, ...] = (
        Sort("newest", _("Newest"), ("-at", "-row_id")),
        Sort("oldest", _("Oldest"), ("at", "row_id")),
        Sort("attempts", _("Most attempts"), ("-attempts", "-at", "-row_id")),
    )

    def __init__(self, data: QueryDict) -> None:
        self.data = data
        self.form = FailureForm(data)

    @property
    def filters(self) -> dict[str, Any]:
        """The filters by name."""
        return self.form.fields

    @property
    def sources(self) -> list[str]:
        """The kinds that are asked for; none of them: all."""
        self.form.is_valid()
        chosen = self.form.cleaned_data.get("source")
        return [chosen] if chosen else []

    @cached_property
    def qs(self) -> QuerySet[Any]:
        """What fits, in the order that was asked for."""
        self.form.is_valid()
        standing = self.form.cleaned_data.get("standing")
        dismissed = None if not standing else standing == Standing.DISMISSED
        wanted = self.data.get("sort")
        order = next((sort for sort in self.sorts if sort.name == wanted), self.sorts[0])
        return failures(self.sources, dismissed=dismissed).order_by(*order.columns)


FAILURE_COLUMNS = (
    Column("kind", _("Kind"), lambda row: str(Source(row["source"]).label)),
    Column("what", _("What"), lambda row: row["what"]),
    Column("at", _("When"), lambda row: row["at"].isoformat()),
    Column("attempts", _("Attempts"), lambda row: row["attempts"]),
    Column("error", _("Last error"), lambda row: row["problem"]),
    Column("dismissed", _("Dismissed"), lambda row: _("yes") if row["is_dismissed"] else _("no")),
)


def _moment(moment: Any) -> str:
    return moment.isoformat() if moment else ""
