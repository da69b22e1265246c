"""A broker prepares a round table, takes the dossier and enters what came of it; the portfolio."""

import io
import re
import zipfile

from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.steps import path_of

TITLE = "Friends of safe stockpiles"


def _fill(page):
    page.get_by_label("Title", exact=False).first.fill(TITLE)
    page.get_by_label("Day").fill(str(timezone.now().date()))
    page.get_by_label("Begins at").fill("23:59")
    page.get_by_label("Place", exact=True).fill("Conference room 4")
    page.get_by_role("button", name="Save").click()


def _choose_requests(page):
    page.get_by_role("link", name="Choose from the list").click()
    for number in range(2):
        page.locator("input[name=need]").nth(number).check()


def test_a_broker_holds_a_round_table_and_enters_what_came_of_it(visitor):
    page = visitor.sign_in("sofia")
    visitor.go("/round-tables/new/")
    visitor.looks_right()
    _fill(page)
    table = path_of(page)
    _choose_requests(page)
    visitor.looks_right()
    page.get_by_role("button", name="Put those chosen on the agenda").click()
    page.get_by_role("button", name=re.compile("^Later")).first.click()
    page.get_by_label("Invite").select_option("asking")
    page.get_by_role("button", name="Add to the list").click()
    page.get_by_label("Invite").select_option(label="Marco")
    page.get_by_role("button", name="Add to the list").click()
    visitor.looks_right()

    page.get_by_label("Made for").select_option("public")
    with page.expect_download() as download:
        page.get_by_role("button", name="Word (.docx)").click()
    word = zipfile.ZipFile(io.BytesIO(download.value.path().read_bytes()))
    assert TITLE in word.read("word/document.xml").decode()

    page.get_by_role("button", name="Send the invitations").click()
    expect(page.locator("main .status").first).to_have_text("Invited")
    page.get_by_role("button", name="It has been held").click()
    page.get_by_role("link", name="Enter an outcome").first.click()
    visitor.looks_right()
    page.get_by_label("Follow-up agreed").check()
    page.get_by_role("button", name="Enter", exact=True).click()
    expect(page.locator(".error-summary")).to_contain_text("Say who follows up.")
    page.get_by_label("Who follows up").select_option(label="Marco")
    page.get_by_label("Until").fill(str(timezone.now().date()))
    page.get_by_role("button", name="Enter", exact=True).click()
    expect(page.locator("#outcomes")).to_contain_text("Marco")

    visitor.sign_in("marco")
    visitor.go("/notifications/tasks/")
    task = page.get_by_role("row").filter(has_text=TITLE).first
    expect(task).to_contain_text("Follow up a round table")
    task.get_by_role("link").first.click()
    visitor.looks_right()
    page.get_by_role("button", name="It is done").click()
    expect(page.locator("main")).to_contain_text("Done on")
    visitor.go(f"/ar{table}")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    visitor.looks_right()


def test_every_figure_of_the_portfolio_leads_to_its_list(visitor):
    page = visitor.sign_in("sofia")
    visitor.go("/portfolio/")
    visitor.looks_right()
    cell = page.locator(".heat-table tbody td a").first
    figure = cell.inner_text().split("\n")[0]
    cell.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#total")).to_have_text(figure)
    visitor.looks_right()
    visitor.go("/portfolio/gaps/")
    visitor.looks_right()
    visitor.go("/ar/portfolio/map/?measure=unmet")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    visitor.looks_right()
    page.locator(".world svg a").first.click()
    expect(page.locator("#total")).to_be_visible()
