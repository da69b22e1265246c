"""What the lists show: projects with their money, tranches with why they wait, reports due."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.selectors import Person
from matchmaking.ledger.selectors import ProjectMoney
from matchmaking.payments import facts, readiness
from matchmaking.payments.choices import AWAITED, OPEN, PaymentStatus, ReportStatus
from matchmaking.payments.models import Project, ReportDue, Tranche
from matchmaking.payments.querysets import TrancheQuerySet
from matchmaking.payments.readiness import Why


@dataclass(frozen=True)
class ProjectRow:
    """A project with its figures in the books."""

    project: Project
    money: ProjectMoney


@dataclass(frozen=True)
class TrancheRow:
    """A tranche with everything that has to happen before it may be paid."""

    tranche: Tranche
    whys: list[Why]

    @property
    def state(self) -> str:
        """The state of its payment; without one, whether it is due or waits."""
        status: str = self.tranche.payment_status  # type: ignore[attr-defined]
        return status or ("waiting" if self.whys else "due")

    @property
    def label(self) -> str:
        """The state in a word or two."""
        return state_label(self.state)


def state_label(state: str) -> str:
    """Return the state of a tranche in words: of its payment, or due, or not due yet."""
    without = {"due": _("Due"), "waiting": _("Not due yet")}
    return str(without.get(state) or PaymentStatus(state).label)


def projects_for_listing(user: Person) -> QuerySet[Project]:
    """Return the projects `user` may know of, with what a row shows."""
    return Project.objects.visible_to(user).with_parties()


def with_money(projects: Iterable[Project]) -> list[ProjectRow]:
    """Join the figures of the books: the same few queries for one project and for many."""
    rows = list(projects)
    money = facts.money_of(rows)
    return [ProjectRow(row, money[row.pk]) for row in rows]


def tranches_for_listing(user: Person) -> TrancheQuerySet:
    """Return the tranches `user` may know of, with their state."""
    rows = Tranche.objects.visible_to(user).with_state(timezone.localdate())
    return rows.with_project().select_related("report")


def with_reasons(tranches: Iterable[Tranche]) -> list[TrancheRow]:
    """Join why each waits; a handful of queries for all of them."""
    rows = list(tranches)
    known = facts.facts_of({row.project_id: row.project for row in rows}.values())
    return [
        TrancheRow(row, readiness.why_not(facts.terms_of(row), known[row.project_id]))
        for row in rows
    ]


def payments_due(user: Person) -> TrancheQuerySet:
    """Return the tranches of open projects that are due, or whose payment is under way."""
    return tranches_for_listing(user).to_be_paid().order_by("expected_on", "pk")


def reports_due(user: Person) -> QuerySet[ReportDue]:
    """Return the reports that are to be handed in or answered, of open projects."""
    rows = reports_for_listing(user).filter(project__status__in=OPEN)
    return rows.filter(status__in=[*AWAITED, ReportStatus.RECEIVED]).order_by("due_on", "pk")


def reports_for_listing(user: Person) -> QuerySet[ReportDue]:
    """Return the reports `user` may know of, with what a row shows."""
    return ReportDue.objects.visible_to(user).with_project()
