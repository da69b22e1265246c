"""A donor has the study of this year made; page, Word, PDF and workbook say the same figures."""

import re
from pathlib import Path

from django.utils import timezone
from docx import Document
from openpyxl import load_workbook
from playwright.sync_api import expect
from pypdf import PdfReader

MEASURES = ("Asked", "Offered", "Agreed", "Funded", "Delivered")
FIRST_GRID = "What happened in this time"


def test_the_study_is_produced_and_its_figures_are_those_of_the_dashboard(visitor):
    today = timezone.localdate()
    known = _figures_of_the_dashboard(visitor, today.year)
    assert known["Asked"] > 0

    page = visitor.sign_in("dina")
    visitor.go("/insights/")
    page.locator("main").get_by_role("link", name="Studies").click()
    page.get_by_role("link", name="New study").click()
    page.get_by_label("First day").fill(today.isoformat())
    page.get_by_label("Last day").fill(f"{today.year}-01-01")
    page.get_by_role("button", name="Make the study").click()
    expect(page.locator("main")).to_contain_text("not before the first")
    visitor.looks_right()
    page.get_by_label("First day").fill(f"{today.year}-01-01")
    page.get_by_label("Last day").fill(today.isoformat())
    page.get_by_role("button", name="Make the study").click()
    page.wait_for_url(re.compile(r"/study/\d+/"))
    # The page goes on by itself once the study is made.
    expect(page.get_by_role("heading", name="Sustainability")).to_be_visible(timeout=60_000)
    visitor.looks_right()
    page.locator("#adequacy summary").first.click()
    words = page.locator("#adequacy table").first.inner_text()
    for measure in MEASURES:
        assert re.search(rf"{measure}\s+{known[measure]}\b", words), (measure, known[measure])

    rows = _grid(_download(page, "Workbook"))
    assert {name: rows[name] for name in MEASURES} == {name: known[name] for name in MEASURES}
    word = Document(str(_download(page, "Word")))
    cells = [[cell.text for cell in row.cells] for table in word.tables for row in table.rows]
    text = "\n".join(leaf.extract_text() for leaf in PdfReader(_download(page, "PDF")).pages)
    for measure in MEASURES:
        assert [measure, str(known[measure])] in [row[:2] for row in cells]
        assert re.search(rf"{measure}\s+{known[measure]}\b", text)

    address = page.url.removeprefix(visitor.site)
    visitor.sign_out()
    visitor.go(f"/ar{address}")
    visitor.looks_right()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")


def _figures_of_the_dashboard(visitor, year):
    page = visitor.go(f"/insights/?year={year}")
    found = {}
    for item in page.locator(".headlines .figure-item").all():
        title = item.locator("dt").inner_text().partition("What is this?")[0].strip()
        found[title] = int(re.match(r"[\d,]+", item.locator("dd").inner_text())[0].replace(",", ""))
    return found


def _download(page, link):
    with page.expect_download() as waiting:
        page.locator("main").get_by_role("link", name=link, exact=True).click()
    name = waiting.value.suggested_filename
    path = Path(waiting.value.path()).with_name(name)
    waiting.value.save_as(path)
    return path


def _grid(path):
    """Return the first two columns of the table of figures in a workbook."""
    sheet = load_workbook(path)["Adequacy"]
    rows = [row[:2] for row in sheet.iter_rows(values_only=True)]
    start = rows.index((FIRST_GRID, None)) + 2
    return dict(rows[start : start + len(MEASURES)])
