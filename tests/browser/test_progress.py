"""A project under way: its plan is updated, a risk named, a visit filed, a hand-over confirmed."""

import datetime
import json

from django.utils import timezone
from playwright.sync_api import expect

TODAY = timezone.localdate()
BEGUN = str(TODAY - datetime.timedelta(days=80))
# The running project of the example, of which nothing was said yet although all should be done.
PREPARE = """
import datetime, json
from allauth.account.models import EmailAddress
from django.utils import timezone
from matchmaking.monitoring.models import Undertaking
from matchmaking.payments import policies as projects
from matchmaking.progress import policies
from matchmaking.progress.models import ActivityState
from matchmaking.progress.notices import people_of
today = timezone.localdate()
rows = Undertaking.objects.open().filter(agreement=None).with_parties().order_by("pk")
found = rows.first()
ActivityState.objects.filter(undertaking=found).exclude(position=0).delete()
ActivityState.objects.filter(undertaking=found).update(
    starts_on=today - datetime.timedelta(days=100), ends_on=today - datetime.timedelta(days=10),
    percent=0, begun_on=None, done_on=None, version=1,
)
found.milestones.update(due_on=today + datetime.timedelta(days=30), reached_on=None)
people = {}
for person in people_of(found):
    side = policies.spoken_side(person, found)
    fund = "fund" if projects.administers(person, found.project) else None
    for role in {side, fund} - {None}:
        people.setdefault(str(role), person.email.partition("@")[0])
        person.set_password("example")
        person.save()
        known = {"verified": True, "primary": True}
        EmailAddress.objects.get_or_create(user=person, email=person.email, defaults=known)
print(json.dumps([found.pk, people]))
"""
PAPER = {"name": "list.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n%%EOF\n"}


def _light(page, code):
    return page.locator(f'[data-light="{code}"]')


def _update_plan(visitor, place):
    """Say as the implementer that the work is done, and that the staff may leave."""
    page = visitor.page
    visitor.go(f"/progress/{place}/plan/")
    visitor.looks_right()
    page.get_by_label("Done, in per cent").fill("100")
    page.get_by_label("Begun").fill(BEGUN)
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("Say when it was finished.")
    page.get_by_label("Finished").fill(str(TODAY))
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".messages")).to_contain_text("Saved.")
    visitor.go(f"/progress/{place}/register/new/")
    visitor.looks_right()
    page.get_by_label("In short").fill("Trained staff may leave")
    page.get_by_label("Impact").select_option("3")
    page.get_by_label("Likelihood").select_option("3")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("9 of 9")
    visitor.looks_right()


def _plan_hand_over(visitor, place):
    page = visitor.page
    visitor.go(f"/progress/{place}/hand-overs/new/")
    page.get_by_label("What is handed over").fill("Marking machines for the walk")
    page.get_by_label("How many in all").fill("10")
    page.get_by_label("Unit").fill("item")
    page.get_by_role("button", name="Save").click()
    _state(visitor, "10")


def _state(visitor, quantity):
    """State how much of the last hand-over has come."""
    page = visitor.page
    row = page.get_by_role("row", name="Marking machines for the walk")
    row.get_by_role("link", name="State").click()
    page.get_by_label("Handed over so far, in all").fill(quantity)
    page.get_by_role("button", name="Save").click()


def _visit(visitor, place):
    """Write and file as the fund what was seen on the spot."""
    page = visitor.page
    visitor.go(f"/progress/{place}/visits/")
    page.get_by_role("link", name="Write the note of a visit").click()
    visitor.looks_right()
    page.get_by_label("Where").fill("Central armoury")
    page.get_by_label("What was found").fill("All machines run.")
    page.get_by_label("Photos and papers").set_input_files(PAPER)
    page.get_by_role("button", name="Save").click()
    visitor.looks_right()
    page.get_by_role("button", name="File the note").click()
    expect(page.get_by_role("button", name="File the note")).to_have_count(0)


def test_a_project_is_followed_from_its_plan_to_a_hand_over_of_both_sides(visitor, manage):
    place, people = json.loads(manage("shell", "--command", PREPARE).splitlines()[-1])
    page = visitor.sign_in(people["giver"])
    visitor.go(f"/monitoring/{place}/")
    expect(_light(page, "late")).to_have_attribute("data-colour", "red")
    visitor.looks_right()
    _update_plan(visitor, place)
    _plan_hand_over(visitor, place)

    visitor.sign_in(people["fund"])
    _visit(visitor, place)
    visitor.sign_in(people["recipient"])
    visitor.go(f"/progress/{place}/hand-overs/")
    _state(visitor, "8")
    expect(page.locator("main")).to_contain_text("the sides say different things")
    visitor.looks_right()

    visitor.go(f"/monitoring/{place}/")
    expect(_light(page, "late")).to_have_attribute("data-colour", "green")
    expect(_light(page, "risks")).to_have_attribute("data-colour", "red")
    story = page.locator("#story")
    expect(story).to_contain_text("8 of 10 item")
    story.get_by_text("The same as a table").first.click()
    visitor.looks_right()
    visitor.go(f"/ar/monitoring/{place}/")
    visitor.looks_right()
