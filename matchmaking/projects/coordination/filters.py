"""What a regional body can ask of the list of endorsements asked of it, and what its files hold."""

from typing import Any

import django_filters
from django import forms
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from files.export import Column
from files.rows import RowFilterSet, Sort
from matchmaking.projects.coordination.choices import EndorsementStatus
from matchmaking.projects.models import Endorsement
from matchmaking.vocabulary.models import Country


class AskedFilterSet(RowFilterSet):
    """Words of the title, answer, State, lateness."""

    sorts = (
        Sort("due", _("Answer wanted by"), (F("due_on").asc(nulls_last=True), "asked_at", "pk")),
        Sort("newest", _("Newest"), ("-asked_at", "-pk")),
        Sort("title", _("Title"), ("proposal__title", "pk")),
    )

    text = django_filters.CharFilter(
        field_name="proposal__title", label=_("Words of the title"), lookup_expr="icontains"
    )
    status = django_filters.ChoiceFilter(
        label=_("Answer"),
        choices=[one for one in EndorsementStatus.choices if one[0] != "taken_back"],
        empty_label=_("Any"),
    )
    country = django_filters.ModelChoiceFilter(
        field_name="proposal__country",
        label=_("State"),
        queryset=Country.objects.none(),
        empty_label=_("All States"),
    )
    late = django_filters.BooleanFilter(
        label=_("Only those whose last day is over"),
        method="of_lateness",
        widget=forms.CheckboxInput,
    )

    class Meta:
        model = Endorsement
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = self.queryset.order_by()
        countries = Country.objects.filter(pk__in=rows.values("proposal__country"))
        self.filters["country"].queryset = countries.order_by("name_en")

    def of_lateness(self, rows: QuerySet[Any], _name: str, value: bool) -> QuerySet[Any]:
        """Keep those that wait although the day is over."""
        late = rows.filter(status=EndorsementStatus.ASKED, due_on__lt=timezone.localdate())
        return late if value else rows


ASKED_COLUMNS = (
    Column("body", _("Regional body"), lambda row: str(row.body)),
    Column("proposal", _("Proposal"), lambda row: row.proposal.title),
    Column("applicant", _("Applicant"), lambda row: str(row.proposal.applicant)),
    Column("state", _("State"), lambda row: str(row.proposal.country)),
    Column("asked", _("Asked"), lambda row: row.asked_at.date()),
    Column("due", _("Answer wanted by"), lambda row: row.due_on),
    Column("status", _("Answer"), lambda row: row.get_status_display()),
    Column(
        "answered", _("Answered"), lambda row: row.answered_at.date() if row.answered_at else None
    ),
    Column("words", _("Remarks or reason"), lambda row: row.words),
)
