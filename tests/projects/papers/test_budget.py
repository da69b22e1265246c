"""The budget as a workbook: out, and back in."""

import io

import pytest
from django.utils.translation import override
from openpyxl import load_workbook

from matchmaking.projects.contents import section_of
from matchmaking.projects.merging import prints
from matchmaking.projects.papers.budget.changes import preview
from matchmaking.projects.papers.budget.making import FIRST_ROW, TOTAL_ROW, Maker
from matchmaking.projects.papers.budget.reading import read_budget
from matchmaking.projects.sections import section_named
from matchmaking.writing.sheets.refusals import SheetRefused
from tests.projects.papers.saying import line, said

NUMBER = 7
COLUMNS = "key category description unit quantity unit_cost cost cofinancing asked cofinancer"
LETTERS = dict(zip((*COLUMNS.split(), "output", "activity"), "ABCDEFGHIJKL", strict=True))


def made(contents=None):
    contents = contents or said()
    was = prints(section_of(contents, section_named("budget")))
    return Maker(contents, "Marking in Kenya", NUMBER, was).make()


def opened(content):
    return load_workbook(io.BytesIO(content))


def saved(book):
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def back(content, contents=None):
    """Read a workbook against a proposal, and say what it would change."""
    contents = contents or said()
    return preview(contents, read_budget(io.BytesIO(content), contents, NUMBER))


def edited(**cells):
    """Return the workbook after somebody wrote into these cells of its first sheet."""
    book = opened(made())
    for cell, value in cells.items():
        book.worksheets[0][cell] = value
    return saved(book)


@pytest.mark.parametrize("language", ["en", "ar", "zh-hans"])
def test_a_workbook_that_nobody_changed_changes_nothing_in_whatever_language(language):
    with override(language):
        content = made()
    found = back(content)
    assert (found.changes, found.faults, found.same) == ((), (), 2)
    assert not found.is_fit


def test_costs_and_sums_are_formulas_and_only_they_are_guarded():
    sheet = opened(made()).worksheets[0]
    assert sheet[f"G{FIRST_ROW}"].value == f'=IF(OR(E{FIRST_ROW}="",F{FIRST_ROW}=""),"",' + (
        f"ROUND(E{FIRST_ROW}*F{FIRST_ROW},2))"
    )
    assert sheet[f"G{TOTAL_ROW}"].value.startswith("=SUM(G")
    assert sheet.protection.sheet
    locked = {key for key, letter in LETTERS.items() if sheet[f"{letter}5"].protection.locked}
    assert locked == {"key", "cost", "asked"}


def test_words_that_look_like_a_formula_stay_words():
    cell = opened(made()).worksheets[0][f"C{FIRST_ROW + 1}"]
    assert (cell.value, cell.data_type) == ("=2+2", "s")


def test_the_arabic_workbook_is_laid_out_from_right_to_left():
    with override("ar"):
        book = opened(made())
    assert all(page.sheet_view.rightToLeft for page in book.worksheets)


def test_a_changed_a_new_and_a_cleared_line_are_shown_before_anything_is_taken_over():
    cleared = {f"{letter}5": None for letter in "CBDEFHJKL"}
    new = {"B9": "Travel", "C9": "Flights", "E9": "3", "F9": "1 250,50", "K9": "1.2"}
    found = back(edited(E4=5, **cleared, **new))
    assert [(change.act, change.words) for change in found.changes] == [
        ("changed", "Line b1"),
        ("added", "Flights"),
        ("removed", "=2+2"),
    ]
    assert found.changes[0].fields == (("Quantity", "2", "5"),)
    assert found.is_fit
    flights = found.section["budget"][1]
    assert (flights["unit_cost_minor"], flights["output"]) == (125_050, "o2")
    assert next((str(a), str(b)) for _label, a, b in found.sums) == (
        "USD 3,185.18",
        "USD 11,251.50",
    )


@pytest.mark.parametrize(
    ("cell", "value", "words"),
    [
        ("B4", "Miscellaneous", "not in the list"),
        ("B4", None, "Choose the category"),
        ("C4", None, "Say what this cost is for"),
        ("C4", "x" * 251, "At most 250 letters"),
        ("E4", "two", "not a plain number"),
        ("E4", -1, "less than zero"),
        ("E4", 1.005, "at most 2 decimal places"),
        ("F4", 10**13, "too large"),
        ("G4", 17, "not quantity times unit cost"),
        ("H4", "=1+1", "result of this formula is not in the file"),
        ("K4", "9.9 Elsewhere", "not in the list"),
    ],
)
def test_each_fault_names_its_cell_and_nothing_can_be_taken_over(cell, value, words):
    found = back(edited(**{cell: value}))
    assert [fault.cell for fault in found.faults] == [cell]
    assert found.faults[0].row == 4
    assert words in found.faults[0].words
    assert not found.is_fit


def test_a_copied_line_is_a_new_line_and_replaces_none():
    row = {
        f"{letter}7": f"{value}"
        for letter, value in zip("ABCEF", ("b1", "Travel", "Copy", 1, 2), strict=True)
    }
    found = back(edited(**row))
    assert [(change.act, change.words) for change in found.changes] == [("added", "Copy")]


def test_what_a_colleague_changed_meanwhile_is_kept():
    now = said()
    now["budget"][1] |= {"quantity": "9"}
    now["budget"].append(line("b3"))
    found = back(edited(E4=5), now)
    assert [row["quantity"] for row in found.section["budget"]] == ["5", "9", "2"]
    assert found.is_fit


def test_a_line_that_both_changed_is_a_fault_of_its_row():
    now = said()
    now["budget"][0] |= {"quantity": "9"}
    found = back(edited(E4=5), now)
    assert [fault.row for fault in found.faults] == [4]
    assert "Line b1" in found.faults[0].words
    assert not found.is_fit


def test_the_workbook_of_another_proposal_or_none_of_ours_is_refused():
    with pytest.raises(SheetRefused, match="not the budget workbook"):
        read_budget(io.BytesIO(made()), said(), NUMBER + 1)
    book = opened(made())
    del book["about"]
    with pytest.raises(SheetRefused, match="not the budget workbook"):
        back(saved(book))


def test_a_workbook_in_another_currency_is_refused():
    contents = said()
    contents["proposal"] |= {"currency": "EUR"}
    with pytest.raises(SheetRefused, match="another currency"):
        back(made(), contents)


@pytest.mark.parametrize("content", [b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0", b"", b"a,b\n1,2"])
def test_what_is_no_workbook_is_refused(content):
    with pytest.raises(SheetRefused):
        back(content)


def test_merged_cells_are_refused_by_name():
    book = opened(made())
    book.worksheets[0].merge_cells("C4:D4")
    with pytest.raises(SheetRefused, match="C4:D4"):
        back(saved(book))
