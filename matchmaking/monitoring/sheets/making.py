"""Making the workbook of a period, with what is known already."""

import io
from collections.abc import Sequence
from typing import Any

from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from matchmaking.monitoring.checking import part_name
from matchmaking.monitoring.choices import Answer
from matchmaking.monitoring.models import Period, Value
from matchmaking.monitoring.selectors import IndicatorRow
from matchmaking.monitoring.sheets.columns import (
    FIRST_ROW,
    FORMAT,
    HEADS_ROW,
    KEY,
    KIND,
    TOLD,
    columns_of,
)
from matchmaking.writing.sheets.columns import Column, Shape
from matchmaking.writing.sheets.workbook import ABOUT, LISTS, write_text

HEAD = PatternFill("solid", fgColor="DCE6F2")
TOLD_FILL = PatternFill("solid", fgColor="EEEEEE")
WIDTHS = {"indicator": 50, "words": 40, "reason": 34, "source": 34, "quality": 34, "answer": 18}


def make_workbook(period: Period, rows: Sequence[IndicatorRow]) -> bytes:
    """Return the file in the language of the reader: a row for each indicator."""
    columns = columns_of(row.indicator for row in rows)
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = _tab(_("Values"))
    sheet.append([column.key for column in columns])
    sheet.append([column.label for column in columns])
    for place, row in enumerate(rows, start=FIRST_ROW):
        said = _said(row, row.values.get(period.number))
        for number, column in enumerate(columns, start=1):
            _write(sheet.cell(place, number), column, said.get(column.key))
    _dress(sheet, columns)
    _offer_answers(book, sheet, columns, FIRST_ROW + len(rows) - 1)
    _write_about(book, period)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _said(row: IndicatorRow, value: Value | None) -> dict[str, Any]:
    indicator = row.indicator
    said: dict[str, Any] = {
        KEY: str(indicator.pk),
        "indicator": str(indicator),
        "unit": indicator.unit,
        "baseline": indicator.baseline,
        "target": row.now.due,
        "source": indicator.source,
    }
    if value is None:
        return said
    for name in ("number", "words", "reason", "source", "quality"):
        said[name] = getattr(value, name)
    code = Answer.NUMBER if value.answer == Answer.WORDS else Answer(value.answer)
    parts = {part_name(part.by, part.group): part.number for part in value.parts.all()}
    return said | {"answer": str(code.label)} | parts


def _write(cell: Any, column: Column, value: Any) -> None:
    if column.key in TOLD:
        cell.fill = TOLD_FILL
    cell.alignment = Alignment(wrap_text=column.shape != Shape.NUMBER, vertical="top")
    if value in (None, ""):
        return
    if isinstance(value, str):
        write_text(cell, value)
    else:
        cell.value = value.normalize() if hasattr(value, "normalize") else value


def _dress(sheet: Any, columns: Sequence[Column]) -> None:
    for cell in sheet[HEADS_ROW]:
        cell.font, cell.fill = Font(bold=True), HEAD
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.row_dimensions[1].hidden = True
    sheet.column_dimensions["A"].hidden = True
    for place, column in enumerate(columns[1:], start=2):
        sheet.column_dimensions[get_column_letter(place)].width = WIDTHS.get(column.key, 14)
    sheet.freeze_panes = f"C{FIRST_ROW}"
    sheet.sheet_view.rightToLeft = get_language_bidi()


def _offer_answers(book: Workbook, sheet: Any, columns: Sequence[Column], last: int) -> None:
    lists = book.create_sheet(LISTS)
    lists.sheet_state = "hidden"
    place, column = next((n, c) for n, c in enumerate(columns, start=1) if c.key == "answer")
    for row, (_code, text) in enumerate(column.options, start=1):
        write_text(lists[f"A{row}"], text)
    source = f"{LISTS}!$A$1:$A${len(column.options)}"
    rule = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=True)
    rule.error = _("Choose an entry of the list.")
    rule.add(f"{get_column_letter(place)}{FIRST_ROW}:{get_column_letter(place)}{last}")
    sheet.add_data_validation(rule)


def _write_about(book: Workbook, period: Period) -> None:
    about = book.create_sheet(ABOUT)
    about.sheet_state = "hidden"
    for row in (("kind", KIND), ("format", FORMAT), ("period", period.pk)):
        about.append(row)


def _tab(title: str) -> str:
    return "".join(c for c in title if c not in "[]:*?/\\'")[:31]
