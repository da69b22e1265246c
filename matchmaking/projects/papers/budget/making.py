"""Making the workbook: the lines with formulas, the sums, guarded cells, hidden lists."""

import io
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from babel.numbers import get_currency_precision
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from matchmaking.money import Money
from matchmaking.projects.papers.budget.columns import (
    ASKED,
    COMPUTED,
    COST,
    KEY,
    TOTAL,
    columns_of,
)
from matchmaking.writing.sheets.columns import Column, Shape
from matchmaking.writing.sheets.workbook import ABOUT, LISTS, write_text

Said = Mapping[str, Any]
KIND, FORMAT = "budget", "1"
KEYS_ROW, HEADS_ROW, TOTAL_ROW, FIRST_ROW = 1, 2, 3, 4
SPARE = 60  # empty lines to fill in, with their formulas
WIDTHS = {"category": 24, "description": 44, "cofinancer": 24, "output": 34, "activity": 34}
HEAD = PatternFill("solid", fgColor="DCE6F2")
GUARDED = PatternFill("solid", fgColor="EEEEEE")


class Maker:
    """Makes the workbook of one budget in the language of the reader."""

    def __init__(self, said: Said, title: str, number: int, prints: Mapping[str, str]) -> None:
        self.said = said
        self.title = title
        self.number = number
        self.prints = prints
        self.columns = columns_of(said)
        self.letters = {c.key: get_column_letter(n) for n, c in enumerate(self.columns, start=1)}
        self.currency = said["proposal"]["currency"]
        self.places = get_currency_precision(self.currency)
        self.last = FIRST_ROW + len(said["budget"]) + SPARE - 1

    def make(self) -> bytes:
        """Return the file."""
        book = Workbook()
        sheet, sums = book.worksheets[0], book.create_sheet(_tab(_("Sums")))
        sheet.title = _tab(_("Budget"))
        self._write_lines(sheet)
        self._write_sums(sums, quote_sheetname(sheet.title))
        self._write_lists(book.create_sheet(LISTS), sheet)
        self._write_about(book.create_sheet(ABOUT))
        self._write_guide(book.create_sheet(_tab(_("Instructions"))))
        for page in book.worksheets:
            page.sheet_view.rightToLeft = get_language_bidi()
        for name in (ABOUT, LISTS):
            book[name].sheet_state = "hidden"
        file = io.BytesIO()
        book.save(file)
        return file.getvalue()

    def _write_lines(self, sheet: Worksheet) -> None:
        sheet.append([column.key for column in self.columns])
        sheet.append([column.label for column in self.columns])
        for cell in sheet[HEADS_ROW]:
            cell.font, cell.fill = Font(bold=True), HEAD
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        self._write_total(sheet)
        for place in range(FIRST_ROW, self.last + 1):
            lines = self.said["budget"]
            at = place - FIRST_ROW
            self._write_line(sheet, place, lines[at] if at < len(lines) else None)
        self._guard(sheet)

    def _write_total(self, sheet: Worksheet) -> None:
        sheet[f"A{TOTAL_ROW}"] = TOTAL
        sheet[f"{self.letters['description']}{TOTAL_ROW}"] = _("Total")
        for key in (COST, "cofinancing_minor", ASKED):
            letter = self.letters[key]
            cell = sheet[f"{letter}{TOTAL_ROW}"]
            cell.value = f"=SUM({letter}{FIRST_ROW}:{letter}{self.last})"
            cell.number_format = self._format
        for cell in sheet[TOTAL_ROW]:
            cell.font, cell.fill = Font(bold=True), GUARDED

    def _write_line(self, sheet: Worksheet, row: int, line: Said | None) -> None:
        for place, column in enumerate(self.columns, start=1):
            cell = sheet.cell(row, place)
            if column.key in COMPUTED:
                cell.value, cell.fill = self._formula(column.key, row), GUARDED
            elif line is not None:
                self._write_value(cell, column, line[column.key])
            if column.shape == Shape.NUMBER and column.key != "quantity":
                cell.number_format = self._format
            cell.protection = Protection(locked=column.key in (KEY, *COMPUTED))
            if column.shape != Shape.NUMBER:
                cell.alignment = Alignment(wrap_text=True, vertical="top")

    def _write_value(self, cell: Any, column: Column, value: Any) -> None:
        if value in (None, ""):
            return
        if column.key.endswith("_minor"):
            cell.value = Money(value, self.currency).amount
        elif column.key == "quantity":
            cell.value = Decimal(value)
        else:
            write_text(cell, dict(column.options).get(value, value))

    def _formula(self, key: str, row: int) -> str:
        at = {name: f"{letter}{row}" for name, letter in self.letters.items()}
        quantity, price = at["quantity"], at["unit_cost_minor"]
        if key == COST:
            product = f"ROUND({quantity}*{price},{self.places})"
            return f'=IF(OR({quantity}="",{price}=""),"",{product})'
        return f'=IF({at[COST]}="","",{at[COST]}-N({at["cofinancing_minor"]}))'

    @property
    def _format(self) -> str:
        return "#,##0" + ("." + "0" * self.places if self.places else "")

    def _guard(self, sheet: Worksheet) -> None:
        """Lock what is worked out; let widths and heights be changed, and cells be coloured."""
        guard = sheet.protection
        guard.enable()
        guard.formatCells = guard.formatColumns = guard.formatRows = False
        sheet.row_dimensions[KEYS_ROW].hidden = True
        sheet.column_dimensions["A"].hidden = True
        for column in self.columns[1:]:
            sheet.column_dimensions[self.letters[column.key]].width = WIDTHS.get(column.key, 15)
        sheet.freeze_panes = f"D{FIRST_ROW}"

    def _write_sums(self, sheet: Worksheet, lines: str) -> None:
        """Add up by category and by output, with formulas over the lines."""
        heads = [_("Cost"), _("Co-financing"), _("Asked")]
        for key, title in (("category", _("Category")), ("output", _("Output"))):
            sheet.append([title, *heads])
            for cell in sheet[sheet.max_row]:
                cell.font, cell.fill = Font(bold=True), HEAD
            options = next(c.options for c in self.columns if c.key == key)
            for _code, text in options:
                self._write_sum(
                    sheet, sheet.max_row + 1, text, f"{lines}!{self._range(key)}", lines
                )
            sheet.append([])
        sheet.column_dimensions["A"].width = 60
        for letter in "BCD":
            sheet.column_dimensions[letter].width = 18
        sheet.protection.enable()

    def _write_sum(self, sheet: Worksheet, row: int, text: str, where: str, lines: str) -> None:
        write_text(sheet.cell(row, 1), text)
        for place, key in enumerate((COST, "cofinancing_minor", ASKED), start=2):
            cell = sheet.cell(row, place)
            cell.value = f"=SUMIF({where},$A{row},{lines}!{self._range(key)})"
            cell.number_format = self._format

    def _range(self, key: str) -> str:
        letter = self.letters[key]
        return f"${letter}${FIRST_ROW}:${letter}${self.last}"

    def _write_lists(self, lists: Worksheet, sheet: Worksheet) -> None:
        """Offer the lists in the cells they are for, and refuse what is no figure."""
        for column in self.columns:
            letter = self.letters[column.key]
            if column.options:
                for row, (_code, text) in enumerate(column.options, start=1):
                    write_text(lists[f"{letter}{row}"], text)
                source = f"{LISTS}!${letter}$1:${letter}${len(column.options)}"
                rule = DataValidation(type="list", formula1=source, allow_blank=True)
                rule.error = _("Choose an entry of the list.")
            elif column.shape == Shape.NUMBER and column.key not in COMPUTED:
                rule = DataValidation(type="decimal", operator="greaterThanOrEqual", formula1="0")
                rule.error = _("Write a figure of zero or more, without unit or currency.")
            else:
                continue
            rule.showErrorMessage = True
            rule.add(f"{letter}{FIRST_ROW}:{letter}{self.last}")
            sheet.add_data_validation(rule)

    def _write_about(self, sheet: Worksheet) -> None:
        """Say what the file is and what it was made from, for when it comes back."""
        rows: Iterable[Sequence[Any]] = (
            ("kind", KIND),
            ("format", FORMAT),
            ("proposal", self.number),
            ("currency", self.currency),
            ("language", get_language() or "en"),
            *(("was", name, print_) for name, print_ in self.prints.items()),
        )
        for row in rows:
            sheet.append(row)

    def _write_guide(self, sheet: Worksheet) -> None:
        sheet.column_dimensions["A"].width = 110
        write_text(sheet["A1"], self.title)
        sheet["A1"].font = Font(bold=True, size=14)
        for row, step in enumerate(guide(), start=2):
            write_text(sheet.cell(row, 1), step)


def guide() -> list[str]:
    """Return what people should know before they fill it in."""
    return [
        _("Write in the white cells; grey ones are worked out and cannot be changed."),
        _("One line for each cost. Empty lines are left aside; a cleared line is taken out."),
        _("Choose category, output and activity from the lists. An output is known by its number."),
        _("Do not merge cells. Results of formulas are taken as the figures you see."),
        _(
            "Save it as an Excel workbook (.xlsx) and upload it on the page it came from: you see "
            "every change before anything is taken over."
        ),
    ]


def _tab(title: str) -> str:
    """Return a title that a tab can bear."""
    return "".join(c for c in title if c not in "[]:*?/\\'")[:31]
