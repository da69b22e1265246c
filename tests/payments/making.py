"""Projects, payments and reports for the tests, made through their services."""

import datetime
import itertools

from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.models import User
from matchmaking.applications.models import Application, Declaration, Submission
from matchmaking.decisions.models import Ballot, Condition, Decision
from matchmaking.documents.services import store_attachment
from matchmaking.funds.models import Call, Fund, Rules
from matchmaking.ledger import services as ledger
from matchmaking.ledger.models import Contribution
from matchmaking.money import Money
from matchmaking.payments import services
from matchmaking.payments.choices import PaymentStatus, Side
from matchmaking.payments.models import Project, Tranche
from matchmaking.payments.services.agreeing import SignedPaper
from matchmaking.payments.services.refunding import Returned
from matchmaking.payments.services.spending import Spending
from matchmaking.projects.models import Proposal
from tests import cast

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


def _line(key, words, quantity, unit_cost_minor, cofinancing_minor=0):
    return {
        "key": key,
        "description": words,
        "quantity": quantity,
        "unit_cost_minor": unit_cost_minor,
        "cofinancing_minor": cofinancing_minor,
    }


def person(name):
    """Bring one of the cast on stage, with nothing remembered from before."""
    return User.objects.get(pk=cast.join(name).pk)


def paper(name="paper.pdf"):
    """Return a small PDF, as a bank sends it."""
    return ContentFile(b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n", name=name)


def usd(units):
    return Money.of(units, "USD")


# What a submission says, as far as money is concerned: USD 60,000 are asked for.
SAID = {
    "proposal": {"starts_on": "2027-01-15", "months": 12, "currency": "USD"},
    "budget": [
        _line("bl1", "Marking machines", "2", 2_500_000),
        _line("bl2", "Training of operators", "3", 400_000, 200_000),
    ],
}
APPROVED = 6_000_000


def call(terms=None):
    """Make a call with rules about money only."""
    tomas = cast.join("tomas")
    fund = Fund.objects.create(
        organisation=tomas.memberships.get().organisation,
        name=f"Facility for payments {next(NEXT)}",
        currency="USD",
        is_example=True,
    )
    rules = Rules.objects.create(fund=fund, number=1, created_by=tomas)
    return Call.objects.create(
        fund=fund,
        rules=rules,
        content=TERMS | (terms or {}),
        title=f"Call {next(NEXT)}",
        opens_at=timezone.now(),
        is_rolling=True,
        currency="USD",
        status="decided",
        created_by=tomas,
    )


def application(terms=None):
    """Make an approved application as rows: how one comes about is tested where it happens."""
    amina, place = cast.join("amina"), cast.join("nadia").memberships.get().organisation
    proposal = Proposal.objects.create(
        title="Marking of state-owned arms",
        applicant=amina.memberships.get().organisation,
        implementer=place,
        country_id="KEN",
        currency="USD",
        status="approved",
        created_by=amina,
    )
    made = Application.objects.create(
        call=call(terms),
        proposal=proposal,
        number=f"T-{next(NEXT):06d}",
        status="approved",
        decided_at=timezone.now(),
    )
    round_ = {"round": 1, "proposal_version": 1, "submitted_by": amina}
    Submission.objects.create(application=made, contents=SAID, **round_)
    return made


def decide(row, amount=APPROVED):
    """Write down the decision, and set the money aside."""
    tomas = cast.join("tomas")
    about = {"application": row, "submission": row.submissions.get()}
    about |= {"kind": "approve", "amount_minor": amount, "currency": "USD"}
    ballot = Ballot.objects.create(**about, status="carried", opened_by=tomas)
    made = Decision.objects.create(**about, ballot=ballot, decided_by=tomas)
    donor = cast.join("dina").memberships.get().organisation
    money = {"amount": Money(amount * 2, "USD"), "actor": tomas}
    gift = ledger.pledge(
        fund_id=row.call.fund_id, donor_id=donor.pk, key=f"pledge:{row.pk}", **money
    )
    ledger.receive(contribution_id=gift.pk, key=f"receive:{row.pk}", **money)
    about = {"amount": Money(amount, "USD"), "actor": tomas}
    ledger.commit(application_id=row.pk, key=f"commit:{row.pk}", **about)
    return made


def declare(row, *names):
    """Let people of the fund have said that they have no conflict of interest."""
    for name in names:
        Declaration.objects.get_or_create(application=row, person=cast.join(name))


def opened(terms=None):
    """Open the project of an approved application."""
    row = application(terms)
    declare(row, "tomas", "petra")
    decide(row)
    return services.open_project(application_id=row.pk)


def conditional(ties="signature", tranche=None):
    """Open the project of an application that was approved on one condition."""
    row = application()
    declare(row, "tomas", "petra")
    said = {"number": 1, "words": "Show the licence.", "due_on": days(30)}
    condition = Condition.objects.create(decision=decide(row), ties=ties, tranche=tranche, **said)
    return services.open_project(application_id=row.pk), condition


def meet(condition):
    Condition.objects.filter(pk=condition.pk).update(status="met")


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
    return Spending(line=line, amount=usd(units), spent_on=day, words="Two machines.", file=paper())


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


def running_rows(of, prepared_by):
    """Make a project of an application in whatever state, as rows that nobody paid for."""
    made = Project.objects.create(
        application=of,
        number=f"P-{of.number}",
        amount_minor=APPROVED,
        currency="USD",
        status="running",
        signed_on=TODAY,
    )
    place = prepared_by.memberships.get().organisation
    kept = store_attachment(organisation=place, file=paper(), actor=prepared_by)
    due = {"number": 1, "first_due_on": TODAY, "due_on": TODAY}
    made.reports.create(**due, kind="final", matter="narrative", status="received", document=kept)
    for number in (1, 2):
        made.tranches.create(number=number, amount_minor=APPROVED // 2, tie="signature")
    about = {"amount_minor": APPROVED // 2, "document": kept, "prepared_by": prepared_by}
    made.payments.create(tranche=made.tranches.get(number=1), **about)
    return Project.objects.with_parties().get(pk=made.pk)


def records_for_the_table():
    """Return what the table of addresses names: a project to sign, one that runs, a gift."""
    payment = prepared()
    project = payment.project
    gift = Contribution.objects.get(fund=project.application.call.fund)
    document = payment.document
    Contribution.objects.filter(pk=gift.pk).update(document=document)
    ledger.receive(
        contribution_id=gift.pk,
        amount=usd(1),
        actor=cast.join("tomas"),
        key="one more",
        document=document,
    )
    return {
        "agreed-project": opened(),
        "money-project": project,
        "money-tranche": tranche(project, 2),
        "money-payment": payment,
        "spent": enter(project),
        "report-due": report(project),
        "gift": gift,
        "arrived": _Numbered(gift.postings.get(key="one more").number),
    }


class _Numbered:
    """Something that an address names by its own number."""

    def __init__(self, number):
        self.pk = number
