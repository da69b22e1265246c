"""From an expression of interest to a conversation: question, document, fact, letter."""

import datetime
import re

from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.steps import path_of, publish, submit_need

TITLE = "Marking machines for the northern counties"
PDF = {"name": "plan.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\nplan\n%%EOF"}
IN_TWO_WEEKS = str(timezone.localdate() + datetime.timedelta(days=14))


def _express_interest(visitor):
    """Express the interest of Germany in a request of Kenya, from the list of matches."""
    page = visitor.sign_in("dina")
    visitor.go("/matching/?sort=newest")
    page.locator("tr").filter(has_text=TITLE).get_by_role("link", name="Why").first.click()
    page.get_by_role("link", name="Express interest").click()
    visitor.looks_right()
    page.get_by_label("Message to the other side").fill("We could bring two sets in spring.")
    page.get_by_role("button", name="Send the expression of interest").click()
    expect(page.locator("main .status").first).to_have_text("Proposed")
    return path_of(page)


def _accept(visitor, path):
    page = visitor.sign_in("amina")
    visitor.go("/introductions/?waiting=on")
    visitor.looks_right()
    expect(page.locator("tbody")).to_contain_text(TITLE)
    visitor.go(path)
    page.get_by_role("button", name="Accept").click()
    expect(page.locator("main .status").first).to_have_text("Accepted, to be introduced")


def _introduce(visitor, path):
    """Try too early, have every check cleared by those who clear it, and introduce."""
    page = visitor.sign_in("sofia")
    visitor.go(path)
    page.get_by_role("button", name="Introduce the parties").click()
    refusal = page.locator(".messages, [role=alert]").first
    expect(refusal).to_contain_text("cannot be introduced yet")
    page.get_by_role("link", name="Open the checklist").first.click()
    checklist = path_of(page)
    for name in ("sofia", "dina", "amina"):
        _clear_own_checks(visitor, name, checklist)
    visitor.sign_in("sofia")
    visitor.go(path)
    page.get_by_role("button", name="Introduce the parties").click()
    expect(page.locator("main .status").first).to_have_text("In conversation")
    expect(page.locator("main")).to_contain_text("You see that the conversation runs")
    visitor.looks_right()


def _clear_own_checks(visitor, name, checklist):
    page = visitor.sign_in(name)
    visitor.go(checklist)
    waiting = page.locator("tr").filter(has_text="waits for you")
    while waiting.count():
        waiting.first.get_by_role("link").click()
        page.get_by_label("What was shown").fill("Seen and in order; the letter is on file.")
        reference = page.get_by_label("Reference number")
        if reference.count():
            reference.fill("NV/2026/18")
        page.get_by_role("button", name="Clear", exact=True).click()
        visitor.go(checklist)


def _ask_and_attach(visitor, path):
    """Ask a question, send a document, propose a fact; what is typed is kept meanwhile."""
    page = visitor.sign_in("dina")
    visitor.go(path)
    page.get_by_text("Ask the other side something").click()
    page.get_by_label("Question").fill("How many police posts are there?")
    page.get_by_label("Answer by the end of").fill(IN_TWO_WEEKS)
    page.locator("[name=question-time_zone]").select_option("Europe/Berlin")
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.locator("#conversation")).to_contain_text("To be answered")
    message = page.locator("[name=text]")
    message.fill("Here is our plan")
    expect(page.locator("[data-autosave-status]")).to_contain_text("not sent yet")
    visitor.go(path)
    expect(message).to_have_value("Here is our plan")
    message.fill("Here is our plan for the first year.")
    page.locator("[name=attached]").set_input_files(PDF)
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#conversation")).to_contain_text("plan.pdf")
    page.get_by_text("Propose a fact").click()
    page.locator("[name=fact-text]").fill("Two sets come in spring.")
    page.get_by_role("button", name="Propose", exact=True).click()
    visitor.looks_right()


def _answer(visitor, path):
    page = visitor.sign_in("amina")
    visitor.go("/introductions/")
    expect(page.locator("tbody")).to_contain_text("new message")
    visitor.go(path)
    with page.expect_download() as download:
        page.get_by_role("link", name="plan.pdf").click()
    assert download.value.suggested_filename == "plan.pdf"
    page.get_by_text("Answer this question").click()
    page.locator("[name=answer-text]").fill("Sixty-one posts.")
    page.get_by_role("button", name="Answer", exact=True).click()
    expect(page.locator("#conversation")).to_contain_text("Sixty-one posts.")
    page.get_by_role("button", name="Confirm", exact=True).click()
    expect(page.locator(".pinned").first).to_contain_text("Two sets come in spring.")
    visitor.looks_right()


def _end_by_letter(visitor, path):
    """Make the letter that ends it, and record the signed one."""
    page = visitor.sign_in("amina")
    visitor.go(path)
    page.get_by_role("link", name="End of the introduction").click()
    visitor.looks_right()
    with page.expect_download() as download:
        page.get_by_role("button", name="Word (.docx)").click()
    assert download.value.suggested_filename.endswith(".docx")
    page.get_by_label("Scan of the signed letter").set_input_files(PDF)
    page.get_by_label("Reference of the letter").fill("MFA/9/26")
    page.locator("[name=signed_on]").fill(str(timezone.localdate()))
    page.get_by_label("Reason", exact=False).first.select_option("priorities")
    page.get_by_role("button", name="Record").click()
    expect(page.locator("main .status").first).to_have_text("Ended")
    expect(page.locator(".timeline")).to_contain_text("ended by letter")


def test_a_donor_and_a_state_are_introduced_talk_and_part_by_letter(visitor):
    publish(visitor, submit_need(visitor, TITLE))
    path = _express_interest(visitor)
    _accept(visitor, path)
    _introduce(visitor, path)
    _ask_and_attach(visitor, path)
    _answer(visitor, path)
    visitor.go(f"/ar{path}")
    visitor.looks_right()
    _end_by_letter(visitor, path)
    visitor.sign_in("dina")
    page = visitor.go("/introductions/?status=ended")
    expect(page.locator("tbody")).to_contain_text(re.compile("Priorities have changed"))
