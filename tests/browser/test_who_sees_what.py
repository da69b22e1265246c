"""A member and a visitor look at the same request."""

import re

from playwright.sync_api import expect

from tests.browser.steps import path_of

REQUEST = "Completing the marking of Administration Police firearms"
CONTACT = "contact@ken.example"


def _open(visitor, path, name=None):
    visitor.sign_in(name) if name else visitor.sign_out()
    page = visitor.go(path)
    visitor.looks_right()
    return page


def test_a_member_asks_for_what_a_visitor_only_sees_to_be_kept_back(visitor):
    page = _open(visitor, "/needs/?q=Administration+Police+firearms")
    page.get_by_role("link", name=REQUEST).click()
    path = path_of(page)
    visitor.looks_right()
    main = page.locator("main")
    expect(main).to_contain_text("Kept back")
    expect(main).not_to_contain_text(CONTACT)
    page.get_by_role("link", name="Sign in to ask for it").click()
    expect(page).to_have_url(re.compile("/login/"))

    page = _open(visitor, path, "dina")
    expect(main).not_to_contain_text(CONTACT)
    page.get_by_role("link", name="Ask for it").click()
    visitor.looks_right()
    page.get_by_label("Contact", exact=True).check()
    page.get_by_label("What for?").fill("Our engineers would like to visit in March.")
    page.get_by_role("button", name="Send the request").click()
    expect(main).to_contain_text("Your organisation asked")

    page = _open(visitor, "/disclosure/", "amina")
    page.locator(".result-title a").first.click()
    visitor.looks_right()
    expect(main).to_contain_text("Our engineers would like to visit in March.")
    page.get_by_role("button", name="Let them read").click()
    expect(main).to_contain_text("Granted")

    _open(visitor, path, "dina")
    expect(main).to_contain_text(CONTACT)
    _open(visitor, path)
    expect(main).not_to_contain_text(CONTACT)

    page = _open(visitor, path, "amina")
    page.get_by_role("link", name="1 reading by another organisation").click()
    visitor.looks_right()
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.locator("tbody")).to_contain_text("Contact")
