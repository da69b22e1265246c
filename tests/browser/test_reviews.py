"""Three reviewers, one with a conflict of interest: apart first, then together."""

import re

from playwright.sync_api import expect

from config.example_world.applications import UGANDA
from tests.browser.reviewing import ask, open_task, review


def test_reviewers_work_apart_then_together_and_one_has_a_conflict(visitor):
    page = visitor.sign_in("tomas")
    visitor.go("/reviews/")
    page.get_by_role("link", name="Annual call: marking, records and safe stores").click()
    page.get_by_role("link", name=re.compile(UGANDA)).click()
    ask(page, "Rania")
    ask(page, "Hugo")
    reviewers = page.url.removeprefix(visitor.site)

    # Mei was asked before. She has a conflict, and from then on sees nothing of it.
    page = open_task(visitor, "mei", UGANDA)
    page.get_by_text("I have a conflict of interest").click()
    page.get_by_label("What is it?").select_option("personal")
    page.get_by_label("In a few words").fill("My brother works for the implementer.")
    page.get_by_role("button", name="Declare the conflict").click()
    expect(page.locator("main")).not_to_contain_text(UGANDA)

    page = review(visitor, "rania", UGANDA, (5, 4, 4, 3, 4))
    expect(page.locator("main")).to_contain_text("rania finds it sound.")

    # Hugo reads nothing of what Rania says before his own review is in.
    page = open_task(visitor, "hugo", UGANDA)
    expect(page.locator("main")).not_to_contain_text("rania finds it sound.")
    page = review(visitor, "hugo", UGANDA, (2, 4, 4, 3, 4))
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
