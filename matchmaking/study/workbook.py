"""A study as a workbook: a sheet for each chapter, numbers as numbers, charts beside them."""

import io
from collections.abc import Iterable

from django.utils.translation import get_language_bidi
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from files.export import safe_cell
from matchmaking.study.chapters import Chapter, Grid

BOLD, HEADING = Font(bold=True), Font(bold=True, size=14)
WIDTHS = (44, *[16] * 9)
CHART_ROWS = 16  # of the sheet that a chart covers


def make_workbook(found: Iterable[Chapter]) -> bytes:
    """Return the chapters as an XLSX file in the language that is active."""
    book = Workbook()
    book.remove(book.active)
    for chapter in found:
        _add_sheet(book, chapter)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _add_sheet(book: Workbook, chapter: Chapter) -> None:
    sheet = book.create_sheet(chapter.title[:31])
    sheet.sheet_view.rightToLeft = get_language_bidi()
    for column, width in zip("ABCDEFGHIJ", WIDTHS, strict=True):
        sheet.column_dimensions[column].width = width
    row = _write(sheet, 1, (chapter.title,), HEADING)
    for words in chapter.paragraphs:
        row = _write(sheet, row, (words,))
        sheet.cell(row - 1, 1).alignment = Alignment(wrap_text=True, vertical="top")
        sheet.merge_cells(start_row=row - 1, end_row=row - 1, start_column=1, end_column=8)
        sheet.row_dimensions[row - 1].height = 15 * (1 + len(words) // 120)
    for grid in chapter.grids:
        row = _add_grid(sheet, row + 1, grid)


def _add_grid(sheet: Worksheet, row: int, grid: Grid) -> int:
    row = _write(sheet, row, (grid.caption,), BOLD)
    first = row
    row = _write(sheet, row, grid.heads, BOLD)
    for cells in grid.rows:
        row = _write(sheet, row, cells)
    if grid.drawn is not None and grid.rows:
        _draw(sheet, grid, first, row - 1)
        row = max(row, first + CHART_ROWS)
    return _write(sheet, row, (grid.note,)) if grid.note else row


def _write(sheet: Worksheet, row: int, cells: Iterable[object], font: Font | None = None) -> int:
    for column, value in enumerate(cells, start=1):
        cell = sheet.cell(row, column, safe_cell(value))
        if font is not None:
            cell.font = font
    return row + 1


def _draw(sheet: Worksheet, grid: Grid, first: int, last: int) -> None:
    """Draw a column of a table as bars to the side of it."""
    chart = BarChart(type="bar", title=grid.caption, height=7.5, width=16, legend=None)
    column = (grid.drawn or 0) + 1
    chart.add_data(Reference(sheet, column, min_row=first, max_row=last), titles_from_data=True)
    chart.set_categories(Reference(sheet, 1, min_row=first + 1, max_row=last))
    chart.legend = None
    sheet.add_chart(chart, f"{'ABCDEFGHIJKLM'[len(grid.heads) + 1]}{first}")
