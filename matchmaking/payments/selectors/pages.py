"""What the page of a project, of a payment and of a report shows."""

from dataclasses import dataclass

from django.db.models import Prefetch

from accounts.audit import Entry, joint_history
from accounts.selectors import Person
from matchmaking.payments.choices import UNDER_WAY, PaymentStatus
from matchmaking.payments.facts import terms_of
from matchmaking.payments.models import (
    Expenditure,
    Payment,
    Project,
    Refund,
    ReportDue,
    Signature,
    Tranche,
)
from matchmaking.payments.readiness import Facts, Why, why_not
from matchmaking.payments.selectors.lists import state_label


@dataclass(frozen=True)
class TrancheView:
    """A tranche with its payments, and why it is not paid yet."""

    tranche: Tranche
    payments: list[Payment]
    whys: list[Why]

    @property
    def live(self) -> Payment | None:
        """The payment that is under way or done; None while there is none."""
        standing = (*UNDER_WAY, PaymentStatus.PAID)
        return next((row for row in self.payments if row.status in standing), None)

    @property
    def state(self) -> str:
        """The state of its payment; without one, whether it is due or waits."""
        return self.live.status if self.live else "waiting" if self.whys else "due"

    @property
    def label(self) -> str:
        """The state in a word or two."""
        return state_label(self.state)


def project_for_page(user: Person, pk: int) -> Project | None:
    """Return a project with all its page shows, or None for what `user` may not know of."""
    expenditures = Expenditure.objects.select_related("entered_by", "decided_by")
    rows = Project.objects.visible_to(user).with_parties()
    return (
        rows.prefetch_related(
            Prefetch("signatures", Signature.objects.order_by("pk")),
            Prefetch("reports", ReportDue.objects.order_by("number")),
            Prefetch("tranches", Tranche.objects.select_related("report").order_by("number")),
            Prefetch("payments", Payment.objects.order_by("-pk")),
            Prefetch("expenditures", expenditures.order_by("-spent_on", "-pk")),
            Prefetch("refunds", Refund.objects.order_by("-received_on", "-pk")),
        )
        .filter(pk=pk)
        .first()
    )


def tranche_views(project: Project, facts: Facts) -> list[TrancheView]:
    """Return the tranches of a project as `project_for_page` fetched it."""
    views = []
    for tranche in project.tranches.all():
        tranche.project = project
        payments = [row for row in project.payments.all() if row.tranche_id == tranche.pk]
        is_paid = any(row.status == PaymentStatus.PAID for row in payments)
        whys = [] if is_paid else why_not(terms_of(tranche), facts)
        views.append(TrancheView(tranche, payments, whys))
    return views


def payment_for_page(user: Person, pk: int) -> Payment | None:
    """Return a payment with all its page shows, or None for what `user` may not know of."""
    people = ("prepared_by", "approved_by", "paid_by")
    rows = Payment.objects.visible_to(user).with_project()
    return rows.select_related("tranche__report", "document", *people).filter(pk=pk).first()


def report_for_page(user: Person, pk: int) -> ReportDue | None:
    """Return a report with all its page shows, or None for what `user` may not know of."""
    rows = ReportDue.objects.visible_to(user).with_project()
    return rows.select_related("received_by", "accepted_by", "document").filter(pk=pk).first()


def history_of(project: Project) -> list[Entry]:
    """Return what happened to a project, its payments, reports and expenditure, newest first."""
    rows = [*project.payments.all(), *project.expenditures.all(), *project.reports.all()]
    return joint_history([project, *rows], limit=40)
