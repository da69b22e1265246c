"""Reading a workbook that came back: every fault is named by its cell, nothing is guessed."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import IO, Any

from babel.numbers import get_currency_precision
from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from matchmaking.money import Money
from matchmaking.projects import figures
from matchmaking.projects.papers.budget.columns import (
    COMPUTED,
    COST,
    KEY,
    TOTAL,
    columns_of,
    names_of,
)
from matchmaking.projects.papers.budget.making import HEADS_ROW, KEYS_ROW, KIND
from matchmaking.projects.rows import new_key, plain
from matchmaking.writing.sheets.cells import CellFault, posted_values
from matchmaking.writing.sheets.columns import Column, Shape
from matchmaking.writing.sheets.package import MOST_BYTES, merged_cells, refuse_unfit_package
from matchmaking.writing.sheets.refusals import SheetRefused
from matchmaking.writing.sheets.workbook import ABOUT

Said = Mapping[str, Any]
MOST_LINES, MOST_ROWS = 500, 2_000
MOST_COLUMNS = 60
QUANTITY_PLACES = 2
MOST = Decimal(10**12)
LENGTHS = {"description": 250, "unit": 60, "cofinancer": 200}


@dataclass(frozen=True)
class Fault:
    """What keeps a cell from being taken over, and what to do about it."""

    row: int
    cell: str
    column: str
    words: str


@dataclass(frozen=True)
class Cell:
    """What stands in a cell; of a formula, the result that was kept with it."""

    value: Any
    is_formula: bool = False


@dataclass
class Sheet:
    """The lines of a workbook, what is wrong with them, and what the workbook was made from."""

    prints: dict[str, str]
    lines: list[dict[str, Any]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)


def read_budget(file: IO[bytes], said: Said, number: int) -> Sheet:
    """Return what a workbook says; raise SheetRefused for a file that is none of this proposal."""
    refuse_hostile(file)
    try:
        content = file.read()
        book, shown = (
            load_workbook(io.BytesIO(content), read_only=True, data_only=is_shown, keep_links=False)
            for is_shown in (False, True)
        )
        prints = _prints_of(book, number, said)
        name, letters = _page_of(book)
        _refuse_merged(io.BytesIO(content), book[name])
        rows = list(_rows_of(book[name], shown[name], letters))
    except SheetRefused:
        raise
    except Exception as error:  # whatever a broken workbook makes the library raise
        raise SheetRefused(
            _("This file cannot be read as a workbook. Save it anew as “Excel workbook (.xlsx)”.")
        ) from error
    if len(rows) > MOST_LINES:
        raise SheetRefused(_("A budget has at most %(most)s lines.") % {"most": MOST_LINES})
    return Reader(said, letters, prints).read(rows)


def refuse_hostile(file: IO[bytes]) -> None:
    """Raise SheetRefused for what is too large, broken, or more than a plain workbook."""
    file.seek(0, io.SEEK_END)
    size = file.tell()
    file.seek(0)
    if size > MOST_BYTES:
        raise SheetRefused(_("This file is larger than 10 MB: it holds more than a budget."))
    refuse_unfit_package(file)


class Reader:
    """Turns the rows of a workbook into budget lines."""

    def __init__(self, said: Said, letters: Mapping[str, str], prints: dict[str, str]) -> None:
        self.columns = [c for c in columns_of(said) if c.key not in (KEY, *COMPUTED)]
        self.labels = {column.key: column.label for column in columns_of(said)}
        self.names = names_of(said)
        self.letters = letters
        self.currency = said["proposal"]["currency"]
        self.known = {line["key"] for line in said["budget"]}
        self.known |= {name.partition("/")[2] for name in prints if name.startswith("budget/")}
        self.sheet = Sheet(prints)

    def read(self, rows: list[tuple[int, dict[str, Cell]]]) -> Sheet:
        """Return all lines and faults."""
        for number, cells in rows:
            self._read_line(number, cells)
        return self.sheet

    def _read_line(self, number: int, cells: dict[str, Cell]) -> None:
        said: dict[str, Any] = {"key": self._key(cells)}
        for column in self.columns:
            cell = cells.get(column.key, Cell(None))
            try:
                said[column.key] = self._value(column, cell)
            except CellFault as fault:
                said[column.key] = self._empty(column)
                self._blame(number, column.key, str(fault))
        self._check(number, cells, said)
        self.sheet.places[said["key"]] = number
        self.sheet.lines.append(said)

    def _key(self, cells: Mapping[str, Cell]) -> str:
        """Return the key of a known line; a copied line, and a new one, gets its own."""
        key = cells.get(KEY, Cell(None)).value
        is_known = isinstance(key, str) and key in self.known and key not in self.sheet.places
        return str(key) if is_known else new_key()

    def _value(self, column: Column, cell: Cell) -> Any:
        value = cell.value
        if cell.is_formula and value is None:
            raise CellFault(
                _("The result of this formula is not in the file. Paste it as a value.")
            )
        if cell.is_formula and isinstance(value, float) and column.shape == Shape.NUMBER:
            value = Decimal(repr(value)).quantize(self._unit(column), ROUND_HALF_UP)
        found = posted_values(column, value, self.names)
        if not found:
            return self._empty(column)
        return self._figure(column, found[0]) if column.shape == Shape.NUMBER else found[0]

    def _figure(self, column: Column, text: str) -> Any:
        value, unit = Decimal(text), self._unit(column)
        if value < 0:
            raise CellFault(_("This is less than zero."))
        if value >= MOST:
            raise CellFault(_("This figure is too large to be meant."))
        if value != value.quantize(unit):
            places = -int(unit.as_tuple().exponent)
            raise CellFault(_("Give at most %(places)s decimal places.") % {"places": places})
        is_money = column.key.endswith("_minor")
        return Money.of(value, self.currency).minor if is_money else plain(value)

    def _unit(self, column: Column) -> Decimal:
        is_money = column.key.endswith("_minor")
        places = get_currency_precision(self.currency) if is_money else QUANTITY_PLACES
        return Decimal(1).scaleb(-places)

    def _empty(self, column: Column) -> Any:
        if column.key.endswith("_minor"):
            return 0
        if column.key == "quantity":
            return "0"
        return None if column.key in ("output", "activity") else ""

    def _check(self, number: int, cells: Mapping[str, Cell], said: Said) -> None:
        named = {fault.column for fault in self.sheet.faults if fault.row == number}
        for key, words in (
            ("category", _("Choose the category of this cost.")),
            ("description", _("Say what this cost is for.")),
        ):
            if not said[key] and self.labels[key] not in named:
                self._blame(number, key, words)
        for key, most in LENGTHS.items():
            if len(said[key]) > most:
                words = _("At most %(most)s letters fit here.") % {"most": most}
                self._blame(number, key, words)
        self._check_cost(number, cells.get(COST, Cell(None)), said)

    def _check_cost(self, number: int, cell: Cell, said: Said) -> None:
        """A cost that somebody typed over its formula must be what the figures make."""
        if cell.is_formula or not isinstance(cell.value, int | float):
            return
        cost = Money(figures.line_cost(said), self.currency)
        if abs(Decimal(repr(cell.value)) - cost.amount) > Decimal("0.01"):
            words = _("This is not quantity times unit cost (%(cost)s). Change one of these.")
            self._blame(number, COST, words % {"cost": cost})

    def _blame(self, number: int, key: str, words: str) -> None:
        cell = f"{self.letters[key]}{number}" if key in self.letters else ""
        self.sheet.faults.append(Fault(number, cell, self.labels[key], words))


def _prints_of(book: Any, number: int, said: Said) -> dict[str, str]:
    """Return what the lines were when the workbook was made; refuse any other workbook."""
    rows = []
    if ABOUT in book.sheetnames:
        rows = list(book[ABOUT].iter_rows(max_row=MOST_ROWS, max_col=3, values_only=True))
    about = {row[0]: row[1] for row in rows if row and row[0] != "was"}
    if about.get("kind") != KIND or str(about.get("proposal")) != str(number):
        raise SheetRefused(
            _(
                "This is not the budget workbook of this proposal. Download it on this page, and "
                "copy your lines into it."
            )
        )
    if about.get("currency") != said["proposal"]["currency"]:
        raise SheetRefused(
            _("The proposal counts in another currency now. Download the workbook again.")
        )
    return {str(row[1]): str(row[2]) for row in rows if row[0] == "was"}


def _page_of(book: Any) -> tuple[str, dict[str, str]]:
    """Return the name of the worksheet with the lines, and where each column stands."""
    for page in book.worksheets:
        first = next(page.iter_rows(min_row=KEYS_ROW, max_row=KEYS_ROW, max_col=MOST_COLUMNS), ())
        letters = {
            cell.value: get_column_letter(place)
            for place, cell in enumerate(first, start=1)
            if isinstance(cell.value, str)
        }
        if {"category", "description", "quantity", "unit_cost_minor"} <= set(letters):
            return page.title, letters
    raise SheetRefused(
        _("The hidden first row with the names of the columns is gone. Download it again.")
    )


def _rows_of(
    page: Any, shown: Any, letters: Mapping[str, str]
) -> Iterator[tuple[int, dict[str, Cell]]]:
    """Yield the lines that somebody filled in, with their numbers."""
    keys = {letter: key for key, letter in letters.items()}
    limits = {"min_row": HEADS_ROW + 1, "max_row": MOST_ROWS, "max_col": MOST_COLUMNS}
    pairs = zip(page.iter_rows(**limits), shown.iter_rows(**limits), strict=False)
    for number, (written, seen) in enumerate(pairs, start=HEADS_ROW + 1):
        cells = {
            keys[letter]: Cell(kept.value, cell.data_type == "f")
            for place, (cell, kept) in enumerate(zip(written, seen, strict=False), start=1)
            if (letter := get_column_letter(place)) in keys
        }
        if cells.get(KEY, Cell(None)).value != TOTAL and _is_filled(cells):
            yield number, cells


def _is_filled(cells: Mapping[str, Cell]) -> bool:
    """Say whether a row says anything besides what is worked out."""
    return any(
        cell.is_formula or (cell.value is not None and str(cell.value).strip())
        for key, cell in cells.items()
        if key not in (KEY, *COMPUTED)
    )


def _refuse_merged(file: IO[bytes], page: Any) -> None:
    found = merged_cells(file, page._worksheet_path)
    if found:
        raise SheetRefused(
            _("Cells are merged: %(cells)s. Unmerge them, so that each cell holds its own answer.")
            % {"cells": ", ".join(found[:5])}
        )
