"""What can be asked of the lists of risks and issues, and of traffic lights."""

import django_filters
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from files.rows import RowFilterSet, Sort
from matchmaking.monitoring.choices import UndertakingStatus
from matchmaking.monitoring.models import Undertaking
from matchmaking.monitoring.querysets import UndertakingQuerySet
from matchmaking.progress.choices import EntryKind, EntryStatus
from matchmaking.progress.models import RegisterEntry


class RegisterFilterSet(RowFilterSet):
    """Kind and status."""

    sorts = (
        Sort("weight", _("Heaviest first"), ("-impact", "-likelihood", "pk")),
        Sort("due", _("To be settled first"), (F("due_on").asc(nulls_last=True), "pk")),
        Sort("newest", _("Newest"), ("-entered_at", "-pk")),
    )

    kind = django_filters.ChoiceFilter(
        label=_("Kind"), choices=EntryKind.choices, empty_label=_("Any")
    )
    status = django_filters.ChoiceFilter(
        label=_("Status"), choices=EntryStatus.choices, empty_label=_("Any")
    )

    class Meta:
        model = RegisterEntry
        fields: list[str] = []


class LightsFilterSet(RowFilterSet):
    """Projects or agreements, and their status."""

    sorts = (
        Sort("ends", _("Ends first"), ("ends_on", "pk")),
        Sort("newest", _("Newest"), ("-opened_at", "-pk")),
        Sort("title", _("Title"), ("title", "pk")),
    )

    title = django_filters.CharFilter(label=_("Title"), lookup_expr="icontains")
    of = django_filters.ChoiceFilter(
        label=_("What"),
        choices=[("project", _("Projects")), ("agreement", _("Agreements"))],
        empty_label=_("Both"),
        method="of_kind",
    )
    status = django_filters.ChoiceFilter(
        label=_("Status"), choices=UndertakingStatus.choices, empty_label=_("Any")
    )

    class Meta:
        model = Undertaking
        fields: list[str] = []

    def of_kind(self, rows: UndertakingQuerySet, _name: str, value: str) -> UndertakingQuerySet:
        """Keep projects, or agreements."""
        return rows.filter(**{f"{value}__isnull": False})
