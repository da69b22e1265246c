"""One project whose agreement is signed and whose first tranche is paid; others wait."""

from collections.abc import Iterator

from django.utils import timezone

from accounts.choices import Role
from accounts.models import User
from config.example_world import people
from config.example_world.ledger import paper
from matchmaking.money import Money
from matchmaking.payments import facts, services
from matchmaking.payments.budget import said_lines
from matchmaking.payments.choices import Side
from matchmaking.payments.models import Project, Tranche
from matchmaking.payments.services.agreeing import SignedPaper
from matchmaking.payments.services.spending import Spending

FIRST, SECOND = "tomas@example.org", "petra@example.org"


def build_projects() -> Iterator[Project]:
    """Open the projects of approved applications; let the first that can be signed run."""
    services.open_missing_projects()
    projects = list(Project.objects.with_parties().order_by("pk"))
    if any(project.signed_on for project in projects):
        return
    conditions = facts.conditions_of(projects)
    ready = [row for row in projects if not conditions[row.pk]]
    for project in ready[:1]:
        _sign(project)
        _pay_first(project)
        _spend(project)
        yield project


def _sign(project: Project) -> None:
    for side, actor in ((Side.FUND, _person(FIRST)), (Side.IMPLEMENTER, _carrier(project))):
        signed = SignedPaper(
            side=side,
            name=f"The director of {project.carrier}" if side != Side.FUND else "The fund manager",
            signed_on=timezone.localdate(),
            file=paper(f"funding-agreement-{side}.pdf"),
        )
        services.sign_funding(project_id=project.pk, actor=actor, paper=signed)


def _pay_first(project: Project) -> None:
    tranche = Tranche.objects.get(project=project, number=1)
    payment = services.prepare_payment(
        tranche_id=tranche.pk, actor=_person(FIRST), file=paper("payment-order.pdf")
    )
    if payment.needs_approval:
        services.approve_payment(payment_id=payment.pk, actor=_person(SECOND))
    services.pay_payment(payment_id=payment.pk, actor=_person(FIRST))


def _spend(project: Project) -> None:
    """Enter what was spent on the first line, a tenth of it; the fund accepts it."""
    key, _words, asked = said_lines(project)[0]
    spending = Spending(
        line=key,
        amount=Money(asked // 10, project.currency),
        spent_on=timezone.localdate(),
        words="First delivery.",
        file=paper("invoice.pdf"),
    )
    entered = services.enter_expenditure(
        project_id=project.pk, actor=_carrier(project), spending=spending
    )
    services.accept_expenditure(expenditure_id=entered.pk, actor=_person(FIRST))


def _carrier(project: Project) -> User:
    return people.speaker(project.carrier, Role.PROGRAMME_OFFICER)


def _person(email: str) -> User:
    return User.objects.get(email=email)
