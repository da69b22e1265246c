"""Reading the workbook of a period that came back, into what its page would be sent."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO, Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from matchmaking.monitoring.checking import Fault
from matchmaking.monitoring.models import Indicator, Period
from matchmaking.monitoring.sheets.columns import (
    FIRST_ROW,
    KEY,
    KEYS_ROW,
    KIND,
    TOLD,
    columns_of,
    names_of_answers,
)
from matchmaking.writing.sheets.cells import CellFault, posted_values
from matchmaking.writing.sheets.columns import Column
from matchmaking.writing.sheets.package import MOST_BYTES, refuse_unfit_package
from matchmaking.writing.sheets.refusals import SheetRefused
from matchmaking.writing.sheets.workbook import ABOUT

MOST_ROWS, MOST_COLUMNS = 1_000, 60


@dataclass
class Filled:
    """What the page of the period would be sent, and what of the workbook cannot be read."""

    posted: dict[str, str] = field(default_factory=dict)
    faults: dict[int, list[Fault]] = field(default_factory=dict)
    rows: set[int] = field(default_factory=set)


def read_workbook(file: IO[bytes], period: Period, indicators: Mapping[int, Indicator]) -> Filled:
    """Return what a workbook says; raise SheetRefused for a file that is none of this period."""
    _refuse_hostile(file)
    try:
        book = load_workbook(io.BytesIO(file.read()), data_only=True, keep_links=False)
        about = {row[0]: row[1] for row in _about(book)}
        keys = [cell.value for cell in book.worksheets[0][KEYS_ROW]]
        rows = list(_rows(book, [str(key) for key in keys[:MOST_COLUMNS]]))
    except Exception as error:  # whatever a broken workbook makes the library raise
        raise SheetRefused(
            _("This file cannot be read as a workbook. Save it anew as “Excel workbook (.xlsx)”.")
        ) from error
    if about.get("kind") != KIND or str(about.get("period")) != str(period.pk) or KEY not in keys:
        raise SheetRefused(_("This is not the workbook of this period. Download it on this page."))
    return _filled(rows, indicators)


def _filled(rows: list[dict[str, Any]], indicators: Mapping[int, Indicator]) -> Filled:
    found = Filled()
    columns = [c for c in columns_of(indicators.values()) if c.key not in (KEY, *TOLD)]
    names = {"answer": names_of_answers()}
    for row in rows:
        key = str(row.get(KEY) or "")
        indicator = indicators.get(int(key)) if key.isdecimal() else None
        if indicator is None or indicator.pk in found.rows:
            continue
        found.rows.add(indicator.pk)
        for column in columns:
            _read_cell(found, indicator, column, row.get(column.key), names)
    return found


def _read_cell(
    found: Filled, indicator: Indicator, column: Column, value: Any, names: Mapping[str, Any]
) -> None:
    name = f"v{indicator.pk}-{column.key}"
    try:
        values = posted_values(column, value, names)
    except CellFault as fault:
        # Shown again as it stands: the page's own fields say what is wrong with a figure.
        found.posted[name] = str(value)[:200]
        if column.key == "answer":
            found.faults.setdefault(indicator.pk, []).append((column.key, str(fault)))
        return
    found.posted[name] = values[0] if values else ""


def _about(book: Any) -> Iterator[tuple[Any, ...]]:
    if ABOUT in book.sheetnames:
        yield from book[ABOUT].iter_rows(max_row=10, max_col=2, values_only=True)


def _rows(book: Any, keys: list[str]) -> Iterator[dict[str, Any]]:
    limits = {"min_row": FIRST_ROW, "max_row": MOST_ROWS, "max_col": len(keys)}
    for cells in book.worksheets[0].iter_rows(**limits, values_only=True):
        if any(cell is not None for cell in cells):
            yield dict(zip(keys, cells, strict=False))


def _refuse_hostile(file: IO[bytes]) -> None:
    file.seek(0, io.SEEK_END)
    size = file.tell()
    file.seek(0)
    if size > MOST_BYTES:
        raise SheetRefused(_("This file is larger than 10 MB: it is not the workbook of a period."))
    refuse_unfit_package(file)
    file.seek(0)
