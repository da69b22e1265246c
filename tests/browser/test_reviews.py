"""Three reviewers, one with a conflict of interest: apart first, then together."""

import datetime
import re

from django.utils import timezone
from playwright.sync_api import expect

from config.example_world.applications import UGANDA

DUE = str(timezone.localdate() + datetime.timedelta(days=21))
WHY = "The plan says so, with figures."


def open_task(visitor, name):
    """Sign somebody in and open the review of the application on their list."""
    page = visitor.sign_in(name)
    visitor.go("/reviews/")
    page.get_by_role("link", name=re.compile(UGANDA)).first.click()
    return page


def ask(page, name):
    """Ask somebody to review, as the administrator on the page of an application's reviewers."""
    page.get_by_role("radio", name=re.compile(f"^{name}:")).check()
    page.get_by_label("Review due on").fill(DUE)
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.locator("main table").first).to_contain_text(name)


def review(visitor, name, points):
    """Declare no conflict, score every criterion with a reason, and hand in."""
    page = open_task(visitor, name)
    page.get_by_role("button", name="Nothing stands in the way").click()
    for at, value in enumerate(points):
        group = page.get_by_role("group", name="Score").nth(at)
        group.get_by_role("radio", name=re.compile(f"^{value}")).check()
        page.get_by_label("Why", exact=True).nth(at).fill(WHY)
    page.get_by_label("Your overall view").fill(f"{name} finds it sound.")
    page.get_by_role("radio", name="Fund it with conditions").check()
    if name == "rania":
        visitor.looks_right()
    page.get_by_role("button", name="Save and check the review").click()
    page.get_by_role("button", name="Hand in the review").click()
    return page


def test_reviewers_work_apart_then_together_and_one_has_a_conflict(visitor):
    page = visitor.sign_in("tomas")
    visitor.go("/reviews/")
    page.get_by_role("link", name="Annual call: marking, records and safe stores").click()
    page.get_by_role("link", name=re.compile(UGANDA)).click()
    ask(page, "Rania")
    ask(page, "Hugo")
    reviewers = page.url.removeprefix(visitor.site)

    # Mei was asked before. She has a conflict, and from then on sees nothing of it.
    page = open_task(visitor, "mei")
    page.get_by_text("I have a conflict of interest").click()
    page.get_by_label("What is it?").select_option("personal")
    page.get_by_label("In a few words").fill("My brother works for the implementer.")
    page.get_by_role("button", name="Declare the conflict").click()
    expect(page.locator("main")).not_to_contain_text(UGANDA)

    page = review(visitor, "rania", (5, 4, 4, 3, 4))
    expect(page.locator("main")).to_contain_text("rania finds it sound.")

    # Hugo reads nothing of what Rania says before his own review is in.
    page = open_task(visitor, "hugo")
    expect(page.locator("main")).not_to_contain_text("rania finds it sound.")
    page = review(visitor, "hugo", (2, 4, 4, 3, 4))
    expect(page.locator("main")).to_contain_text("rania finds it sound.")
    expect(page.locator("main")).to_contain_text("With two reviewers nobody can say")
    page.get_by_label("Your remark").fill("Is annex 2 the newest one?")
    page.get_by_role("button", name="Say it").click()
    expect(page.locator("#discussion")).to_contain_text("Is annex 2 the newest one?")
    visitor.looks_right()
    path = page.url.removeprefix(visitor.site).split("#")[0]

    page = visitor.sign_in("tomas")
    visitor.go(reviewers)
    expect(page.locator("main")).to_contain_text("Declined")
    page = visitor.go("/ar" + path)
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    visitor.looks_right()
