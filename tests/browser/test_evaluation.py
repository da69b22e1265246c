"""An evaluation from the plan to what everybody reads: two score, the parties have their say."""

import datetime
import json

from django.utils import timezone
from playwright.sync_api import expect

SOON = str(timezone.localdate() + datetime.timedelta(days=30))
# What is measured of an agreement, with an approved value: how it came about is walked elsewhere.
PREPARE = """
import json
from allauth.account.models import EmailAddress
from matchmaking.monitoring.models import Undertaking
from matchmaking.evaluation import parties
rows = Undertaking.objects.filter(project=None, indicators__values__status="approved")
found = rows.with_parties().distinct().order_by("pk").first()
people = {}
for side, _pk in parties.sides_of(found):
    person = parties.people_of(found, side)[0]
    person.set_password("example")
    person.save()
    known = {"verified": True, "primary": True}
    EmailAddress.objects.get_or_create(user=person, email=person.email, defaults=known)
    people[side] = person.email.partition("@")[0]
print(json.dumps([found.pk, people]))
"""
TITLE = "Courses for registries, looked at from outside"
SECRET = "the registry behind the harbour"


def _plan(visitor, place):
    """Plan it as the broker and ask both evaluators; return its address."""
    page = visitor.sign_in("sofia")
    visitor.go(f"/evaluations/of/{place}/new/")
    page.get_by_label("Title").fill(TITLE)
    page.get_by_label("Purpose").fill("To plan the next round.")
    page.get_by_label("Scores wanted by").fill(SOON)
    visitor.looks_right()
    page.get_by_role("button", name="Keep the plan").click()
    address = page.evaluate("location.pathname")
    for name, role in (
        ("Elena (Secretariat of the Exchange)", "lead"),
        ("Inés (Example Evaluators)", "second"),
    ):
        page.get_by_role("link", name="Ask an evaluator").click()
        page.get_by_label("Whom to ask").select_option(label=name)
        page.get_by_label("Role").select_option(role)
        page.get_by_role("button", name="Ask").click()
    visitor.looks_right()
    return address


def _declare(visitor, name, address):
    page = visitor.sign_in(name)
    visitor.go(address)
    page.get_by_role("button", name="I am independent, and take it on").click()


def _score(visitor, name, address, points):
    """Score each criterion on the same evidence, and hand the scores in."""
    page = visitor.sign_in(name)
    visitor.go(address)
    page.get_by_role("link", name="Score", exact=True).click()
    answers = page.locator("fieldset:has(input[name^=answer_])")
    for at, value in enumerate(points):
        answers.nth(at).locator(f"input[value='{value}']").check()
        box = page.locator("fieldset:has(input[name^=sources_])").nth(at)
        if value.isdecimal() and name == "elena":
            box.locator("input").first.check()
        page.locator("textarea[name^=rationale_]").nth(at).fill("The registers show it.")
    if name == "elena":
        visitor.looks_right()
    page.get_by_role("button", name="Hand the scores in").click()
    return page


def _write(visitor, address):
    """Settle the difference as the lead, write the report, and send it out."""
    page = visitor.page
    visitor.go(address)
    page.get_by_role("button", name="End the scoring").click()
    expect(page.locator("main")).to_contain_text("The evaluators differ.")
    visitor.looks_right()
    page.get_by_role("link", name="Settle Effectiveness").click()
    page.locator("input[name=result][value='4']").check()
    page.get_by_label("How the difference was settled").fill("We talked it over.")
    page.get_by_role("button", name="Settle").click()
    page.get_by_role("link", name="Write the report").click()
    page.get_by_label("Summary").fill(f"It worked, but for {SECRET}.")
    page.get_by_label("Method and limits").fill("Values and talks.")
    page.get_by_label("Finding 1").fill("Everybody was reached.")
    for number, (words, side) in enumerate((("Go on.", "recipient"), ("Wait.", "donor"))):
        page.get_by_label(f"Recommendation {number + 1}").fill(words)
        page.locator(f"[name=addressee_{number}]").select_option(side)
    visitor.looks_right()
    page.get_by_role("button", name="Save and read it").click()
    page.get_by_role("link", name="Send the draft for comment").click()
    page.get_by_label("Comments until").fill(SOON)
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("main .status").first).to_have_text("Out for comment")


