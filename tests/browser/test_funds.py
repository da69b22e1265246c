"""A call from rules to a published answer, and a focal point who asks which fund fits."""

import datetime
import re

from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.steps import path_of

TITLE = "Call for safe stores"
QUESTION = "May the call pay for fences?"
TODAY = timezone.localdate()


def _write_call(page):
    page.get_by_label("Title").fill(TITLE)
    page.get_by_label("What it is for").fill("Stores that are locked, listed and watched.")
    page.get_by_label("Time zone").select_option("Africa/Nairobi")
    page.get_by_label("Opens on").fill(str(TODAY - datetime.timedelta(days=1)))
    page.get_by_label("Closes on").fill(str(TODAY + datetime.timedelta(days=30)))
    page.get_by_role("button", name="Save the draft").click()


def test_a_call_is_published_asked_about_and_held_against_a_request(visitor):
    page = visitor.sign_in("tomas")
    visitor.go("/funds/")
    page.get_by_role("link", name="Example Fund of States").click()
    visitor.looks_right()
    page.get_by_role("link", name="New call").click()
    _write_call(page)
    call = path_of(page)
    page.get_by_role("link", name="Change the terms").click()
    visitor.looks_right()
    page.get_by_label("Longest length in months").fill("12")
    page.get_by_role("button", name="Preview what changes").click()
    expect(page.locator("main ins").first).to_have_text("at most 12 months")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("button", name="Publish").click()
    expect(page.locator("main .status").first).to_have_text("Open")
    expect(page.locator("main")).to_contain_text("not a real fund")

    page = visitor.sign_in("amina")
    visitor.go(call)
    page.get_by_label("Your question").fill(QUESTION)
    page.get_by_role("button", name="Ask").click()
    expect(page.locator("main")).to_contain_text("You asked this.")

    page = visitor.sign_in("tomas")
    visitor.go(call)
    page.get_by_role("link", name=re.compile(f"^Answer.*{re.escape(QUESTION)}")).click()
    page.get_by_label("Answer").fill("Yes, fences too.")
    page.get_by_role("button", name="Publish the answer").click()
    visitor.looks_right()

    page = visitor.sign_in("amina")
    visitor.go("/needs/?q=marking&country=KEN")
    page.get_by_role("link", name=re.compile("Completing the marking")).first.click()
    page.get_by_role("link", name="All calls, rule by rule").click()
    mine = page.get_by_role("region", name=TITLE)
    mine.get_by_text("rules are met").click()
    expect(mine).to_contain_text("The State may apply itself.")
    expect(page.locator("main")).to_contain_text("A government may not apply itself.")
    visitor.looks_right()
    page.get_by_role("link", name=TITLE).click()
    expect(page.locator("main")).to_contain_text("Yes, fences too.")
    expect(page.locator("main")).not_to_contain_text("Amina")
