"""Money comes in, a tranche goes out through two pairs of hands, and is accounted for."""

import json
import re

from playwright.sync_api import expect

# An approved application, as rows: how one comes about is walked through elsewhere. Its funding
# agreement is signed, so that the first tranche is due.
PREPARE = """
import json
from django.utils import timezone
from accounts.models import Organisation, User
from config.example_world.funds import OPEN
from config.example_world.payments import _sign as sign
from matchmaking.applications.models import Application, Declaration, Submission
from matchmaking.decisions.models import Ballot, Decision
from matchmaking.funds.models import Call
from matchmaking.ledger import services as ledger
from matchmaking.money import Money
from matchmaking.payments import services
from matchmaking.projects.models import Proposal
tomas, nadia = (User.objects.get(email=f"{name}@example.org") for name in ("tomas", "nadia"))
place = Organisation.objects.get(name="Example Implementer")
line = {"quantity": "2", "unit_cost_minor": 2500000, "cofinancing_minor": 0}
said = {
    "proposal": {"starts_on": timezone.localdate().isoformat(), "months": 12, "currency": "USD"},
    "budget": [line | {"key": "bl1", "description": "Marking machines"}],
}
about = {"country_id": "KEN", "currency": "USD", "status": "approved", "created_by": nadia}
written = Proposal.objects.create(
    title="Marking the arms of the wildlife service", applicant=place, implementer=place, **about
)
written.themes.set(["MRK"])
made = Application.objects.create(
    call=Call.objects.get(title=OPEN), proposal=written, number="2026-9001", status="approved"
)
frozen = {"application": made, "contents": said, "submitted_by": nadia}
paper = Submission.objects.create(round=1, proposal_version=1, **frozen)
said = {"application": made, "submission": paper, "kind": "approve"}
said |= {"amount_minor": 5000000, "currency": "USD"}
ballot = Ballot.objects.create(status="carried", opened_by=tomas, **said)
Decision.objects.create(ballot=ballot, decided_by=tomas, **said)
gift = {"amount": Money(6000000, "USD"), "actor": tomas, "key": "walk:gift"}
donor = User.objects.get(email="dina@example.org").memberships.get().organisation
given = ledger.pledge(fund_id=made.call.fund_id, donor_id=donor.pk, **gift)
ledger.receive(contribution_id=given.pk, **gift | {"key": "walk:gift:in"})
ledger.commit(
    application_id=made.pk, amount=Money(5000000, "USD"), actor=tomas, key=f"walk:{made.pk}"
)
for name in ("tomas", "petra"):
    person = User.objects.get(email=f"{name}@example.org")
    Declaration.objects.create(application=made, person=person)
project = services.open_project(application_id=made.pk)
sign(project)
print(json.dumps([project.pk, made.pk]))
"""
PAPER = {"name": "paper.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n%%EOF\n"}


def _pledge(visitor):
    """Pledge as a donor what is only for marking."""
    page = visitor.sign_in("dina")
    visitor.go("/projects/contributions/")
    page.get_by_role("link", name="Pledge a contribution").click()
    visitor.looks_right()
    page.get_by_label("Fund").select_option(label="Example Facility for Partner Organisations")
    page.get_by_label("Amount").fill("20000")
    page.get_by_label("Currency").select_option("EUR")
    page.get_by_label("Reference").fill("WALK-1")
    page.get_by_label("Only for these themes").select_option("MRK")
    page.get_by_role("button", name="Pledge a contribution").click()
    expect(page.locator("main")).to_contain_text("Only for projects on Marking")
    visitor.looks_right()
    return page.url


def _receive(visitor, address):
    """Write down as the fund that it has arrived, and at which rate."""
    page = visitor.sign_in("tomas")
    page.goto(address)
    page.get_by_role("link", name="Money has arrived").click()
    visitor.looks_right()
    page.get_by_label("Amount").fill("20000")
    page.get_by_role("button", name="Money has arrived").click()
    expect(page.locator("main")).to_contain_text(re.compile(r"1 EUR = 1\.\d+"))
    visitor.looks_right()
    visitor.go("/projects/contributions/?sort=newest")
    visitor.looks_right()
    expect(page.locator("main")).to_contain_text("Left to commit")


def test_money_comes_in_and_goes_out_through_two_pairs_of_hands(visitor, manage):
    project, application = json.loads(manage("shell", "--command", PREPARE).splitlines()[-1])
    _receive(visitor, _pledge(visitor))

    page, main = visitor.page, visitor.page.locator("main")
    visitor.go("/projects/payments/?state=due")
    main.get_by_role("link", name="Marking the arms of the wildlife service").click()
    visitor.looks_right()
    page.get_by_role("link", name="Prepare the payment").click()
    expect(main).to_contain_text("another administrator has to approve it")
    visitor.looks_right()
    page.get_by_label("Bank document").set_input_files(PAPER)
    page.get_by_role("button", name="Prepare a payment").click()
    expect(main).to_contain_text("You prepared this payment")
    expect(page.get_by_role("button", name="Approve this payment")).to_have_count(0)
    visitor.looks_right()
    payment = page.evaluate("location.pathname")

    visitor.sign_in("petra")
    visitor.go(payment)
    page.get_by_role("button", name="Approve this payment").click()
    page.get_by_role("button", name="Mark as paid").click()
    expect(main.locator(".status").first).to_have_text("Paid")

    visitor.sign_in("nadia")
    visitor.go(f"/projects/{project}/spend/")
    visitor.looks_right()
    page.get_by_label("Line of the budget").select_option("bl1")
    page.get_by_label("Amount").fill("12000")
    page.get_by_label("What for").fill("One machine, delivered.")
    page.get_by_label("Evidence").set_input_files(PAPER)
    page.get_by_role("button", name="Enter expenditure").click()

    visitor.sign_in("petra")
    visitor.go(f"/projects/{project}/")
    main.get_by_role("button", name="Accept").click()
    expect(main.locator(".figures")).to_contain_text("USD 12,000")
    visitor.looks_right()
    visitor.go(f"/ar/projects/{project}/")
    visitor.looks_right()
    visitor.go(f"/ledger/projects/{application}/")
    expect(main).to_contain_text("USD 12,000")
