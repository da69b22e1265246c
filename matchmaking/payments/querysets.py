"""Which projects someone may know of: those whose application they may know of, and no others."""

import datetime
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, Subquery, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from accounts.selectors import Person
from matchmaking.applications.querysets import known_ids
from matchmaking.decisions.choices import UNMET
from matchmaking.decisions.choices import Tie as ConditionTie
from matchmaking.decisions.models import Condition
from matchmaking.payments.choices import (
    OPEN,
    SETTLED,
    UNDER_WAY,
    PaymentStatus,
    ProjectStatus,
    Tie,
)

if TYPE_CHECKING:
    from matchmaking.payments.models import Project  # noqa: F401 (named in the class statement)

PARTIES = (
    "application__call__fund__organisation",
    "application__proposal__applicant",
    "application__proposal__implementer",
    "application__proposal__country",
)


class ProjectQuerySet(models.QuerySet["Project"]):
    """Chainable selections of projects."""

    def visible_to(self, user: Person) -> Self:
        """Keep those of applications that `user` may know of; the recused know of none."""
        return self.filter(application__in=known_ids(user))

    def open(self) -> Self:
        """Keep those that are not closed."""
        return self.filter(status__in=OPEN)

    def running(self) -> Self:
        """Keep those that are signed, and neither suspended nor closed."""
        return self.filter(status=ProjectStatus.RUNNING)

    def with_parties(self) -> Self:
        """Join what names a project: its proposal, who carries it out, its call and fund."""
        return self.select_related(*PARTIES)


class OfProjectQuerySet(models.QuerySet[Any]):
    """Rows of projects."""

    def visible_to(self, user: Person) -> Self:
        """Keep those of applications that `user` may know of; the recused know of none."""
        return self.filter(project__application__in=known_ids(user))

    def with_project(self) -> Self:
        """Join the project with its proposal, who carries it out, its call and fund."""
        return self.select_related(*(f"project__{path}" for path in PARTIES))


class TrancheQuerySet(OfProjectQuerySet):
    """Tranches, and whether they may be paid: the same as `readiness` says of one."""

    def with_state(self, today: datetime.date) -> Self:
        """Add the state of the payment, whether it is due, and the day it is expected."""
        rows = Q(tranche=OuterRef("pk"), status__in=[*UNDER_WAY, PaymentStatus.PAID])
        payments = self._rows("payments.Payment").filter(rows)
        return self.annotate(
            payment_status=Coalesce(Subquery(payments.values("status")[:1]), Value("")),
            is_due=ExpressionWrapper(self._due(today), BooleanField()),
            expected_on=Coalesce("due_on", "report__due_on", "project__starts_on"),
        )

    def to_be_paid(self) -> Self:
        """Keep those of open projects that are due, or whose payment is under way."""
        rows = self.filter(project__status__in=OPEN).exclude(payment_status=PaymentStatus.PAID)
        return rows.exclude(is_due=False, payment_status="")

    def _due(self, today: datetime.date) -> Combinable:
        """Return what a tranche is like for which nothing has to happen first."""
        earlier = self._rows("payments.Tranche").filter(
            project=OuterRef("project"), number__lt=OuterRef("number")
        )
        paid = self._rows("payments.Payment").filter(
            tranche=OuterRef("pk"), status=PaymentStatus.PAID
        )
        reports = self._rows("payments.ReportDue").filter(
            project=OuterRef("project"), number__lte=OuterRef("report__number")
        )
        return (
            Q(project__status=ProjectStatus.RUNNING)
            & (Q(due_on=None) | Q(due_on__lte=today))
            & ~Exists(earlier.filter(~Exists(paid)))
            & ~Exists(reports.exclude(status__in=SETTLED))
            & ~Exists(self._holding_conditions(today))
        )

    def _holding_conditions(self, today: datetime.date) -> models.QuerySet[Any]:
        tie = ExpressionWrapper(OuterRef("tie"), models.CharField())
        unmet = Condition.objects.filter(
            decision__application=OuterRef("project__application"), status__in=UNMET
        )
        by_day = Q(ties=ConditionTie.DATE, due_on__lt=today)
        by_number = Q(ties=ConditionTie.TRANCHE, tranche__lte=OuterRef("number"))
        return unmet.alias(waits_for=tie).filter(
            Q(waits_for=Tie.CONDITION) | Q(ties=ConditionTie.SIGNATURE) | by_number | by_day
        )

    def _rows(self, name: str) -> models.QuerySet[Any]:
        return apps.get_model(name)._default_manager.all()
