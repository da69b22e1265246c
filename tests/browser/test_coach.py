"""A vague line becomes a request that a donor can act on, by following the coach."""

import re

from playwright.sync_api import expect

from tests.browser.steps import CHECK, NEXT_YEAR, tick

VAGUE = "We need support and capacity building for our stores."
BETTER = (
    "Secure racks for 38 police stations are wanted in Mombasa by 2028, for the National Police "
    "Service. The share of stores that meet the standard rises from 10 % to 90 %, so that losses "
    "are halved. Training is given in English."
)


def _score(page):
    return int(page.locator("#coach .coach-figure strong").inner_text())


def _take(page, rule):
    """Press the button beside the passage that answers `rule`."""
    advice = page.locator(f".coach-rule:has(details#coach-{rule})")
    advice.get_by_role("button", name="Put it into the field").first.click()
    expect(page.get_by_text("Put into its field.")).to_be_visible()


def test_a_vague_line_becomes_a_request_of_eighty_by_following_the_coach(visitor):
    page = visitor.sign_in("amina")
    visitor.go("/needs/new/")
    page.get_by_label("Title").fill("Police stores")
    page.get_by_role("button", name="Begin").click()
    page.get_by_label("Description").first.fill(VAGUE)
    expect(page.locator(".coach-vague")).to_contain_text("capacity building")
    visitor.looks_right()
    assert _score(page) < 20

    page.get_by_label("Description").first.fill(BETTER)
    tick(page, "Themes", "Physical security and access control")
    expect(page.locator("#coach")).to_contain_text("National Police Service")
    assert page.locator(".coach-vague").count() == 0
    page.get_by_role("button", name="Add these lines").first.click()
    expect(page.get_by_text("Lines added from the catalogue")).to_be_visible()
    for rule in ("institution", "place", "window", "goal", "language"):
        _take(page, rule)
    visitor.looks_right()
    assert _score(page) >= 80

    page.locator("details#coach-plan summary").click()
    page.get_by_label(re.compile("Does not apply")).locator("visible=true").first.fill(
        "No plan exists yet."
    )
    page.locator("details#coach-plan").get_by_role("button", name="Set this aside").click()
    expect(page.get_by_text("Set aside. The secretariat reads your reason.")).to_be_visible()
    page.get_by_label("Priority").first.select_option("high")
    page.get_by_label("Wanted until").fill(NEXT_YEAR)
    page.get_by_role("button", name=CHECK).click()
    expect(page.locator(".error-summary")).to_have_count(0)
    expect(page.locator("main")).to_contain_text("Precise enough")
    visitor.looks_right()


def test_the_coach_works_without_scripts(plain_visitor):
    page = plain_visitor.sign_in("amina")
    plain_visitor.go("/needs/new/")
    page.get_by_label("Title").fill("Racks")
    page.get_by_role("button", name="Begin").click()
    page.get_by_label("Description").first.fill("Racks for the stores in Mombasa.")
    page.get_by_role("button", name="Save draft").click()
    page.get_by_role("link", name="Edit", exact=True).click()
    page.get_by_label("Title").fill("Racks for the coast")
    _take(page, "place")
    assert page.get_by_label("Title").input_value() == "Racks for the coast"
    assert page.locator("#id_place").input_value() == "Mombasa"


def test_the_catalogue_and_the_rules_look_right(visitor):
    visitor.sign_in("sofia")
    page = visitor.go("/coaching/catalogue/")
    page.get_by_label("Words").fill("mark")
    page.get_by_role("button", name="Apply").click()
    page.get_by_role("link", name="Mark 5,000 State-held weapons").click()
    expect(page.locator("main")).to_contain_text("Indicative figures, never a price")
    visitor.looks_right()
    visitor.go("/coaching/catalogue/")
    visitor.looks_right()
    visitor.go("/coaching/rules/")
    visitor.looks_right()
    visitor.go("/needs/moderation/")
    visitor.looks_right()
    visitor.go("/ar/coaching/catalogue/")
    visitor.looks_right()
