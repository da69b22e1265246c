"""Two colleagues edit at once, each in a browser of their own, and nothing is lost."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import SCREEN, Visitor
from tests.browser.steps import path_of

ALI_SAYS = "Ali describes the two provinces."
AMINA_SAYS = "Ten marking machines for the army"


@pytest.fixture
def colleague(chromium, site):
    context = chromium.new_context(viewport=SCREEN)
    yield Visitor(context.new_page(), site)
    context.close()


@pytest.fixture
def draft(visitor):
    """Begin a request as Kenya's focal point; give the path of its form."""
    page = visitor.sign_in("amina")
    visitor.go("/needs/new/")
    page.get_by_label("Title").fill("Marking machines")
    page.get_by_role("button", name="Begin").click()
    return path_of(page)


def _save(page):
    page.get_by_role("button", name="Save draft").click()
    page.wait_for_load_state()


def test_two_colleagues_edit_at_once_and_nothing_is_lost(visitor, colleague, draft):
    theirs = colleague.sign_in("ali")
    colleague.go(draft)
    mine = visitor.go(draft)
    expect(mine.get_by_text("Ali is writing here too")).to_be_visible()
    visitor.looks_right()

    theirs.get_by_label("Title").first.fill("Twelve marking machines for the police")
    theirs.get_by_label("Description").first.fill(ALI_SAYS)
    _save(theirs)

    mine.get_by_label("Title").first.fill(AMINA_SAYS)
    mine.get_by_label("Beneficiary institution").first.fill("Kenya Police Service")
    status = mine.locator("[data-autosave-status]")
    expect(status).to_contain_text("Nothing of yours is lost")
    visitor.faults.clear()  # the browser itself reports the answer 409

    visitor.go(draft)  # the browser is closed and opened again
    expect(mine.get_by_text("is not saved yet")).to_be_visible()
    visitor.looks_right()
    mine.get_by_role("button", name="Put it together").click()
    expect(mine.locator("main")).to_contain_text("Twelve marking machines for the police")
    visitor.looks_right()
    mine.get_by_label("Take mine").check()
    mine.get_by_role("button", name="Save what I chose").click()
    expect(mine.locator("h1")).to_have_text(AMINA_SAYS)
    expect(mine.locator("main")).to_contain_text(ALI_SAYS)
    expect(mine.locator("main")).to_contain_text("Kenya Police Service")

    mine.get_by_role("link", name="Versions, and what was different").click()
    expect(mine.locator("ins").first).to_contain_text("Ten")
    visitor.looks_right()


def test_without_scripts_a_stale_save_is_asked_too(plain_visitor, colleague):
    mine = plain_visitor.sign_in("amina")
    plain_visitor.go("/needs/new/")
    mine.get_by_label("Title").fill("Safes for weapons")
    mine.get_by_role("button", name="Begin").click()
    draft = mine.url.removeprefix(plain_visitor.site)
    theirs = colleague.sign_in("ali")
    colleague.go(draft)
    theirs.get_by_label("Title").first.fill("Steel safes")
    _save(theirs)
    mine.get_by_label("Title").first.fill("Wooden safes")
    _save(mine)
    expect(mine.locator("h1")).to_have_text("You both changed the same")
    mine.get_by_label("Keep theirs, as it is now").check()
    mine.get_by_role("button", name="Save what I chose").click()
    expect(mine.locator("h1")).to_have_text("Steel safes")


def test_a_colleague_is_asked_in_a_comment_and_the_words_are_signed(visitor, colleague, draft):
    page = visitor.page
    path = draft.removesuffix("edit/")
    visitor.go(path)
    page.get_by_role("link", name="All comments, or add one").click()
    page.get_by_label("Comment").fill("@Ali, is the number right?")
    page.get_by_role("button", name="Add comment").click()
    expect(page.get_by_role("article")).to_contain_text("is the number right?")
    visitor.looks_right()

    other = colleague.sign_in("ali")
    colleague.go("/notifications/")
    expect(other.locator("main")).to_contain_text("mentions you in a comment")
    colleague.go(path)
    expect(other.get_by_role("article")).to_contain_text("is the number right?")
    colleague.looks_right()
    other.get_by_role("link", name="Print").click()
    expect(other.locator("main")).to_contain_text("printed")
    colleague.looks_right()
