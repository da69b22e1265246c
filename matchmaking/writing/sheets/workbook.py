"""Making the workbook that people fill in: instructions, questions, an example, hidden lists."""

import datetime
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from matchmaking.writing.sheets.answers import Answers
from matchmaking.writing.sheets.columns import HIDDEN, SEPARATOR, Column, Shape

ABOUT, LISTS = "about", "lists"
FORMAT = "1"
KEYS_ROW, HEADS_ROW, FIRST_ROW = 1, 2, 3
LAST_ROW = 5_000  # as far as the drop-down lists reach
WIDTHS = {Shape.TEXT: 34, Shape.NUMBER: 14, Shape.DAY: 14, Shape.CHOICE: 24, Shape.SEVERAL: 38}
RECORD_FILL = PatternFill("solid", fgColor="DCE6F2")
LINE_FILL = PatternFill("solid", fgColor="E8EFE3")


class Entry(NamedTuple):
    """A record with its lines, as its form would post them; ids empty where it is new."""

    answers: Answers
    lines: Sequence[Answers]


class Texts(NamedTuple):
    """What the sheets of a workbook are called and say, in the reader's language."""

    kind: str
    title: str
    steps: Sequence[str]


def make_workbook(
    columns: Sequence[Column], entries: Iterable[Entry], example: Iterable[Entry], texts: Texts
) -> bytes:
    """Return a workbook with a row for each entry, and as many more to fill in."""
    book = Workbook()
    guide = book.worksheets[0]
    guide.title = _tab(_("Instructions"))
    _write_guide(guide, columns, texts)
    sheet = book.create_sheet(_tab(texts.title))
    lists = book.create_sheet(LISTS)
    _write_keys(sheet, columns)
    _write_rows(sheet, columns, entries)
    _write_lists(lists, sheet, columns)
    sample = book.create_sheet(_tab(_("Example")))
    _write_rows(sample, columns, example)
    for page in (sheet, sample):
        _lay_out(page, columns)
    _write_about(book.create_sheet(ABOUT), texts)
    for page in book.worksheets:
        page.sheet_view.rightToLeft = get_language_bidi()
    for name in (ABOUT, LISTS):
        book[name].sheet_state = "hidden"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _tab(title: str) -> str:
    """Return a title that a tab can bear."""
    return "".join(c for c in title if c not in "[]:*?/\\")[:31]


def _all(columns: Sequence[Column]) -> list[Column]:
    return [*(Column(key, key) for key in HIDDEN), *columns]


def _write_keys(sheet: Worksheet, columns: Sequence[Column]) -> None:
    """Name each column in a row nobody sees, so that heads may be worded in any way."""
    sheet.append([column.key for column in _all(columns)])


def _write_rows(sheet: Worksheet, columns: Sequence[Column], entries: Iterable[Entry]) -> None:
    every = _all(columns)
    for number, column in enumerate(every, start=1):
        cell = sheet.cell(HEADS_ROW, number, column.label)
        cell.font = Font(bold=True)
        cell.fill = LINE_FILL if column.is_line else RECORD_FILL
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    row = FIRST_ROW
    for entry in entries:
        for n, line in enumerate(entry.lines or [{}]):
            for number, column in enumerate(every, start=1):
                # Beneath the first, a row holds nothing but another line of the same record.
                own = line if column.is_line else entry.answers if n == 0 else {}
                name = "line" if column.key == "line.id" else column.field
                _write(sheet.cell(row, number), column, own.get(name, []))
            row += 1


def _write(cell: Cell, column: Column, values: Sequence[str]) -> None:
    if not values:
        return
    if column.shape == Shape.NUMBER and column.key not in HIDDEN:
        cell.value = Decimal(values[0])
    elif column.shape == Shape.DAY:
        cell.value = datetime.date.fromisoformat(values[0])
        cell.number_format = "yyyy-mm-dd"
    else:
        names = dict(column.options)
        said = f"{SEPARATOR} ".join(names.get(value, f"[{value}]") for value in values)
        write_text(cell, said if column.options else values[0])


def write_text(cell: Cell, text: str) -> None:
    """Write words as words, whatever they begin with: nothing of ours is calculated."""
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text.replace("\r\n", "\n"))
    if cell.data_type == "f":
        cell.data_type = "s"
        cell.quotePrefix = True
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def _lay_out(sheet: Worksheet, columns: Sequence[Column]) -> None:
    for number, column in enumerate(_all(columns), start=1):
        place = sheet.column_dimensions[get_column_letter(number)]
        place.width = WIDTHS[column.shape]
        place.hidden = column.key in HIDDEN
        if column.shape == Shape.DAY:
            place.number_format = "yyyy-mm-dd"
    sheet.row_dimensions[KEYS_ROW].hidden = True
    sheet.freeze_panes = f"{get_column_letter(len(HIDDEN) + 2)}{FIRST_ROW}"


def _write_lists(lists: Worksheet, sheet: Worksheet, columns: Sequence[Column]) -> None:
    """Put every list into a column of a hidden sheet, and offer it in the cells it is for."""
    for number, column in enumerate(_all(columns), start=1):
        if not column.options:
            continue
        letter = get_column_letter(number)
        for row, (_code, text) in enumerate(column.options, start=1):
            write_text(lists.cell(row, number), text)
        rule = DataValidation(
            type="list",
            formula1=f"{LISTS}!${letter}$1:${letter}${len(column.options)}",
            allow_blank=True,
            # Where several may stand in one cell, a list can offer them but not insist.
            showErrorMessage=column.shape == Shape.CHOICE,
        )
        rule.error = _("Choose an entry of the list.")
        rule.add(f"{letter}{FIRST_ROW}:{letter}{LAST_ROW}")
        sheet.add_data_validation(rule)


def _write_guide(guide: Worksheet, columns: Sequence[Column], texts: Texts) -> None:
    guide.column_dimensions["A"].width = 44
    guide.column_dimensions["B"].width = 100
    guide["A1"] = texts.title
    guide["A1"].font = Font(bold=True, size=14)
    for number, step in enumerate(texts.steps, start=1):
        guide.append([str(number), step])
    guide.append([])
    guide.append([_("Column"), _("What to write")])
    for cell in guide[guide.max_row]:
        cell.font = Font(bold=True)
    for column in columns:
        guide.append(
            [column.label, " ".join(part for part in (_rule(column), column.help) if part)]
        )
    for row in guide.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")


def _rule(column: Column) -> str:
    day = date_format(datetime.date(2027, 3, 31))
    return {
        Shape.TEXT: _("Text."),
        Shape.NUMBER: _("A number, without unit or currency."),
        Shape.DAY: _("A day, for example 2027-03-31 (%(day)s).") % {"day": day},
        Shape.CHOICE: _("One entry of the list."),
        Shape.SEVERAL: _("One or more entries of the list, separated by semicolons."),
    }[column.shape]


def _write_about(sheet: Worksheet, texts: Texts) -> None:
    """Say what the file is, for when it comes back."""
    for row in (("kind", texts.kind), ("format", FORMAT), ("language", get_language() or "en")):
        sheet.append(row)
