"""An implementer reports two periods; one value comes back, is corrected and counts."""

from playwright.sync_api import expect

# A project that began more than a year ago, as rows: how one comes about is walked elsewhere.
PREPARE = """
import datetime
from django.utils import timezone
from accounts.models import Organisation, User
from config.example_world.funds import OPEN
from matchmaking.applications.models import Application, Declaration, Submission
from matchmaking.funds.models import Call
from matchmaking.monitoring import services
from matchmaking.payments.models import Project
from matchmaking.projects.models import Proposal
nadia = User.objects.get(email="nadia@example.org")
place = Organisation.objects.get(name="Example Implementer")
about = {"country_id": "KEN", "currency": "USD", "status": "approved", "created_by": nadia}
title = "Safe storage for the port police"
written = Proposal.objects.create(title=title, applicant=place, implementer=place, **about)
about = {"call": Call.objects.get(title=OPEN), "number": "2026-9006", "status": "approved"}
made = Application.objects.create(proposal=written, **about)
result = {"key": "r1", "number": "1", "level": "output", "statement": "Armouries are safe"}
result |= {"parent": None, "assumptions": ""}
row = {"result": "r1", "unit": "site", "baseline": "0", "due_on": "", "indicator": None}
row |= {"baseline_on": "", "verification": "", "disaggregation": ""}
indicators = [
    row | {"key": "i1", "title": "Armouries rebuilt", "target": "12"},
    row | {"key": "i2", "title": "Keepers trained", "target": "40", "unit": "person"},
]
said = {"results": [result], "indicators": indicators}
said |= {name: [] for name in ("milestones", "activities", "budget", "risks", "annexes")}
Submission.objects.create(
    application=made, round=1, proposal_version=1, contents=said, submitted_by=nadia
)
day = timezone.localdate() - datetime.timedelta(days=400)
money = {"number": "P-2026-9006", "amount_minor": 100, "currency": "USD", "status": "running"}
project = Project.objects.create(
    application=made, signed_on=day, starts_on=day, ends_on=timezone.localdate(), **money
)
tomas = User.objects.get(email="tomas@example.org")
Declaration.objects.create(application=made, person=tomas)
print(services.open_project(project_id=project.pk).pk)
"""


def _report(page, sites, people):
    page.get_by_label("Number (site)").fill(sites)
    page.get_by_label("Number (person)").fill(people)
    page.get_by_role("button", name="Save and hand in").click()
    expect(page.locator("main")).to_contain_text("Handed in.")


def _approve(visitor, place):
    page = visitor.sign_in("tomas")
    visitor.go(f"/monitoring/{place}/decide/")
    page.get_by_role("button", name="Approve those that are ticked").click()
    expect(page.locator("main")).to_contain_text("No values wait for you")


def test_a_value_comes_back_is_corrected_and_two_periods_count(visitor, manage):
    place = manage("shell", "--command", PREPARE).splitlines()[-1]
    page, main = visitor.sign_in("nadia"), visitor.page.locator("main")
    visitor.go(f"/monitoring/{place}/")
    page.get_by_role("link", name="Report values").click()
    page.get_by_label("Number (site)").fill("n/a")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(main).to_contain_text("Write a number here.")
    visitor.looks_right()
    _report(page, "30", "10")

    visitor.sign_in("tomas")
    visitor.go(f"/monitoring/{place}/decide/")
    visitor.looks_right()
    page.get_by_role("link", name="30 site").click()
    page.get_by_text("Send back", exact=True).first.click()
    page.get_by_label("Reason").fill("There are only twelve armouries.")
    page.locator("dialog, .dialog-body").get_by_role("button", name="Send back").click()
    expect(main.locator(".status").first).to_have_text("Sent back")

    visitor.sign_in("nadia")
    visitor.go("/notifications/tasks/")
    main.get_by_role("link", name="Safe storage for the port police").first.click()
    expect(main).to_contain_text("There are only twelve armouries.")
    visitor.looks_right()
    visitor.go(f"/monitoring/{place}/periods/1/")
    page.get_by_label("Number (site)").fill("3")
    page.get_by_role("button", name="Save and hand in").click()
    _approve(visitor, place)

    visitor.sign_in("nadia")
    visitor.go(f"/monitoring/{place}/periods/2/")
    _report(page, "6", "25")
    _approve(visitor, place)
    visitor.go(f"/monitoring/{place}/framework/")
    expect(main).to_contain_text("6 of 12")
    visitor.looks_right()
    visitor.go(f"/ar/monitoring/{place}/")
    visitor.looks_right()
