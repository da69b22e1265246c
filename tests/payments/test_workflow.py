"""Who may do what with a project and its money, in which state: the whole tables."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from matchmaking.errors import DomainError
from matchmaking.ledger.selectors import project_figures
from matchmaking.payments import services
from matchmaking.payments.choices import (
    ExpenditureStatus,
    PaymentStatus,
    ProjectStatus,
    ReportStatus,
    Side,
)
from matchmaking.payments.models import Payment, Project
from matchmaking.payments.planning import PlannedTranche
from tests.applications import making as applications
from tests.payments import making

pytestmark = pytest.mark.django_db

PEOPLE = ["tomas", "petra", "nadia", "amina", "rania", "dina"]
ADMINISTRATORS = {"tomas", "petra"}
CARRIERS = {"nadia", "amina"}
WHY = {"reason": "The papers differ."}


def worked(act):
    """Try an act, take it back, and say whether it worked."""
    try:
        with transaction.atomic():
            act()
            transaction.set_rollback(True)
    except (PermissionDenied, DomainError):
        return False
    return True


def wrong_ones(acts, may, row, state):
    """Return who could do what against the table, or could not though it says so."""
    people = {name: making.person(name) for name in PEOPLE}
    found = []
    for act, do in acts.items():
        for name, person in people.items():
            works = state in may.get(act, {}).get(name, ())
            done = worked(lambda d=do, p=person: d(row, p))
            if done != works:
                found.append((state, act, name, done))
    return found


def by(names, *states):
    return dict.fromkeys(names, states)


PROJECT_ACTS = {
    "plan": lambda row, who: services.plan_tranches(
        project_id=row.pk,
        version=None,
        actor=who,
        plan=[PlannedTranche(row.amount_minor, "signature")],
    ),
    "sign_fund": lambda row, who: making.sign(row, Side.FUND, who.email.split("@")[0]),
    "sign_implementer": lambda row, who: making.sign(
        row, Side.IMPLEMENTER, who.email.split("@")[0]
    ),
    "suspend": lambda row, who: services.suspend_project(project_id=row.pk, actor=who, **WHY),
    "resume": lambda row, who: services.resume_project(project_id=row.pk, actor=who, **WHY),
    "close": lambda row, who: services.close_project(project_id=row.pk, actor=who, **WHY),
    "spend": lambda row, who: services.enter_expenditure(
        project_id=row.pk, actor=who, spending=making.spending()
    ),
    "prepare": lambda row, who: services.prepare_payment(
        tranche_id=making.tranche(row).pk, actor=who, file=making.paper()
    ),
}
AGREED, RUNNING, SUSPENDED = "agreed", "running", "suspended"
PROJECT_TABLE = {
    "plan": by(ADMINISTRATORS, AGREED),
    "sign_fund": by(ADMINISTRATORS, AGREED),
    "sign_implementer": by(ADMINISTRATORS | CARRIERS, AGREED),
    "suspend": by(ADMINISTRATORS, RUNNING),
    "resume": by(ADMINISTRATORS, SUSPENDED),
    # Nothing was paid yet, so nothing has to be accounted for.
    "close": by(ADMINISTRATORS, AGREED, RUNNING, SUSPENDED),
    "spend": by(CARRIERS, RUNNING, SUSPENDED),
    "prepare": by(ADMINISTRATORS, RUNNING),
}


def test_the_table_of_a_project_holds():
    project = making.opened()
    Project.objects.update(signed_on=making.TODAY)
    wrong = []
    for state in ProjectStatus.values:
        Project.objects.update(status=state)
        wrong += wrong_ones(PROJECT_ACTS, PROJECT_TABLE, making.fresh(project), state)
    assert wrong == []


PAYMENT_ACTS = {
    "approve": lambda row, who: services.approve_payment(payment_id=row.pk, actor=who),
    "return": lambda row, who: services.return_payment(payment_id=row.pk, actor=who, **WHY),
    "pay": lambda row, who: services.pay_payment(payment_id=row.pk, actor=who),
}
# Above the limit, prepared by tomas: he sees it through, but never approves it himself.
PAYMENT_TABLE = {
    "approve": {"petra": ("prepared",)},
    "return": by(ADMINISTRATORS, "prepared", "approved"),
    # Asked again, a paid payment is paid: nothing happens twice.
    "pay": by(ADMINISTRATORS, "approved", "paid"),
}


def test_the_table_of_a_payment_holds():
    payment = making.prepared()
    petra = making.person("petra")
    wrong = []
    for state in PaymentStatus.values:
        second = {"approved_by": petra if state in ("approved", "paid") else None}
        Payment.objects.update(status=state, **second)
        wrong += wrong_ones(PAYMENT_ACTS, PAYMENT_TABLE, making.fresh(payment), state)
    assert wrong == []


REPORT_ACTS = {
    "receive": lambda row, who: services.receive_report(
        report_id=row.pk, actor=who, file=making.paper()
    ),
    "accept": lambda row, who: services.accept_report(report_id=row.pk, actor=who),
    "return": lambda row, who: services.return_report(report_id=row.pk, actor=who, **WHY),
    "skip": lambda row, who: services.skip_report(report_id=row.pk, actor=who, **WHY),
    "extend": lambda row, who: services.extend_report(
        report_id=row.pk, actor=who, due_on=making.days(900), **WHY
    ),
}
REPORT_TABLE = {
    "receive": by(CARRIERS, "due", "returned"),
    "accept": by(ADMINISTRATORS, "received"),
    "return": by(ADMINISTRATORS, "received", "accepted"),
    "skip": by(ADMINISTRATORS, "due", "returned"),
    "extend": by(ADMINISTRATORS, "due", "returned"),
}
SPENT_ACTS = {
    "accept": lambda row, who: services.accept_expenditure(expenditure_id=row.pk, actor=who),
    "return": lambda row, who: services.return_expenditure(expenditure_id=row.pk, actor=who, **WHY),
}
SPENT_TABLE = {
    "accept": by(ADMINISTRATORS, "entered"),
    "return": by(ADMINISTRATORS, "entered"),
}


def test_the_tables_of_reports_and_expenditure_hold():
    project = making.paid().project
    making.hand_in(project)
    report, spent = making.report(project), making.enter(project)
    wrong = []
    for state in ReportStatus.values:
        type(report).objects.filter(pk=report.pk).update(status=state)
        wrong += wrong_ones(REPORT_ACTS, REPORT_TABLE, making.fresh(report), state)
    for state in ExpenditureStatus.values:
        type(spent).objects.update(status=state)
        wrong += wrong_ones(SPENT_ACTS, SPENT_TABLE, making.fresh(spent), state)
    assert wrong == []


def test_a_recused_administrator_can_do_nothing_and_finds_nothing():
    payment = making.prepared()
    project = payment.project
    applications.recuse(project.application, "petra")
    petra = making.person("petra")
    wrong = [
        act
        for acts, row in (
            (PROJECT_ACTS, project),
            (PAYMENT_ACTS, payment),
            (REPORT_ACTS, making.report(project)),
        )
        for act, do in acts.items()
        if worked(lambda d=do, r=row: d(r, petra))
    ]
    assert wrong == []
    for model in (Project, Payment, type(making.report(project)), type(making.tranche(project))):
        assert not model.objects.visible_to(petra).exists()
        assert model.objects.visible_to(making.person("tomas")).exists()


def test_the_database_itself_refuses_what_the_services_refuse():
    payment = making.prepared()
    tomas = making.person("tomas")
    faults = [
        {"approved_by": tomas},
        {"status": "paid"},
        {"status": "nonsense"},
    ]
    for fault in faults:
        with pytest.raises(IntegrityError), transaction.atomic():
            Payment.objects.filter(pk=payment.pk).update(**fault)
    values = {"project": payment.project, "tranche": payment.tranche, "amount_minor": 1}
    with pytest.raises(IntegrityError), transaction.atomic():
        Payment.objects.create(document=payment.document, prepared_by=tomas, **values)


def test_asking_twice_to_pay_pays_once():
    payment = making.approved()
    for name in ("tomas", "petra", "tomas"):
        services.pay_payment(payment_id=payment.pk, actor=making.person(name))
    money = project_figures([payment.project.application_id])
    assert money[payment.project.application_id].disbursed == making.usd(36_000)
    paid = making.fresh(payment)
    assert (paid.status, paid.paid_by) == ("paid", making.person("tomas"))
