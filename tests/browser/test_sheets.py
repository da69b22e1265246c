"""The walk of somebody who writes many requests at once."""

import io

from openpyxl import load_workbook
from playwright.sync_api import expect


def filled(path, good, bad):
    """Fill in a downloaded template with good rows and, among them, bad ones."""
    book = load_workbook(io.BytesIO(path.read_bytes()))
    sheet = book.worksheets[1]
    places = {cell.value: cell.column for cell in sheet[1]}
    for number in range(good + bad):
        is_bad = number % 5 == 4 and number // 5 < bad
        cells = {
            "title": f"Steel racks for station {number + 1}",
            "language": "English",
            "themes": "[STK.01]",
            "priority": "Urgent" if is_bad else "High",
            "ends_on": "2031-12-31",
            "line.kind": "[EQP.SAFE]",
            "line.quantity": 4,
        }
        for key, value in cells.items():
            sheet.cell(3 + number, places[key]).value = value
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_of_fifty_rows_in_a_spreadsheet_the_forty_good_ones_become_drafts(visitor):
    page = visitor.sign_in("amina")
    visitor.go("/needs/mine/")
    page.get_by_role("link", name="Spreadsheet").click()
    visitor.looks_right()
    with page.expect_download() as download:
        page.get_by_role("link", name="Empty template").click()
    content = filled(download.value.path(), 40, 10)
    page.get_by_label("File").set_input_files(
        {"name": "racks.xlsx", "mimeType": "application/octet-stream", "buffer": content}
    )
    page.get_by_role("button", name="Check the rows").click()
    expect(page.get_by_text("40 good rows for new drafts")).to_be_visible(timeout=120_000)
    expect(page.get_by_text("10 rows with errors")).to_be_visible()
    expect(page.get_by_text("“Urgent” is not in the list").first).to_be_visible()
    visitor.looks_right()
    page.get_by_role("button", name="Save the 40 good rows").click()
    expect(page.get_by_text("40 new drafts saved")).to_be_visible(timeout=120_000)
    visitor.looks_right()
    visitor.go("/needs/mine/")
    expect(
        page.get_by_role("link", name="Steel racks for station 1", exact=True).first
    ).to_be_visible()
    expect(page.get_by_role("link", name="Steel racks for station 5", exact=True)).to_have_count(0)


def test_a_note_verbale_is_written_for_a_request(visitor):
    page = visitor.sign_in("amina")
    visitor.go("/needs/mine/")
    page.locator("main table a").first.click()
    page.get_by_role("link", name="Write or attach a note").click()
    visitor.looks_right()
    page.get_by_label("Your reference").fill("12/2027")
    with page.expect_download() as download:
        page.get_by_role("button", name="Word (.docx)").click()
    assert download.value.suggested_filename.endswith(".docx")
    page.get_by_role("button", name="Page to print").click()
    expect(page.get_by_text("12/2027")).to_be_visible()
    visitor.looks_right()
