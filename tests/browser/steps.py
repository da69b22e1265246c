"""What several walks have in common."""

import datetime
import re
from pathlib import Path

from django.utils import timezone
from playwright.sync_api import expect

from matchmaking import reports

ROOT_OF_REPORTS = Path(reports.__file__).parent / "examples"
NEXT_YEAR = str(timezone.localdate() + datetime.timedelta(days=400))
SUBMIT = "Submit to the secretariat"
CHECK = "Save and check answers"


def tick(page, group, label):
    """Tick one of the boxes that stand under the legend `group`, some of them folded away."""
    fields = page.get_by_role("group", name=re.compile(f"^{group}"))
    box = fields.get_by_label(label, exact=True)
    folded = fields.locator("details:not([open])").filter(has=page.get_by_label(label, exact=True))
    if folded.count():
        folded.locator("summary").click()
    box.check()


def complete_need(page, theme):
    """Say in the form of a request what a report does not say."""
    page.get_by_label("Description").first.fill("Marking machines for the police of two provinces.")
    tick(page, "Themes", theme)
    page.locator("[name=lines-0-kind]").select_option("EQP.MARK")
    page.locator("[name=lines-0-quantity]").fill("3")
    page.get_by_label("Priority").first.select_option("high")
    page.get_by_label("Wanted until").fill(NEXT_YEAR)


def submit_need(visitor, title):
    """Write and submit a request as Kenya's focal point; return its path."""
    page = visitor.sign_in("amina")
    visitor.go("/needs/new/")
    page.get_by_label("Title").fill(title)
    page.get_by_role("button", name="Begin").click()
    complete_need(page, "Marking equipment and maintenance")
    page.get_by_role("button", name=CHECK).click()
    page.get_by_role("button", name=SUBMIT).click()
    expect(page.locator("main")).to_contain_text("Submitted")
    return path_of(page)


def publish(visitor, path):
    """Publish a record as the secretariat's broker."""
    visitor.sign_in("sofia")
    page = visitor.go(path)
    page.get_by_role("button", name="Publish").click()
    expect(page.locator("main .status").first).to_have_text("Published")


def path_of(page):
    """Return the address of a page without the site."""
    return page.evaluate("location.pathname")
