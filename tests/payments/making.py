"""Projects, payments and reports for the tests, made through their services."""

import datetime
import itertools

from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.models import User
from matchmaking.funds.models import Call
from matchmaking.money import Money
from matchmaking.payments import services
from matchmaking.payments.choices import PaymentStatus, Side
from matchmaking.payments.models import Project, Tranche
from matchmaking.payments.services.agreeing import SignedPaper
from matchmaking.payments.services.refunding import Returned
from matchmaking.payments.services.spending import Spending
from tests import cast
from tests.decisions import making as decisions

TODAY = timezone.localdate()
NEXT = itertools.count(1)
# Two tranches: at signature, and after the first interim report; four eyes above USD 25,000.
TERMS = {
    "tranches": (
        {"percent": 60, "tied_to": "signature", "titles": {}},
        {"percent": 40, "tied_to": "report", "titles": {}},
    ),
    "duties": (
        {"kind": "interim", "subject": "narrative", "months": 6},
        {"kind": "final", "subject": "financial", "months": 3},
    ),
    "four_eyes_above_minor": 2_500_000,
}


def person(name):
    """Bring one of the cast on stage, with nothing remembered from before."""
    return User.objects.get(pk=cast.join(name).pk)


def paper(name="paper.pdf"):
    """Return a small PDF, as a bank sends it."""
    return ContentFile(b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n", name=name)


def usd(units):
    return Money.of(units, "USD")


def opened(terms=None, **options):
    """Approve an application, and open its project."""
    decision = decisions.decided(application=decisions.ready(TERMS | (terms or {}), **options))
    return services.open_project(application_id=decision.application_id)


def conditional(**condition):
    """Open the project of an application that was approved on one condition."""
    row = decisions.condition(decisions.ready(TERMS), **condition)
    return services.open_project(application_id=row.decision.application_id), row


def sign(project, side, actor):
    paper_ = SignedPaper(side=side, name="H. E. Ms A.", signed_on=TODAY, file=paper())
    return services.sign_funding(project_id=project.pk, actor=person(actor), paper=paper_)


def running(**options):
    project = opened(**options)
    sign(project, Side.FUND, "tomas")
    return fresh(sign(project, Side.IMPLEMENTER, "nadia"))


def tranche(project, number=1):
    return Tranche.objects.select_related("project").get(project=project, number=number)


def prepare(project, number=1, actor="tomas"):
    return services.prepare_payment(
        tranche_id=tranche(project, number).pk, actor=person(actor), file=paper(), note="Invoice 7"
    )


def prepared(**options):
    return prepare(running(**options))


def approved(**options):
    return services.approve_payment(payment_id=prepared(**options).pk, actor=person("petra"))


def paid(**options):
    return services.pay_payment(payment_id=approved(**options).pk, actor=person("tomas"))


def returned(**options):
    return services.return_payment(
        payment_id=prepared(**options).pk, actor=person("petra"), reason="Wrong account."
    )


def stopped(**options):
    payment = prepared(**options)
    suspend(payment.project)
    return fresh(payment)


PAYMENT_IN = {
    PaymentStatus.PREPARED: prepared,
    PaymentStatus.APPROVED: approved,
    PaymentStatus.PAID: paid,
    PaymentStatus.RETURNED: returned,
    PaymentStatus.STOPPED: stopped,
}


def suspend(project, actor="tomas"):
    return services.suspend_project(
        project_id=project.pk, actor=person(actor), reason="The office has moved."
    )


def spending(units=1000, line="bl1", day=TODAY):
    return Spending(
        line=line, amount=usd(units), spent_on=day, words="Two machines.", file=paper()
    )


def enter(project, units=1000, actor="nadia", line="bl1"):
    return services.enter_expenditure(
        project_id=project.pk, actor=person(actor), spending=spending(units, line)
    )


def spent(project, units=1000, line="bl1"):
    row = enter(project, units, line=line)
    return services.accept_expenditure(expenditure_id=row.pk, actor=person("tomas"))


def refund(project, units=1000, actor="tomas", key="once"):
    said = Returned(amount=usd(units), received_on=TODAY, words="Not used.", file=paper())
    return services.record_refund(
        project_id=project.pk, actor=person(actor), key=key, returned=said
    )


def report(project, number=1):
    return project.reports.get(number=number)


def hand_in(project, number=1, actor="nadia"):
    return services.receive_report(
        report_id=report(project, number).pk, actor=person(actor), file=paper("report.pdf")
    )


def accept(project, number=1):
    hand_in(project, number)
    return services.accept_report(report_id=report(project, number).pk, actor=person("tomas"))


def days(number):
    return TODAY + datetime.timedelta(days=number)


def fresh(row):
    return type(row)._default_manager.get(pk=row.pk)


def project(**options):
    """Return a project as pages fetch it."""
    return Project.objects.with_parties().get(pk=running(**options).pk)


def fund_of(project_):
    return Call.objects.get(applications__project=project_).fund
