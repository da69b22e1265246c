"""From the approval to the last cent: what is paid when, what falls back, what is left."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.notifications.models import Notification
from matchmaking.decisions.models import Condition
from matchmaking.errors import DomainError, NotInThisState
from matchmaking.ledger.facts import EarmarkData
from matchmaking.ledger.models import Contribution
from matchmaking.ledger.selectors import project_figures
from matchmaking.payments import facts, selectors, services
from matchmaking.payments.budget import budget_lines
from matchmaking.payments.choices import Tie
from matchmaking.payments.models import Project, Tranche
from matchmaking.payments.planning import FaultyPlan, PlannedTranche
from matchmaking.payments.services import Gift
from matchmaking.payments.services.closing import NotAccountedFor
from tests.ledger import making as ledger
from tests.payments import making

pytestmark = pytest.mark.django_db


def money(project):
    return project_figures([project.application_id])[project.application_id]


def whys(project, number=1):
    return [why.code for why in facts.why_not(making.tranche(project, number))]


def reload(project):
    return Project.objects.with_parties().get(pk=project.pk)


def test_an_approved_application_becomes_one_project_with_tranches_and_reports():
    project = making.opened()
    again = services.open_project(application_id=project.application_id)
    assert again == project
    assert services.open_missing_projects() == 0
    assert [(row.amount_minor, row.tie) for row in project.tranches.order_by("number")] == [
        (3_600_000, "signature"),
        (2_400_000, "report"),
    ]
    assert [str(row.due_on) for row in project.reports.order_by("number")] == [
        "2027-07-15",
        "2028-04-14",
    ]
    told = Notification.objects.filter(kind="project_opened")
    assert set(told.values_list("user__email", flat=True)) == {
        "tomas@example.org",
        "petra@example.org",
        "nadia@example.org",
        "amina@example.org",
    }


def test_an_application_that_is_not_approved_becomes_none():
    application = making.application()
    type(application).objects.update(status="rejected")
    assert services.open_project(application_id=application.pk) is None


def test_what_a_broken_off_process_left_out_is_made_later():
    project = making.opened()
    application_id = project.application_id
    project.tranches.all().delete()
    project.delete()
    assert services.open_missing_projects() == 1
    assert Project.objects.get().application_id == application_id


def test_the_plan_changes_until_somebody_signs_and_its_sums_are_checked():
    project = making.opened()
    about = {"project_id": project.pk, "version": 1, "actor": making.person("tomas")}
    with pytest.raises(FaultyPlan, match="USD 1 are missing"):
        services.plan_tranches(**about, plan=[PlannedTranche(5_999_900, "signature")])
    plan = [PlannedTranche(1_000_000, "condition"), PlannedTranche(5_000_000, "report", 2)]
    services.plan_tranches(**about, plan=plan)
    assert [row.report and row.report.number for row in project.tranches.order_by("number")] == [
        None,
        2,
    ]
    making.sign(project, "fund", "tomas")
    with pytest.raises(NotInThisState):
        services.plan_tranches(**about | {"version": None}, plan=plan)


def test_a_condition_before_signature_keeps_both_from_signing():
    project, condition = making.conditional()
    with pytest.raises(DomainError, match="Show the licence"):
        making.sign(project, "implementer", "nadia")
    making.meet(condition)
    making.sign(project, "implementer", "nadia")
    with pytest.raises(DomainError, match="has signed already"):
        making.sign(project, "implementer", "amina")
    making.sign(project, "fund", "petra")
    assert reload(project).status == "running"


def test_each_tranche_says_why_it_is_not_paid_yet():
    project, condition = making.conditional(ties="tranche", tranche=1)
    assert whys(project) == ["signature", "condition"]
    for side, name in (("fund", "tomas"), ("implementer", "nadia")):
        making.sign(project, side, name)
    assert whys(project) == ["condition"]
    with pytest.raises(DomainError, match="Show the licence"):
        making.prepare(project)
    making.meet(condition)
    assert whys(project) == []
    assert whys(project, 2) == ["report", "order"]
    making.prepare(project)


def test_below_the_limit_one_person_pays_above_it_two():
    project = making.running(terms={"four_eyes_above_minor": 3_600_000})
    payment = making.prepare(project)
    services.pay_payment(payment_id=payment.pk, actor=making.person("tomas"))
    assert money(project).disbursed == making.usd(36_000)
    above = making.prepared()
    with pytest.raises(DomainError, match="second person"):
        services.pay_payment(payment_id=above.pk, actor=making.person("tomas"))
    with pytest.raises(PermissionDenied):
        services.approve_payment(payment_id=above.pk, actor=making.person("tomas"))


def test_a_payment_is_stopped_when_what_it_rests_on_falls_back():
    project = making.paid().project
    making.accept(project)
    payment = making.prepare(project, 2)
    services.return_report(
        report_id=making.report(project).pk, actor=making.person("petra"), reason="Wrong annex."
    )
    stopped = making.fresh(payment)
    assert stopped.status == "stopped"
    assert "To be accepted first" in stopped.reason
    making.accept(project)
    assert making.prepare(project, 2).status == "prepared"


def test_a_payment_that_fell_back_unnoticed_is_stopped_instead_of_paid():
    payment = making.approved()
    Project.objects.update(status="suspended")
    tried = services.pay_payment(payment_id=payment.pk, actor=making.person("tomas"))
    assert tried.status == "stopped"
    assert money(payment.project).disbursed == making.usd(0)


def test_the_database_finds_the_same_tranches_due_as_the_reasons_say():
    project, condition = making.conditional(ties="tranche", tranche=2)
    steps = [
        lambda: making.sign(project, "fund", "tomas"),
        lambda: making.sign(project, "implementer", "nadia"),
        lambda: Tranche.objects.filter(number=1).update(due_on=making.days(3)),
        lambda: Tranche.objects.filter(number=1).update(due_on=making.TODAY),
        lambda: Condition.objects.update(ties="signature", tranche=None),
        lambda: Condition.objects.update(ties="date", due_on=making.days(-1)),
        lambda: Condition.objects.update(due_on=making.TODAY),
        lambda: Tranche.objects.filter(number=1).update(tie=Tie.CONDITION),
        lambda: making.meet(condition),
        lambda: pay(project, 1),
        lambda: making.accept(project),
        lambda: making.suspend(project),
    ]
    tomas, seen = making.person("tomas"), set()
    for step in [lambda: None, *steps]:
        step()
        rows = selectors.with_reasons(selectors.tranches_for_listing(tomas))
        for row in rows:
            if row.tranche.payment_status == "":
                assert row.tranche.is_due == (row.whys == []), (row.tranche, row.whys)
                seen.add(row.tranche.is_due)
    assert seen == {True, False}


def pay(project, number):
    payment = making.prepare(project, number)
    services.approve_payment(payment_id=payment.pk, actor=making.person("petra"))
    return services.pay_payment(payment_id=payment.pk, actor=making.person("petra"))


def test_expenditure_is_accepted_line_by_line_and_never_more_than_was_paid():
    project = making.paid().project
    making.spent(project, 20_000, "bl2")
    over = making.enter(project, 16_001)
    with pytest.raises(DomainError, match="USD 16,000 of what was paid"):
        services.accept_expenditure(expenditure_id=over.pk, actor=making.person("petra"))
    assert making.fresh(over).status == "entered"
    lines = {line.key: line for line in budget_lines(project, project.expenditures.all())}
    assert lines["bl2"].over == making.usd(10_000)
    assert (lines["bl1"].spent, lines["bl1"].waiting) == (making.usd(0), making.usd(16_001))
    services.return_expenditure(
        expenditure_id=over.pk, actor=making.person("petra"), reason="A receipt is missing."
    )
    assert money(project).spent == making.usd(20_000)


def test_a_line_that_was_not_approved_takes_no_expenditure():
    with pytest.raises(DomainError, match="approved budget"):
        making.enter(making.running(), line="bl9")


def test_a_refund_is_booked_once_and_never_more_than_is_left():
    project = making.paid().project
    making.spent(project, 30_000)
    with pytest.raises(DomainError, match="USD 6,000 were paid"):
        making.refund(project, 6_001)
    first = making.refund(project, 6_000)
    assert making.refund(project, 6_000) == first
    assert money(project).refunded == making.usd(6_000)


def test_a_project_is_closed_when_everything_is_accounted_for():
    project = making.paid().project
    making.spent(project, 30_000)
    close = {"project_id": project.pk, "actor": making.person("tomas"), "reason": "All done."}
    with pytest.raises(NotAccountedFor) as refusal:
        services.close_project(**close)
    assert "2 reports are not accepted" in str(refusal.value.message)
    assert "USD 6,000 were paid" in str(refusal.value.message)
    making.refund(project, 6_000)
    making.accept(project)
    services.skip_report(
        report_id=making.report(project, 2).pk, actor=making.person("tomas"), reason="Covered."
    )
    services.close_project(**close)
    closed = reload(project)
    assert (closed.status, closed.application.proposal.status) == ("closed", "closed")
    assert money(project).open == making.usd(0)


def test_reminders_come_on_their_days_and_once():
    project = making.running()
    report = making.report(project)
    type(report).objects.filter(pk=report.pk).update(due_on=making.days(3))
    assert services.remind_of_reports(making.TODAY) == 1
    assert services.remind_of_reports(making.TODAY) == 1
    reminded = Notification.objects.filter(kind="report_due")
    assert sorted(reminded.values_list("user__email", flat=True)) == [
        "amina@example.org",
        "nadia@example.org",
    ]
    assert services.remind_of_reports(making.days(1)) == 0


@pytest.mark.parametrize(
    ("name", "works"), [("dina", True), ("tomas", True), ("nadia", False), ("rania", False)]
)
def test_a_donor_pledges_itself_or_the_fund_on_its_behalf(name, works):
    donor, fund = place_of("dina"), making.call().fund
    gift = Gift(fund.pk, donor.pk, making.usd(500), making.TODAY, EarmarkData(themes=("MRK",)))
    person = making.person(name)
    if not works:
        with pytest.raises(PermissionDenied):
            services.pledge_contribution(actor=person, gift=gift, key="one")
        return
    first = services.pledge_contribution(actor=person, gift=gift, key="one")
    assert services.pledge_contribution(actor=person, gift=gift, key="one") == first
    row = selectors.contribution_for_page(making.person("dina"), first.pk)
    assert "Marking" in row.earmark
    assert (row.received, row.outstanding) == (making.usd(0), making.usd(500))
    assert selectors.contribution_for_page(making.person("diego"), first.pk) is None


def place_of(name):
    return making.person(name).memberships.get().organisation


def test_an_instalment_comes_in_at_the_rate_of_its_day():
    ledger.rate("EUR", "0.8", on=making.days(-2), source="Treasury")
    gift = Gift(making.call().fund.pk, place_of("dina").pk, ledger.eur(1000), making.TODAY)
    made = services.pledge_contribution(actor=making.person("dina"), gift=gift, key="one")
    about = {"contribution_id": made.pk, "received_on": making.TODAY, "amount": ledger.eur(400)}
    with pytest.raises(PermissionDenied):
        services.receive_instalment(actor=making.person("dina"), key="a", **about)
    for _twice in range(2):
        services.receive_instalment(actor=making.person("tomas"), key="a", **about)
    [row] = selectors.instalments_of(Contribution.objects.get(pk=made.pk))
    assert (row.amount, row.worth) == (ledger.eur(400), ledger.usd(500))
    assert row.rate["source"] == "Treasury"
    arrived = selectors.contribution_for_page(making.person("tomas"), made.pk)
    assert arrived.outstanding == ledger.eur(600)
