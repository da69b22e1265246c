"""What can be asked of the list of studies, and what its file holds."""

import django_filters
from django.utils.translation import gettext_lazy as _

from files.export import Column
from files.rows import RowFilterSet, Sort
from matchmaking.study.choices import StudyStatus
from matchmaking.study.models import Study
from matchmaking.vocabulary.fields import DayInput


class StudyFilterSet(RowFilterSet):
    """Status, and a day that the study covers."""

    sorts = (
        Sort("newest", _("Newest"), ("-asked_at", "-pk")),
        Sort("period", _("Period"), ("-until", "-since", "-pk")),
    )

    status = django_filters.ChoiceFilter(
        label=_("Status"), choices=StudyStatus.choices, empty_label=_("Any")
    )
    since = django_filters.DateFilter(
        label=_("Covers from"), field_name="since", lookup_expr="lte", widget=DayInput()
    )
    until = django_filters.DateFilter(
        label=_("Covers until"), field_name="until", lookup_expr="gte", widget=DayInput()
    )

    class Meta:
        model = Study
        fields: list[str] = []


COLUMNS = (
    Column("since", _("First day"), lambda study: study.since),
    Column("until", _("Last day"), lambda study: study.until),
    Column("status", _("Status"), lambda study: study.get_status_display()),
    Column("asked_at", _("Asked for"), lambda study: study.asked_at.isoformat()),
)
