"""A broker edits a bundle, sees the coverage change at once, and saves it."""

import re

import pytest
from playwright.sync_api import expect

NAME = "A coherent set for the police"


@pytest.fixture
def broker(visitor):
    visitor.sign_in("sofia")
    return visitor


def _coverage(page):
    return page.locator("#coverage p.lead")


def test_the_coverage_changes_while_a_bundle_is_edited(broker):
    page = broker.go("/bundles/")
    broker.looks_right()
    page.get_by_role("link", name=NAME).click()
    expect(_coverage(page)).to_contain_text("of the request")
    broker.looks_right()
    page.get_by_role("link", name="Edit", exact=True).click()
    broker.looks_right()

    before = _coverage(page).inner_text()
    amount = page.locator("input[name$='-0-amount']").first
    said = amount.input_value()
    amount.fill("1")
    expect(_coverage(page)).not_to_have_text(before)
    amount.fill("999999")
    expect(page.locator("#coverage")).to_contain_text(re.compile("only .* are left"))
    amount.fill(said)
    expect(_coverage(page)).to_have_text(before)

    page.get_by_label("Note").fill("Seen by the committee.")
    page.get_by_role("button", name="Save the bundle").click()
    expect(page.locator("main")).to_contain_text("Seen by the committee.")


def test_proposals_lead_to_the_editor_in_arabic_and_on_a_telephone(broker):
    page = broker.go("/bundles/")
    broker.page.get_by_role("row", name=NAME).locator("a[href*='/desk/']").click()
    page.locator("a[href*='/bundles/needs/']").first.click()
    path = re.sub(r"^https?://[^/]+", "", page.url)
    page = broker.go(f"/ar{path}")
    broker.looks_right()
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    page.locator("a[href*='/new/?part=']").first.click()
    page.wait_for_load_state()
    assert page.locator("input[name$='-0-amount']").first.input_value()
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0


def test_the_coverage_is_counted_without_a_script(plain_visitor):
    plain_visitor.sign_in("sofia")
    page = plain_visitor.go("/bundles/")
    page.get_by_role("link", name=NAME).click()
    page.get_by_role("link", name="Edit", exact=True).click()
    before = _coverage(page).inner_text()
    page.locator("input[name$='-0-amount']").first.fill("1")
    page.get_by_role("button", name="Show the coverage").click()
    expect(_coverage(page)).not_to_have_text(before)
