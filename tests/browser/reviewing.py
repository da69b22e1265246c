"""How an administrator asks for reviews, and how reviewers write them."""

import datetime
import re

from django.utils import timezone
from playwright.sync_api import expect

DUE = str(timezone.localdate() + datetime.timedelta(days=21))
WHY = "The plan says so, with figures."


def open_task(visitor, name, title):
    """Sign somebody in and open the review of the application on their list."""
    page = visitor.sign_in(name)
    visitor.go("/reviews/")
    page.get_by_role("link", name=re.compile(title)).first.click()
    return page


def ask(page, name):
    """Ask somebody to review, as the administrator on the page of an application's reviewers."""
    page.get_by_role("radio", name=re.compile(f"^{name}:")).check()
    page.get_by_label("Review due on").fill(DUE)
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.locator("main table").first).to_contain_text(name)


def review(visitor, name, title, points):
    """Declare no conflict, score every criterion with a reason, and hand in."""
    page = open_task(visitor, name, title)
    page.get_by_role("button", name="Nothing stands in the way").click()
    for at, value in enumerate(points):
        group = page.get_by_role("group", name="Score").nth(at)
        group.get_by_role("radio", name=re.compile(f"^{value}")).check()
        page.get_by_label("Why", exact=True).nth(at).fill(WHY)
    page.get_by_label("Your overall view").fill(f"{name} finds it sound.")
    page.get_by_role("radio", name="Fund it with conditions").check()
    visitor.looks_right()
    page.get_by_role("button", name="Save and check the review").click()
    page.get_by_role("button", name="Hand in the review").click()
    return page
