"""From the ranking to a condition that is met: a committee of three decides."""

import re

import pytest
from playwright.sync_api import expect

CALL = "Annual call: marking, records and safe stores"
PROPOSAL = "Marking the firearms of the Administration Police"


@pytest.fixture
def walker(visitor):
    visitor.sign_in("tomas")
    return visitor


def _here(walker):
    return walker.page.url.removeprefix(walker.site)


def test_from_the_ranking_to_a_condition_that_is_met(walker):
    page = walker.go("/funds/calls/")
    page.get_by_role("link", name=CALL).first.click()
    number = re.search(r"/calls/(\d+)/", page.url)[1]
    page = walker.go(f"/decisions/calls/{number}/ranking/")
    while page.get_by_role("heading", name="First say of each").count():
        page.locator("main li a").first.click()
        page.get_by_role("button", name=re.compile("no conflict")).first.click()
        walker.go(f"/decisions/calls/{number}/ranking/")
    expect(page.locator("main table")).to_contain_text(PROPOSAL)
    walker.looks_right()

    page.get_by_role("link", name="New scenario").click()
    page.locator("[name=name]").fill("The best for the money")
    page.get_by_role("button", name="Save and compute").click()
    expect(page.locator("main")).to_contain_text("the best possible")
    walker.looks_right()

    walker.go(f"/decisions/calls/{number}/ranking/")
    row = page.locator("tr").filter(has_text=PROPOSAL)
    row.locator("th a").click()
    application = re.search(r"/applications/(\d+)/", page.url)[1]
    walker.go(f"/decisions/applications/{application}/ballot/")
    page.get_by_label("Approve with conditions").check()
    page.locator("[name=conditions-0-words]").fill("Show the licence of the machines.")
    page.locator("[name=conditions-0-due_on]").fill("2030-01-31")
    page.get_by_role("button", name="Open the ballot").click()
    expect(page.locator("h1")).to_contain_text("Ballot on")
    ballot = _here(walker)

    for name in ("rania", "hugo", "mei"):
        walker.sign_in(name)
        page = walker.go(ballot)
        page.get_by_label("Yes", exact=True).check()
        page.get_by_role("button", name="Vote").click()
        expect(page.locator("main")).to_contain_text("You voted: Yes.")
    walker.looks_right()

    walker.sign_in("tomas")
    page = walker.go(ballot)
    page.get_by_role("button", name="Count the votes").click()
    expect(page.locator("h1")).to_contain_text("Decision on")
    decision = _here(walker)
    walker.looks_right()

    walker.sign_in("nadia")
    page = walker.go(decision)
    page.get_by_role("link", name="Letter", exact=True).click()
    expect(page.locator("main")).to_contain_text("has approved your proposal with conditions")
    walker.looks_right()
    walker.go(decision)
    page.get_by_role("link", name="Show the licence of the machines.").click()
    page.get_by_label("What shows that the condition is met").fill("It was published on Monday.")
    page.get_by_role("button", name="Hand in").click()
    expect(page.locator("main")).to_contain_text("Evidence handed in")
    condition = _here(walker)
    walker.looks_right()

    walker.sign_in("tomas")
    page = walker.go(condition)
    page.get_by_role("button", name="Accept: the condition is met").click()
    expect(page.locator("main .status").first).to_have_text("Met")
