"""What can be asked of the list of proposals, and what its files hold."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from files.export import Column
from files.rows import RowFilterSet, Sort
from matchmaking.projects.choices import EDITABLE, ProposalStatus, TeamRole
from matchmaking.projects.models import Proposal
from matchmaking.vocabulary.models import Country, Theme

OPEN = "open"


class ProposalFilterSet(RowFilterSet):
    """Status, part of mine, State, theme, words of the title."""

    sorts = (
        Sort("changed", _("Changed last"), ("-updated_at", "-pk")),
        Sort("newest", _("Newest"), ("-created_at", "-pk")),
        Sort("title", _("Title"), ("title", "-pk")),
        Sort("country", _("State"), ("country__name_en", "-pk")),
        Sort("asked", _("Asked"), ("-asked_minor", "-pk")),
    )

    text = django_filters.CharFilter(label=_("Words of the title"), method="of_text")
    status = django_filters.ChoiceFilter(
        label=_("Status"),
        choices=[(OPEN, _("All that can be changed")), *ProposalStatus.choices],
        empty_label=_("Any"),
        method="of_status",
    )
    part = django_filters.ChoiceFilter(
        label=_("My part"),
        choices=[("team", _("I am in the team")), ("lead", _("I lead"))],
        empty_label=_("Any"),
        method="of_part",
    )
    country = django_filters.ModelChoiceFilter(
        label=_("State"), queryset=Country.objects.none(), empty_label=_("All States")
    )
    theme = django_filters.ModelChoiceFilter(
        field_name="themes",
        label=_("Theme"),
        queryset=Theme.objects.none(),
        empty_label=_("All themes"),
    )

    class Meta:
        model = Proposal
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = self.queryset.order_by()
        countries = Country.objects.filter(pk__in=rows.values("country"))
        self.filters["country"].queryset = countries.order_by("name_en")
        themes = Theme.objects.filter(pk__in=rows.values("themes"))
        self.filters["theme"].queryset = themes.order_by("code")

    def of_text(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Keep those whose title holds the words."""
        return rows.filter(title__icontains=value.strip())

    def of_status(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Keep those in a state, or all whose words may change."""
        return rows.filter(status__in=EDITABLE if value == OPEN else [value])

    def of_part(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Keep those in whose team the reader is, or leads."""
        mine = Q(team__user=self.request.user.pk, team__left_at=None)
        if value == "lead":
            mine &= Q(team__role=TeamRole.LEAD)
        return rows.filter(pk__in=Proposal.objects.filter(mine).values("pk"))


def _whole(minor: int, currency: str) -> str:
    return f"{Proposal(asked_minor=minor, currency=currency).asked.amount.normalize():f}"


PROPOSAL_COLUMNS = (
    Column("proposal", _("Number"), lambda row: row.pk),
    Column("title", _("Title"), lambda row: row.title),
    Column("status", _("Status"), lambda row: row.get_status_display()),
    Column("state", _("State"), lambda row: str(row.country)),
    Column("applicant", _("Applicant"), lambda row: str(row.applicant)),
    Column("partner", _("Implementing partner"), lambda row: str(row.implementer or "")),
    Column("begins", _("Begins on"), lambda row: row.starts_on),
    Column("months", _("Length in months"), lambda row: row.months),
    Column("currency", _("Currency"), lambda row: row.currency),
    Column("total", _("Total cost"), lambda row: _whole(row.total_minor, row.currency)),
    Column("asked", _("Asked of the fund"), lambda row: _whole(row.asked_minor, row.currency)),
    Column("changed", _("Changed"), lambda row: row.updated_at.date()),
    Column("signed", _("Signed"), lambda row: row.signed_at.date() if row.signed_at else None),
    Column(
        "submitted",
        _("Submitted"),
        lambda row: row.submitted_at.date() if row.submitted_at else None,
    ),
)
