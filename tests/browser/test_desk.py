"""A broker clears an item of the queue into an introduction."""

import re

from playwright.sync_api import expect

from tests.browser.steps import publish, submit_need

TITLE = "Marking machines for the western counties"
OFFER = "Pin-marking sets for service weapons, Great Lakes and Horn of Africa"


def _key(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def _row(page):
    return page.locator("[data-row]").filter(has_text=TITLE)


def _clear_own_checks(visitor, name, checklist):
    """Clear every check of a pair that waits for a person."""
    page = visitor.sign_in(name)
    visitor.go(checklist)
    waiting = page.locator("tr").filter(has_text="waits for you")
    while waiting.count():
        waiting.first.get_by_role("link").click()
        page.get_by_label("What was shown").fill("Seen and in order; the letter is on file.")
        reference = page.get_by_label("Reference number")
        if reference.count():
            reference.fill("NV/2026/17")
        page.get_by_role("button", name="Clear", exact=True).click()
        visitor.go(checklist)


def test_a_broker_clears_an_item_of_the_queue_into_an_introduction(visitor):
    publish(visitor, submit_need(visitor, TITLE))
    page = visitor.page
    visitor.go("/desk/?country=KEN&kind=need")
    visitor.looks_right()

    # By keyboard: down to the row, tick it, take it.
    for _step in range(page.locator("[data-row]").count()):
        _key(page, "j")
        if TITLE in page.locator("[data-row]:focus").inner_text():
            break
    _key(page, "x", "?")
    expect(_row(page).get_by_role("checkbox")).to_be_checked()
    expect(page.locator("#keys")).to_have_attribute("open", "")
    page.get_by_role("button", name="Look after it").click()
    expect(page.locator("#outcomes")).to_contain_text("done")
    # The page of before has the row too: keys pressed too early would be lost on it.
    with page.expect_navigation():
        page.get_by_role("link", name="My queue").click()
    expect(_row(page)).to_contain_text("Sofia")
    _key(page, "j", "Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    visitor.looks_right()

    # The best offer goes on the shortlist; another is rejected with a reason.
    best = page.locator(".match").filter(has_text=OFFER)
    best.get_by_role("button", name="Shortlist").click()
    expect(best.get_by_text("Shortlisted")).to_be_visible()
    other = page.locator(".match").filter(has_not_text=OFFER).first
    other.get_by_role("link", name="Reject").click()
    page.get_by_role("button", name="Reject").click()
    expect(page.locator(".error-summary")).to_be_visible()
    visitor.looks_right()
    page.get_by_label("Reason").select_option("other-subject")
    page.get_by_role("button", name="Reject").click()
    expect(page.locator("main")).to_contain_text("1 rejected pair")
    expect(page.locator(".timeline")).to_contain_text("put on the shortlist")

    best.get_by_role("link", name="Propose an introduction").click()
    page.get_by_role("button", name="Propose to both sides").click()
    introduction = re.sub(r"^https?://[^/]+", "", page.url)
    for name in ("amina", "dina"):
        visitor.sign_in(name)
        visitor.go(introduction)
        page.get_by_role("button", name="Accept").click()
        expect(page.locator("main")).to_contain_text("Accepted")

    visitor.sign_in("sofia")
    visitor.go("/desk/?stage=checks&kind=need")
    _row(page).get_by_role("link").first.click()
    page.locator(".match").filter(has_text=OFFER).get_by_role("link", name="Checks").click()
    checklist = re.sub(r"^https?://[^/]+", "", page.url)
    begin = page.get_by_role("button", name="Begin the checks")
    if begin.count():
        begin.click()
    for name in ("sofia", "amina", "dina"):
        _clear_own_checks(visitor, name, checklist)
    visitor.sign_in("sofia")
    visitor.go(introduction)
    page.get_by_role("button", name="Introduce").click()
    expect(page.locator("main .status").first).to_have_text("In conversation")

    visitor.go("/ar/desk/?country=KEN&stage=running")
    expect(_row(page)).to_be_visible()
    visitor.looks_right()


def test_the_queue_works_without_scripts(plain_visitor):
    page = plain_visitor.sign_in("sofia")
    plain_visitor.go("/desk/?kind=offer")
    page.locator("[data-row] input").first.check()
    page.get_by_text("Assign or postpone").click()
    page.get_by_role("button", name="Postpone").click()
    expect(page.locator(".error-summary")).to_contain_text("Say why it can wait")
    expect(page.locator("[data-row] input").first).to_be_checked()
