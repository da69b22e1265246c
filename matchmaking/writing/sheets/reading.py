"""From an uploaded file to rows of cells with known columns."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO, Any, NamedTuple

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from matchmaking.writing.sheets.columns import HIDDEN, ID, folded
from matchmaking.writing.sheets.package import (
    MOST_BYTES,
    merged_cells,
    refuse_unfit_package,
)
from matchmaking.writing.sheets.refusals import SheetRefused
from matchmaking.writing.sheets.workbook import ABOUT, LISTS

MOST_RECORDS = 2_000
MOST_ROWS = 10_000
MOST_COLUMNS = 200
# Heads stand in one of the first rows.
SEARCHED_ROWS = 5
_OLE = b"\xd0\xcf\x11\xe0"


class Cell(NamedTuple):
    """What stands in a cell; a formula is marked, never calculated."""

    value: Any
    is_formula: bool = False


@dataclass(frozen=True)
class Row:
    """A row as the person sees it: its number, and its cells by the key of their column."""

    number: int
    cells: Mapping[str, Any]


@dataclass(frozen=True)
class Table:
    """The rows of a file, where each column stands, and what should be known about it."""

    rows: list[Row]
    letters: Mapping[str, str]
    notes: list[str] = field(default_factory=list)


def read_table(
    file: IO[bytes], *, kind: str, keys: Mapping[str, str], heads: Mapping[str, str]
) -> Table:
    """Return the rows of an uploaded file; raise SheetRefused with what to do about it.

    `keys` are the known columns with their names, `heads` what headings say in any language.
    """
    start = file.read(8)
    file.seek(0, io.SEEK_END)
    size = file.tell()
    file.seek(0)
    if size > MOST_BYTES:
        raise SheetRefused(_("This file is larger than 10 MB. Upload its rows in several files."))
    if start.startswith(_OLE):
        raise SheetRefused(
            _(
                "This workbook has a password, or is of the old kind (.xls). Save it without a "
                "password as “Excel workbook (.xlsx)”."
            )
        )
    read = _workbook_lines if start.startswith(b"PK") else _csv_lines
    return _table(read(file, kind, keys, heads), keys, heads)


Line = tuple[int, list[Cell]]


def _workbook_lines(
    file: IO[bytes], kind: str, keys: Mapping[str, str], heads: Mapping[str, str]
) -> list[Line]:
    refuse_unfit_package(file)
    try:
        book = load_workbook(file, read_only=True, data_only=False, keep_links=False)
        _refuse_other_kind(book, kind)
        page = _page_of(book, keys, heads)
        if page is None:
            return []
        _refuse_merged(merged_cells(file, page._worksheet_path))
        return list(_lines_of(page, MOST_ROWS + SEARCHED_ROWS + 1))
    except SheetRefused:
        raise
    except Exception as error:  # whatever a broken workbook makes the library raise
        raise SheetRefused(
            _("This file cannot be read as a workbook. Save it anew as “Excel workbook (.xlsx)”.")
        ) from error


def _page_of(book: Any, keys: Mapping[str, str], heads: Mapping[str, str]) -> Any:
    """Return the worksheet that is filled in: with the hidden keys, or else with their names."""
    pages = [page for page in book.worksheets if page.title not in (ABOUT, LISTS)]
    for known in ({}, heads):
        for page in pages:
            if _heads_of(_lines_of(page, SEARCHED_ROWS), keys, known):
                return page
    return None


def _lines_of(page: Any, most: int) -> Iterator[Line]:
    rows = page.iter_rows(max_row=most + MOST_ROWS, max_col=MOST_COLUMNS)
    for number, row in enumerate(rows, start=1):
        cells = [Cell(cell.value, cell.data_type == "f") for cell in row]
        if number <= SEARCHED_ROWS or any(_is_filled(cell) for cell in cells):
            yield number, cells
            most -= 1
        if most <= 0:
            return


def _csv_lines(
    file: IO[bytes], kind: str, keys: Mapping[str, str], heads: Mapping[str, str]
) -> list[Line]:
    raw = file.read()
    encoding = "utf-16" if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise SheetRefused(
            _("The letters of this file cannot be told. Save it as “CSV UTF-8”, or as a workbook.")
        ) from error
    if "\0" in text:
        raise SheetRefused(_("This is not a spreadsheet. Upload the template, or a CSV file."))
    head = text[:4_000]
    delimiter = max(",;\t", key=head.count)
    try:
        lines = list(csv.reader(io.StringIO(text), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise SheetRefused(
            _("This file cannot be read as CSV: %(why)s. Upload the workbook instead.")
            % {"why": error}
        ) from error
    return [
        (number, [Cell(value, value.startswith("=")) for value in line[:MOST_COLUMNS]])
        for number, line in enumerate(lines, start=1)
    ]


def _table(lines: list[Line], keys: Mapping[str, str], heads: Mapping[str, str]) -> Table:
    found = _heads_of(lines[:SEARCHED_ROWS], keys, heads)
    if not found:
        raise SheetRefused(
            _(
                "The heads of the columns are not those of the template. Download the template "
                "again, and copy your rows into it."
            )
        )
    last_head, places = found
    filled = [line for line in lines if line[0] > last_head and any(map(_is_filled, line[1]))]
    if len(filled) > MOST_ROWS:
        raise SheetRefused(
            _("This file has more than %(most)s rows. Upload them in several files.")
            % {"most": MOST_ROWS}
        )
    if not filled:
        raise SheetRefused(_("There are no rows beneath the heads: nothing to check yet."))
    _refuse_formulas(filled)
    rows = [
        Row(number, {key: _value(cells, place) for key, place in places.items()})
        for number, cells in filled
    ]
    letters = {key: get_column_letter(place + 1) for key, place in places.items()}
    return Table(rows, letters, _notes(lines, last_head, places, keys))


def _heads_of(
    lines: Iterable[Line], keys: Mapping[str, str], heads: Mapping[str, str]
) -> tuple[int, dict[str, int]] | None:
    """Return the last row of heads and where each column stands: by hidden key, else by name."""
    lines = list(lines)
    known = {*keys, *HIDDEN}
    for number, cells in lines:
        by_key = {
            cell.value: place
            for place, cell in enumerate(cells)
            if isinstance(cell.value, str) and cell.value in known
        }
        if "title" in by_key and len(by_key) >= 3:
            # In the template, the row of keys stands above the one that people read.
            return (number + 1 if ID in by_key else number), by_key
    for number, cells in lines:
        names = [(heads.get(folded(str(cell.value or ""))), n) for n, cell in enumerate(cells)]
        by_name = {key: place for key, place in reversed(names) if key}
        if "title" in by_name:
            return number, by_name
    return None


def _notes(
    lines: list[Line], last_head: int, places: Mapping[str, int], keys: Mapping[str, str]
) -> list[str]:
    """Say what was left aside: columns that are missing, and columns nobody knows."""
    missing = [key for key in keys if key not in places]
    shown = next((cells for number, cells in lines if number == last_head), [])
    extra = [
        str(cell.value)[:40]
        for place, cell in enumerate(shown)
        if cell.value not in (None, "") and place not in places.values()
    ]
    notes = []
    if missing:
        notes.append(
            _("These columns are missing; what records say there stays as it is: %(columns)s")
            % {"columns": ", ".join(keys[key] for key in missing)}
        )
    if extra:
        notes.append(
            _("These columns are not of the template and are left aside: %(columns)s")
            % {"columns": ", ".join(extra)}
        )
    return notes


def _refuse_other_kind(book: Any, kind: str) -> None:
    if ABOUT not in book.sheetnames:
        return
    said = {
        row[0].value: row[1].value for row in book[ABOUT].iter_rows(max_row=5, min_col=1, max_col=2)
    }
    if said.get("kind") != kind:
        raise SheetRefused(
            _("This is the template for another kind of record. Choose the one of this page.")
        )


def _refuse_merged(ranges: Sequence[str]) -> None:
    if ranges:
        raise SheetRefused(
            _("Cells are merged: %(cells)s. Unmerge them, so that each cell holds its own answer.")
            % {"cells": ", ".join(ranges[:5])}
        )


def _refuse_formulas(lines: Iterable[Line]) -> None:
    found = [
        f"{get_column_letter(place + 1)}{number}"
        for number, cells in lines
        for place, cell in enumerate(cells)
        if cell.is_formula
    ]
    if found:
        raise SheetRefused(
            _(
                "Formulas are not accepted: %(cells)s. Copy the cells and paste them as values, so "
                "that what is checked is what you see."
            )
            % {"cells": ", ".join(found[:5]) + (" …" if len(found) > 5 else "")}
        )


def _value(cells: Sequence[Cell], place: int) -> Any:
    value = cells[place].value if place < len(cells) else None
    return None if isinstance(value, str) and not value.strip() else value


def _is_filled(cell: Cell) -> bool:
    return cell.value is not None and str(cell.value).strip() != ""
