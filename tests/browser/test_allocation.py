"""A broker makes two scenarios, compares them, and applies one as shortlists."""

import re

import pytest
from playwright.sync_api import expect


@pytest.fixture
def broker(visitor):
    visitor.sign_in("sofia")
    return visitor


def _begin(visitor, name, **weights):
    """Begin a scenario with all that is open, with its terms."""
    page = visitor.go("/allocation/new/")
    page.get_by_label("Name").fill(name)
    for label, value in weights.items():
        page.get_by_label(label).fill(str(value))
    page.get_by_role("button", name="Begin").click()
    expect(page.locator("h1")).to_have_text(f"Terms of {name}")
    return page


def _solve(page):
    page.get_by_role("button", name=re.compile("^Solve")).first.click()
    expect(page.locator("main .status").first).to_have_text("Solved")


def test_two_scenarios_are_compared_and_one_is_applied_as_shortlists(broker):
    page = _begin(broker, "By priority")
    broker.looks_right()
    page.get_by_role("button", name="Save the terms").click()
    _solve(page)
    expect(page.locator("main")).to_contain_text(re.compile(r"at least \d+\.\d %"))
    broker.looks_right()

    page = _begin(broker, "A share for Africa")
    page.locator("[name=shares-0-region_id]").select_option("002")
    page.locator("[name=shares-0-at_least]").fill("70")
    page.get_by_role("button", name="Save the terms").click()
    _solve(page)
    page.get_by_role("link", name="Per offer").click()
    expect(page.locator("main")).to_contain_text("Worth of one more")
    broker.looks_right()

    broker.go("/allocation/")
    page.get_by_label("Compare By priority").check()
    page.get_by_label("Compare A share for Africa").check()
    broker.looks_right()
    page.get_by_role("button", name="Compare what is ticked").click()
    expect(page.get_by_role("table").first).to_contain_text("A share for Africa")
    expect(page.locator("main")).to_contain_text("Requests that fare differently")
    broker.looks_right()

    page.get_by_role("link", name="A share for Africa").first.click()
    page.get_by_role("link", name="Apply as shortlists").click()
    broker.looks_right()
    page.get_by_role("button", name="Put them on the shortlist").click()
    expect(page.locator("main")).to_contain_text("on the shortlist now; nothing is decided.")
    given = page.locator("tbody tr").filter(has=page.locator("td a"))
    given.locator("th a").first.click()
    broker.looks_right()
    page.get_by_role("link", name="The request on the desk").click()
    expect(page.locator("main")).to_contain_text("Proposed by allocation")
    detail = broker.go("/allocation/").get_by_role("link", name="By priority")
    broker.go("/ar" + detail.get_attribute("href"))
    broker.looks_right()
