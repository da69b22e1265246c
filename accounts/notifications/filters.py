"""What can be asked of the lists of notifications and tasks, and what their files hold."""

import datetime
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

import django_filters
from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from accounts.notifications.inbox import Task, all_sources
from accounts.notifications.kinds import all_kinds
from accounts.notifications.models import Notification
from files.export import Column
from files.rows import RowFilterSet, Sort

SOON = datetime.timedelta(days=7)


class NotificationFilterSet(RowFilterSet):
    """Kind, and whether it was read."""

    sorts = (
        Sort("newest", _("Newest"), ("-created_at", "-pk")),
        Sort("oldest", _("Oldest"), ("created_at", "pk")),
        Sort("kind", _("Kind"), ("kind", "-created_at", "-pk")),
    )
    kind = django_filters.ChoiceFilter(label=_("Kind"), empty_label=_("All kinds"))
    unread = django_filters.BooleanFilter(
        label=_("Unread only"), method="only_unread", widget=forms.CheckboxInput
    )

    class Meta:
        model = Notification
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["kind"].extra["choices"] = [(k.name, k.title) for k in all_kinds()]

    def only_unread(self, queryset: Any, name: str, value: bool) -> Any:
        """Keep what was not read, where that is asked for."""
        return queryset.unread() if value else queryset


NOTIFICATION_COLUMNS = (
    Column("told", _("Told"), lambda shown: shown.row.created_at.isoformat()),
    Column("kind", _("Kind"), lambda shown: str(shown.kind.title)),
    Column("text", _("Text"), lambda shown: shown.text),
    Column("read", _("Read"), lambda shown: _moment(shown.row.read_at)),
    Column("address", _("Address"), lambda shown: shown.row.url),
)


class TaskForm(forms.Form):
    """Kind of task, organisation, who has it, and by when."""

    HOLDERS = (
        ("me", _("Mine")),
        ("nobody", _("Nobody's yet")),
        ("colleague", _("A colleague's")),
    )
    DUE = (("overdue", _("Overdue")), ("week", _("Within a week")), ("later", _("Later")))

    source = forms.ChoiceField(label=_("Kind of task"), required=False)
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Organisation"),
        required=False,
        empty_label=_("All of mine"),
    )
    holder = forms.ChoiceField(label=_("Whose"), choices=[("", _("Anyone's")), *HOLDERS])
    due = forms.ChoiceField(label=_("Due"), choices=[("", _("At any time")), *DUE])

    def __init__(self, data: QueryDict, *, user: User, places: Sequence[Organisation]) -> None:
        super().__init__(data)
        sources = [("", _("All kinds")), *((s.name, s.label) for s in all_sources())]
        self.fields["source"].choices = sources  # type: ignore[attr-defined]
        mine = Organisation.objects.filter(pk__in=[place.pk for place in places])
        self.fields["organisation"].queryset = mine  # type: ignore[attr-defined]
        self.fields["holder"].required = self.fields["due"].required = False
        if len(places) < 2:
            del self.fields["organisation"]


def _by_due(task: Task) -> Any:
    return task.urgency


def _by_kind(task: Task) -> Any:
    return (str(task.source.label) if task.source else "", task.urgency)


def _by_age(task: Task) -> Any:
    return -task.urgency[1]


class TaskFilters:
    """Tasks that fit what is asked, in order; they come from many tables, so Python sorts them."""

    sorts: tuple[Sort, ...] = (
        Sort("due", _("Due first"), (_by_due,)),
        Sort("newest", _("Newest"), (_by_age,)),
        Sort("kind", _("Kind"), (_by_kind,)),
    )

    def __init__(
        self, data: QueryDict, tasks: Sequence[Task], *, user: User, places: Sequence[Organisation]
    ) -> None:
        self.data = data
        self.tasks = tasks
        self.user = user
        self.form = TaskForm(data, user=user, places=places)

    @property
    def filters(self) -> dict[str, Any]:
        """The filters by name."""
        return self.form.fields

    @cached_property
    def qs(self) -> list[Task]:
        """What fits, in the order that was asked for."""
        self.form.is_valid()
        asked = {name: value for name, value in self.form.cleaned_data.items() if value}
        tests = [self._test(name, value) for name, value in asked.items()]
        found = [task for task in self.tasks if all(test(task) for test in tests)]
        wanted = self.data.get("sort")
        order = next((sort for sort in self.sorts if sort.name == wanted), self.sorts[0])
        return sorted(found, key=order.columns[0])

    def _test(self, name: str, value: Any) -> Callable[[Task], bool]:
        tests: dict[str, Callable[[Task], bool]] = {
            "source": lambda task: task.source is not None and task.source.name == value,
            "organisation": lambda task: task.organisation_id == value.pk,
            "holder": lambda task: self._holder(task) == value,
            "due": lambda task: _due(task) == value,
        }
        return tests[name]

    def _holder(self, task: Task) -> str:
        if task.holder is None:
            return "nobody"
        return "me" if task.holder.user_id == self.user.pk else "colleague"


TASK_COLUMNS = (
    Column("task", _("Task"), lambda task: str(task.source.label)),
    Column("what", _("About"), lambda task: str(task.text)),
    Column("organisation", _("Organisation"), lambda task: str(task.organisation or "")),
    Column("due", _("Due"), lambda task: task.due_on),
    Column("since", _("Since"), lambda task: _moment(task.since)),
    Column("holder", _("Taken by"), lambda task: str(task.holder.user) if task.holder else ""),
    Column("note", _("Note"), lambda task: str(task.note)),
    Column("address", _("Address"), lambda task: task.url),
)


def _due(task: Task) -> str:
    if task.is_overdue:
        return "overdue"
    soon = task.due_on is not None and task.due_on <= timezone.localdate() + SOON
    return "week" if soon else "later"


def _moment(moment: datetime.datetime | None) -> str:
    return moment.isoformat() if moment else ""
