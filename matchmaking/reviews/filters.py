"""What can be asked of the lists of reviews, and what their files hold."""

from typing import Any

import django_filters
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from files.export import Column
from files.rows import RowFilterSet, Sort
from matchmaking.applications.models import Application
from matchmaking.reviews.choices import COUNTING, OPEN, AssignmentStatus
from matchmaking.reviews.models import Assignment

ANY = _("Any")
STEPS = (
    ("missing", _("Reviewers missing")),
    ("waiting", _("Reviews under way")),
    ("overdue", _("Reviews overdue")),
    ("complete", _("All reviews in")),
)


class AssignmentFilterSet(RowFilterSet):
    """One's own reviews, by state and call."""

    sorts = (
        Sort("due", _("Due first"), ("due_on", "pk")),
        Sort("newest", _("Newest"), ("-asked_at", "-pk")),
        Sort("number", _("Number"), ("application__number", "pk")),
    )
    status = django_filters.ChoiceFilter(
        label=_("Status"),
        choices=[(value, AssignmentStatus(value).label) for value in COUNTING],
        empty_label=ANY,
    )
    q = django_filters.CharFilter(method="by_words", label=_("Number or title"))
    overdue = django_filters.BooleanFilter(
        method="by_overdue", label=_("Only overdue"), widget=django_filters.widgets.BooleanWidget
    )

    class Meta:
        model = Assignment
        fields: list[str] = []

    def by_words(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Keep those whose number or title has these words."""
        number = Q(application__number__icontains=value)
        return rows.filter(number | Q(application__proposal__title__icontains=value))

    def by_overdue(self, rows: QuerySet[Any], _name: str, value: bool | None) -> QuerySet[Any]:
        """Keep those whose day is over."""
        late = Q(status__in=OPEN, due_on__lt=timezone.localdate())
        return rows.filter(late) if value else rows


class ProgressFilterSet(RowFilterSet):
    """The applications of a call, by how far their reviews are."""

    sorts = (
        Sort("number", _("Number"), ("number", "pk")),
        Sort("least", _("Fewest reviews in"), ("done", "number")),
        Sort("due", _("Due first"), (F("due").asc(nulls_last=True), "number")),
    )
    q = django_filters.CharFilter(method="by_words", label=_("Number or title"))
    step = django_filters.ChoiceFilter(
        method="by_step", label=_("Progress"), choices=STEPS, empty_label=ANY
    )
    reviewer = django_filters.ModelChoiceFilter(
        method="by_reviewer", label=_("Reviewer"), queryset=None, empty_label=ANY
    )

    class Meta:
        model = Application
        fields: list[str] = []

    def __init__(self, *args: Any, reviewers: QuerySet[Any], expected: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["reviewer"].queryset = reviewers
        self.expected = expected

    def by_words(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Keep those whose number or title has these words."""
        return rows.filter(Q(number__icontains=value) | Q(proposal__title__icontains=value))

    def by_reviewer(self, rows: QuerySet[Any], _name: str, value: Any) -> QuerySet[Any]:
        """Keep what a reviewer was asked for, reviews, or has reviewed."""
        theirs = Assignment.objects.filter(application=OuterRef("pk"), reviewer=value)
        return rows.filter(Exists(theirs.filter(status__in=COUNTING)))

    def by_step(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Keep those at one step of the review."""
        late = Assignment.objects.filter(
            application=OuterRef("pk"), status__in=OPEN, due_on__lt=timezone.localdate()
        )
        steps = {
            "missing": Q(named__lt=self.expected),
            "waiting": Q(under_way__gt=0),
            "overdue": Q(Exists(late)),
            "complete": Q(done__gte=self.expected, under_way=0),
        }
        return rows.filter(steps[value])


ASSIGNMENT_COLUMNS = (
    Column("number", _("Number"), lambda row: row.application.number),
    Column("title", _("Proposal"), lambda row: row.application.proposal.title),
    Column("state", _("State"), lambda row: str(row.application.proposal.country)),
    Column("call", _("Call"), lambda row: row.application.call.title),
    Column("status", _("Status"), lambda row: row.get_status_display()),
    Column("asked_at", _("Asked"), lambda row: row.asked_at and row.asked_at.date()),
    Column("due_on", _("Due on"), lambda row: row.due_on),
    Column("done_at", _("Handed in"), lambda row: row.done_at and row.done_at.date()),
)


class PeopleFilterSet(RowFilterSet):
    """Reviewers by name."""

    sorts = (Sort("name", _("Name"), ("full_name", "pk")),)
    q = django_filters.CharFilter(field_name="full_name", label=_("Name"), lookup_expr="icontains")

    class Meta:
        model = User
        fields: list[str] = []
