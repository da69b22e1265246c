"""An embargoed recipient is stopped, cleared with the reference of an exemption, and introduced."""

import re
from pathlib import Path

from django.conf import settings
from playwright.sync_api import expect

from tests.browser.steps import path_of

LIST = Path(settings.BASE_DIR) / "config" / "example_world" / "data" / "names_list.xml"
NEED = "Secure stores for unified police in ten States"
OFFER = "Pin-marking sets for service weapons, Great Lakes and Horn of Africa"
EMBARGO = "Security Council embargo"
SHOWN = "Seen and in order; the letter is on file."


def _number_of(visitor, kind, title):
    """Return the number of a record, from the list that it is found in."""
    page = visitor.go(f"/{kind}/?q={title.replace(' ', '+')}")
    links = page.get_by_role("link", name=title).evaluate_all("all => all.map(a => a.href)")
    return next(found.group(1) for link in links if (found := re.search(r"/(\d+)/", link)))


def _propose_and_accept(visitor):
    """Let Germany express its interest and South Sudan accept; return both addresses."""
    page = visitor.sign_in("dina")
    pair = f"{_number_of(visitor, 'needs', NEED)}/{_number_of(visitor, 'offers', OFFER)}/"
    visitor.go(f"/introductions/propose/{pair}")
    page.get_by_label("Message to the other side").fill("We could bring two sets in spring.")
    page.get_by_role("button", name="Send the expression of interest").click()
    path = path_of(page)
    visitor.sign_in("akol")
    visitor.go(path)
    page.get_by_role("button", name="Accept").click()
    return path, f"/clearance/pairs/{pair}"


def _is_stopped(visitor, path):
    page = visitor.sign_in("sofia")
    visitor.go(path)
    page.get_by_role("button", name="Introduce the parties").click()
    expect(page.locator(".messages, [role=alert]").first).to_contain_text(EMBARGO)


def _clear(page, reference=""):
    page.get_by_label("What was shown").fill(SHOWN)
    page.get_by_label("Reference number").fill(reference)
    page.get_by_role("button", name="Clear", exact=True).click()


def _clear_the_embargo(visitor, checklist):
    """Clear the embargo, which takes the reference of an exemption or a notification."""
    page = visitor.page
    visitor.go(checklist)
    visitor.looks_right()
    page.get_by_role("link", name=EMBARGO).click()
    expect(page.locator("main")).to_contain_text("South Sudan")
    visitor.looks_right()
    _clear(page)
    expect(page.locator(".error-summary")).to_contain_text("Reference number")
    expect(page.get_by_label("What was shown")).to_have_value(SHOWN)
    visitor.looks_right()
    _clear(page, "2206 Committee, exemption 2026/14")
    expect(page.locator("tr").filter(has_text=EMBARGO)).to_contain_text("Cleared")


def _clear_own_checks(visitor, name, checklist):
    page = visitor.sign_in(name)
    visitor.go(checklist)
    waiting = page.locator("tr").filter(has_text="waits for you")
    while waiting.count():
        waiting.first.get_by_role("link").click()
        _clear(page, "NV/2026/18")
        visitor.go(checklist)


def test_an_embargoed_recipient_is_stopped_cleared_and_introduced(visitor):
    path, checklist = _propose_and_accept(visitor)
    _is_stopped(visitor, path)
    _clear_the_embargo(visitor, checklist)
    for name in ("sofia", "dina", "akol"):
        _clear_own_checks(visitor, name, checklist)
    page = visitor.sign_in("sofia")
    visitor.go(checklist)
    expect(page.locator("main")).to_contain_text("the parties can be introduced")
    visitor.go(path)
    page.get_by_role("button", name="Introduce the parties").click()
    expect(page.locator("main .status").first).to_have_text("In conversation")


def test_a_list_of_names_is_uploaded_and_searched_in_another_script(visitor):
    page = visitor.sign_in("sofia")
    visitor.go("/clearance/names/")
    page.locator("[name=file]").set_input_files(LIST)
    page.get_by_role("button", name="Put in force").click()
    expect(page.locator("main")).to_contain_text("INV.001")
    visitor.looks_right()
    visitor.go("/clearance/names/")
    page.get_by_label("A name, in any script").fill("محمد زرقل")
    page.get_by_role("button", name="Compare with the list").click()
    expect(page.locator("main")).to_contain_text("MUHAMMAD ABDUL RAHMAN ZARQAL")
    visitor.looks_right()


def test_the_lists_and_the_rules_of_the_checks_look_right(visitor):
    page = visitor.sign_in("sofia")
    visitor.go("/clearance/rules/")
    visitor.looks_right()
    page.get_by_text("Change this check").first.click()
    page.get_by_role("button", name="Try on the open pairs").click()
    expect(page.locator("main")).to_contain_text("Nothing is saved yet")
    visitor.looks_right()
    visitor.go("/clearance/?state=waiting&sort=newest")
    visitor.looks_right()
    visitor.go("/ar/clearance/rules/")
    visitor.looks_right()
    visitor.go("/ar/clearance/")
    visitor.looks_right()
