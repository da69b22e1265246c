"""What can be asked of the lists of projects, payments, reports and contributions."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from files.rows import RowFilterSet, Sort
from matchmaking.funds.models import Call, Fund
from matchmaking.ledger.models import Contribution
from matchmaking.payments.choices import (
    AWAITED,
    OPEN,
    Matter,
    PaymentStatus,
    ProjectStatus,
    ReportKind,
    ReportStatus,
    Tie,
)
from matchmaking.payments.models import Project, ReportDue, Tranche
from matchmaking.vocabulary.fields import DayInput
from matchmaking.vocabulary.models import Country


def _from(label: Any, name: str) -> django_filters.DateFilter:
    return django_filters.DateFilter(
        label=label, field_name=name, lookup_expr="gte", widget=DayInput()
    )


def _until(label: Any, name: str) -> django_filters.DateFilter:
    return django_filters.DateFilter(
        label=label, field_name=name, lookup_expr="lte", widget=DayInput()
    )


def _of(path: str, label: Any, model: Any, anything: Any) -> django_filters.ModelChoiceFilter:
    return django_filters.ModelChoiceFilter(
        field_name=path, label=label, queryset=model.objects.none(), empty_label=anything
    )


class _ByProject(RowFilterSet):
    """Filters that every list about projects has; offered are only those that find something."""

    prefix_of_project = "project__"

    number = django_filters.CharFilter(label=_("Number or title"), method="of_number")
    fund = _of("", _("Fund"), Fund, _("All funds"))
    country = _of("", _("State"), Country, _("All States"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("fund", "application__call__fund", Fund, "name")
        self._offer("country", "application__proposal__country", Country, "name_en")

    def of_number(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Keep those whose number or title contains the words."""
        number = {f"{self.prefix_of_project}number__icontains": value}
        title = {f"{self.prefix_of_project}application__proposal__title__icontains": value}
        return rows.filter(**number) | rows.filter(**title)

    def _offer(self, name: str, path: str, model: Any, column: str) -> None:
        where = f"{self.prefix_of_project}{path}"
        self.filters[name].field_name = where
        found = model.objects.filter(pk__in=self.queryset.order_by().values(where))
        self.filters[name].queryset = found.order_by(column)


class ProjectFilterSet(_ByProject):
    """Status, fund, call, State, who carries it out, and when it ends."""

    prefix_of_project = ""
    sorts = (
        Sort("newest", _("Newest"), ("-created_at", "-pk")),
        Sort("number", _("Number"), ("number",)),
        Sort("amount", _("Largest amount"), ("-amount_minor", "-pk")),
        Sort("ends", _("Ends first"), ("ends_on", "pk")),
    )

    status = django_filters.ChoiceFilter(
        label=_("Status"),
        choices=[("open", _("All that are open")), *ProjectStatus.choices],
        empty_label=_("Any"),
        method="of_status",
    )
    call = _of("application__call", _("Call"), Call, _("All calls"))
    carrier = _of(
        "application__proposal__implementer",
        _("Carried out by"),
        Organisation,
        _("All who carry out projects"),
    )
    ends_from = _from(_("Ends from"), "ends_on")
    ends_until = _until(_("Ends until"), "ends_on")

    class Meta:
        model = Project
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("call", "application__call", Call, "title")
        self._offer("carrier", "application__proposal__implementer", Organisation, "name")

    def of_status(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Keep those in a state, or all that are not closed."""
        return rows.filter(status__in=OPEN if value == "open" else [value])


class TrancheFilterSet(_ByProject):
    """Where the payment of a tranche stands, what it is tied to, and when it is expected."""

    sorts = (
        Sort("due", _("Expected first"), ("expected_on", "pk")),
        Sort("amount", _("Largest amount"), ("-amount_minor", "-pk")),
        Sort("project", _("Project"), ("project__number", "number")),
    )
    STATES = (
        ("due", _("Due")),
        ("waiting", _("Not due yet")),
        ("under_way", _("Payment under way")),
        (PaymentStatus.PAID.value, _("Paid")),
    )

    state = django_filters.ChoiceFilter(
        label=_("Where it stands"), choices=STATES, empty_label=_("Any"), method="of_state"
    )
    tie = django_filters.ChoiceFilter(
        label=_("Tied to"), choices=Tie.choices, empty_label=_("Anything")
    )
    due_from = _from(_("Expected from"), "expected_on")
    due_until = _until(_("Expected until"), "expected_on")

    class Meta:
        model = Tranche
        fields: list[str] = []

    def of_state(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Keep those that may be paid, wait, are being paid, or are paid."""
        if value == "paid":
            return rows.filter(payment_status=PaymentStatus.PAID)
        if value == "under_way":
            return rows.exclude(payment_status__in=["", PaymentStatus.PAID])
        return rows.filter(payment_status="", is_due=value == "due")


class ReportFilterSet(_ByProject):
    """Where a report stands, which one it is, and when it is due."""

    sorts = (
        Sort("due", _("Due first"), ("due_on", "pk")),
        Sort("received", _("Handed in last"), ("-received_at", "-pk")),
        Sort("project", _("Project"), ("project__number", "number")),
    )

    status = django_filters.ChoiceFilter(
        label=_("Status"),
        choices=[
            ("awaited", _("Still to be handed in")),
            ("overdue", _("Overdue")),
            *ReportStatus.choices,
        ],
        empty_label=_("Any"),
        method="of_status",
    )
    kind = django_filters.ChoiceFilter(
        label=_("Kind"), choices=ReportKind.choices, empty_label=_("Any")
    )
    matter = django_filters.ChoiceFilter(
        label=_("About"), choices=Matter.choices, empty_label=_("Anything")
    )
    due_from = _from(_("Due from"), "due_on")
    due_until = _until(_("Due until"), "due_on")

    class Meta:
        model = ReportDue
        fields: list[str] = []

    def of_status(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Keep those in a state, those that are owed, or those that are late."""
        if value == "overdue":
            return rows.filter(status__in=AWAITED, due_on__lt=timezone.localdate())
        return rows.filter(status__in=AWAITED if value == "awaited" else [value])


class ContributionFilterSet(RowFilterSet):
    """Fund, donor, currency, earmark, and when it was pledged."""

    sorts = (
        Sort("newest", _("Newest"), ("-pledged_on", "-pk")),
        Sort("amount", _("Largest amount"), ("-pledged_minor", "-pk")),
        Sort("donor", _("Donor"), ("donor__name", "-pk")),
    )
    EARMARKS = (("free", _("Not earmarked")), ("earmarked", _("Earmarked")))

    fund = _of("fund", _("Fund"), Fund, _("All funds"))
    donor = _of("donor", _("Donor"), Organisation, _("All donors"))
    earmark = django_filters.ChoiceFilter(
        label=_("Earmark"), choices=EARMARKS, empty_label=_("Any"), method="of_earmark"
    )
    pledged_from = _from(_("Pledged from"), "pledged_on")
    pledged_until = _until(_("Pledged until"), "pledged_on")

    class Meta:
        model = Contribution
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = self.queryset.order_by()
        for name, model in (("fund", Fund), ("donor", Organisation)):
            found = model.objects.filter(pk__in=rows.values(name))
            self.filters[name].queryset = found.order_by("name")

    def of_earmark(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Keep those that may be used for anything, or for something only."""
        free = Contribution.objects.filter(
            themes=None, regions=None, countries=None, call=None
        ).values("pk")
        return rows.filter(pk__in=free) if value == "free" else rows.exclude(pk__in=free)
