"""A donor follows a search; one letter tells what is new, and its link ends the letters."""

import email
import re
from email import policy

import pytest
from playwright.sync_api import expect

from tests.browser.steps import publish, submit_need

BETWEEN = b"-" * 79 + b"\n"  # between the letters of a file


@pytest.fixture
def letters(mail_folder):
    """Return a function that gives the letters whose subject holds some words."""

    def about(words):
        files = [path.read_bytes() for path in sorted(mail_folder.iterdir())]
        parts = [part for file in files for part in file.split(BETWEEN) if part.strip()]
        found = [email.message_from_bytes(part, policy=policy.default) for part in parts]
        return [letter for letter in found if words in letter["Subject"]]

    return about


def test_a_saved_search_alerts_a_donor_once_and_its_link_ends_the_alerts(visitor, letters):
    page = visitor.sign_in("marco")
    visitor.go("/needs/?theme=MRK")
    page.get_by_role("link", name="Save this search").click()
    visitor.looks_right()
    page.get_by_label("Name").fill("Marking anywhere")
    page.get_by_label("At once").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("row", name=re.compile("Marking anywhere"))).to_contain_text("At once")
    visitor.looks_right()

    _publish_a_need(visitor, "Marking machines for the coast guard")
    (letter,) = letters("Marking anywhere")
    assert letter["Subject"] == "1 new in “Marking anywhere”"
    assert letter["To"] == "marco@example.org"
    assert "Marking machines for the coast guard" in letter.get_body(["plain"]).get_content()

    visitor.sign_in("marco")
    visitor.go("/notifications/")
    visitor.looks_right()
    page.get_by_role("link", name=re.compile("new in your saved search")).first.click()
    expect(page.locator(".pills")).to_contain_text("Marking")
    found = page.get_by_role("link", name="Marking machines for the coast guard")
    expect(found.first).to_be_visible()

    visitor.sign_out()
    page.goto(letter["List-Unsubscribe"].strip(" <>"))
    visitor.looks_right()
    page.get_by_role("button", name="Stop these e-mails").click()
    expect(page.locator("main")).to_contain_text("You will get no more e-mails")
    visitor.looks_right()
    _publish_a_need(visitor, "Marking machines for the border police")
    assert len(letters("Marking anywhere")) == 1


def _publish_a_need(visitor, title):
    publish(visitor, submit_need(visitor, title))
