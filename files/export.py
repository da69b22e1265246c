"""A filtered list as a file: CSV for machines, a workbook for people, JSON for programs.

The caller says which columns there are, so what a person may not see is simply not one of them.
"""

import csv
import datetime
import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Model, QuerySet
from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.functional import Promise
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

Cell = str | int | Decimal | datetime.date | None
CHUNK = 500
# A spreadsheet takes a cell that begins with one of these for a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class Column(NamedTuple):
    """One column: a stable key for programs, a heading for people, and where the value is."""

    key: str
    heading: str | Promise
    value: Callable[[Any], Any]


def rows_in_order(queryset: QuerySet[Any], ids: Sequence[int]) -> Iterator[Model]:
    """Yield the rows with `ids`, in that order, in chunks that fit into memory."""
    for start in range(0, len(ids), CHUNK):
        part = ids[start : start + CHUNK]
        known = queryset.in_bulk(part)
        yield from (known[pk] for pk in part if pk in known)


def csv_file(rows: Iterable[Any], columns: Sequence[Column], name: str) -> HttpResponseBase:
    """Stream the rows as CSV in UTF-8, with the mark that spreadsheets look for."""
    response = StreamingHttpResponse(
        _csv_lines(rows, columns), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def json_file(rows: Iterable[Any], columns: Sequence[Column], name: str) -> HttpResponseBase:
    """Stream the rows as a JSON array of objects, keyed by the columns' keys."""
    response = StreamingHttpResponse(_json_lines(rows, columns), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{name}.json"'
    return response


def xlsx_file(rows: Iterable[Any], columns: Sequence[Column], name: str) -> HttpResponseBase:
    """Write the rows into a workbook on disk and send it."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(name[:31])
    sheet.freeze_panes = "A2"
    sheet.append([_heading(sheet, column) for column in columns])
    for row in rows:
        sheet.append([safe_cell(column.value(row)) for column in columns])
    file = tempfile.TemporaryFile()  # noqa: SIM115 (the response closes it)
    book.save(file)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{name}.xlsx")


FORMATS: dict[str, Callable[[Iterable[Any], Sequence[Column], str], HttpResponseBase]] = {
    "csv": csv_file,
    "xlsx": xlsx_file,
    "json": json_file,
}


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, value: str) -> str:
        return value


def _csv_lines(rows: Iterable[Any], columns: Sequence[Column]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff"
    yield writer.writerow([str(column.heading) for column in columns])
    for row in rows:
        yield writer.writerow([safe_cell(column.value(row)) for column in columns])


def _json_lines(rows: Iterable[Any], columns: Sequence[Column]) -> Iterator[str]:
    separator = "["
    for row in rows:
        record = {column.key: column.value(row) for column in columns}
        yield separator + json.dumps(record, ensure_ascii=False, default=str)
        separator = ",\n"
    yield "[]" if separator == "[" else "]"


def _heading(sheet: Any, column: Column) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, str(column.heading))
    cell.font = Font(bold=True)
    return cell


def safe_cell(value: Any) -> Cell:
    """Return what a spreadsheet can hold and will not calculate."""
    if value is None or isinstance(value, int | Decimal | datetime.date):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("", str(value))
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