def _comment(visitor, people, address):
    """Let one side comment and the other say nothing; the lead answers and ends the comments."""
    page = visitor.sign_in(people["recipient"])
    visitor.go(address)
    page.get_by_role("link", name="Comment on the draft").click()
    page.get_by_label("Your comment").fill("The port was not named in the request.")
    page.get_by_role("button", name="Comment").click()
    visitor.looks_right()
    visitor.sign_in(people["donor"])
    visitor.go(f"{address}comment/")
    page.get_by_label("We have no comment").check()
    page.get_by_role("button", name="Comment").click()
    visitor.sign_in("elena")
    visitor.go(address)
    page.get_by_role("link", name="Answer the comment of").click()
    page.get_by_label("Answer").fill("Said so in the summary.")
    page.get_by_role("button", name="Answer").click()
    page.get_by_role("link", name="End the comments").click()
    page.get_by_label("Response until").fill(SOON)
    page.get_by_role("button", name="End them").click()


def _respond(visitor, people, address):
    """Let each side respond to what is addressed to it."""
    for number, side in enumerate(("recipient", "donor"), start=1):
        page = visitor.sign_in(people[side])
        visitor.go(address)
        page.get_by_role("link", name=f"Respond to recommendation {number}").click()
        page.get_by_label("Accepted", exact=True).check()
        page.get_by_label("Why").fill("We see it in the same way.")
        page.get_by_label("What will be done").fill("A second course.")
        page.get_by_label("By", exact=True).fill(SOON)
        page.get_by_role("button", name="Respond").click()
        expect(page.locator("main")).to_contain_text("A second course.")
    visitor.looks_right()
    visitor.sign_in("sofia")
    visitor.go(address)
    visitor.page.get_by_role("button", name="Make it final").click()


def _publish(visitor, people, address):
    """Let both sides agree, one of them keeping a passage back; the broker publishes."""
    for side in ("recipient", "donor"):
        page = visitor.sign_in(people[side])
        visitor.go(f"{address}consent/")
        page.get_by_label("Agrees to publish").check()
        if side == "recipient":
            page.get_by_label("Passages that are kept back").fill(SECRET)
            visitor.looks_right()
        page.get_by_role("button", name="Answer").click()
    visitor.sign_in("sofia")
    visitor.go(address)
    visitor.page.get_by_role("button", name="Publish").click()
    expect(visitor.page.locator("main .status").first).to_have_text("Published")


def test_two_score_the_parties_have_their_say_and_it_is_published_without_what_is_kept_back(
    visitor, manage
):
    place, people = json.loads(manage("shell", "--command", PREPARE).splitlines()[-1])
    address = _plan(visitor, place)
    _declare(visitor, "elena", address)
    _declare(visitor, "ines", address)
    page = visitor.sign_in("sofia")
    visitor.go(address)
    page.get_by_role("button", name="Let the scoring begin").click()
    # A number without evidence is refused; what was typed stays.
    _score(visitor, "ines", address, ("5", "3", "no_evidence"))
    expect(page.locator("main")).to_contain_text("a score needs evidence")
    for at in range(2):
        sources = page.locator("fieldset:has(input[name^=sources_])").nth(at)
        sources.locator("input").first.check()
    page.get_by_role("button", name="Hand the scores in").click()
    expect(page.locator("main")).to_contain_text("Your scores are handed in")
    _score(visitor, "elena", address, ("5", "5", "no_evidence"))
    _write(visitor, address)
    _comment(visitor, people, address)
    _respond(visitor, people, address)
    _publish(visitor, people, address)

    visitor.sign_out()
    visitor.go(address)
    visitor.looks_right()
    expect(page.locator("main")).to_contain_text("Withheld", ignore_case=True)
    expect(page.locator("body")).not_to_contain_text(SECRET)
    expect(page.locator("main")).to_contain_text("2 pairs of scores")
    visitor.go("/evaluations/?q=harbour")
    expect(page.locator("main")).not_to_contain_text(TITLE)
    visitor.go(f"/ar{address}")
    assert page.locator("html").get_attribute("dir") == "rtl"
    visitor.looks_right()
