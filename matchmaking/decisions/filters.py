"""What can be asked of the lists of decisions and conditions, and what their files hold."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from files.export import Column
from files.rows import RowFilterSet, Sort
from matchmaking.decisions.choices import UNMET, ConditionStatus, DecisionKind, Tie
from matchmaking.decisions.models import Condition, Decision
from matchmaking.funds.models import Call
from matchmaking.vocabulary.fields import DayInput

APPLICATION = "decision__application"


class DecisionFilterSet(RowFilterSet):
    """Kind, call, and when it was decided."""

    sorts = (
        Sort("newest", _("Newest"), ("-decided_at", "-pk")),
        Sort("number", _("Number"), ("application__number", "-pk")),
        Sort("amount", _("Amount"), ("-amount_minor", "-pk")),
    )

    kind = django_filters.ChoiceFilter(
        label=_("Decision"), choices=DecisionKind.choices, empty_label=_("Any")
    )
    call = django_filters.ModelChoiceFilter(
        field_name="application__call",
        label=_("Call"),
        queryset=Call.objects.none(),
        empty_label=_("All calls"),
    )
    since = django_filters.DateFilter(
        label=_("Decided from"),
        field_name="decided_at",
        lookup_expr="date__gte",
        widget=DayInput(),
    )

    class Meta:
        model = Decision
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        calls = self.queryset.order_by().values("application__call")
        self.filters["call"].queryset = Call.objects.filter(pk__in=calls).order_by("title")


class ConditionFilterSet(RowFilterSet):
    """Status, what waits for it, call, and the day."""

    sorts = (
        Sort("due", _("Due first"), ("due_on", "pk")),
        Sort("number", _("Number"), (f"{APPLICATION}__number", "number")),
    )

    status = django_filters.ChoiceFilter(
        label=_("Status"),
        choices=[
            ("unmet", _("All that are not met")),
            ("overdue", _("Overdue")),
            *ConditionStatus.choices,
        ],
        empty_label=_("Any"),
        method="of_status",
    )
    ties = django_filters.ChoiceFilter(
        label=_("To be met"), choices=Tie.choices, empty_label=_("Any")
    )
    call = django_filters.ModelChoiceFilter(
        field_name=f"{APPLICATION}__call",
        label=_("Call"),
        queryset=Call.objects.none(),
        empty_label=_("All calls"),
    )
    until = django_filters.DateFilter(
        label=_("Due until"), field_name="due_on", lookup_expr="lte", widget=DayInput()
    )

    class Meta:
        model = Condition
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        calls = self.queryset.order_by().values(f"{APPLICATION}__call")
        self.filters["call"].queryset = Call.objects.filter(pk__in=calls).order_by("title")

    def of_status(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Keep those in a state, all that are unmet, or those whose day has passed."""
        if value == "overdue":
            return rows.filter(status__in=UNMET, due_on__lt=timezone.localdate())
        return rows.filter(status__in=UNMET if value == "unmet" else [value])


def _is_example(call: Call) -> str:
    return str(_("example, not the rules of any real fund")) if call.rules.is_example else ""


DECISION_COLUMNS = (
    Column("number", _("Number"), lambda row: row.application.number),
    Column("proposal", _("Proposal"), lambda row: str(row.application.proposal)),
    Column("applicant", _("Applicant"), lambda row: str(row.application.proposal.applicant)),
    Column("call", _("Call"), lambda row: str(row.application.call)),
    Column("decision", _("Decision"), lambda row: str(row.get_kind_display())),
    Column("amount", _("Amount"), lambda row: row.amount and row.amount.amount),
    Column("currency", _("Currency"), lambda row: row.currency),
    Column("decided", _("Decided"), lambda row: timezone.localdate(row.decided_at)),
    Column("reasons", _("Reasons"), lambda row: row.reasons),
    Column("rules", _("Rules"), lambda row: _is_example(row.application.call)),
)

CONDITION_COLUMNS = (
    Column("number", _("Number"), lambda row: row.decision.application.number),
    Column("proposal", _("Proposal"), lambda row: str(row.decision.application.proposal)),
    Column("condition", _("Condition"), lambda row: row.words),
    Column("to_be_met", _("To be met"), lambda row: str(row.get_ties_display())),
    Column("tranche", _("Tranche"), lambda row: row.tranche),
    Column("due", _("Due"), lambda row: row.due_on),
    Column("status", _("Status"), lambda row: str(row.get_status_display())),
    Column("settled", _("Settled"), lambda row: row.settled_at and row.settled_at.date()),
)
