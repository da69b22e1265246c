"""Lines of an Excel workbook, by going over its XML."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from matchmaking.reports.reader.document import Document, Line
from matchmaking.reports.reader.grid import lines_of_rows
from matchmaking.reports.reader.messages import refusal, warning
from matchmaking.reports.reader.package import Package

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
MAX_CELLS = 200_000
_COLUMN = re.compile(r"[A-Z]+")


def read_xlsx(path: Path) -> Document:
    """Read all sheets of a workbook, row by row."""
    package = Package(path)
    shared = _shared(package.tree("xl/sharedStrings.xml"))
    lines: list[Line] = []
    for name in _sheets(package):
        lines += lines_of_rows(list(_rows(package.tree(name), shared)))
    found = [warning("active_content")] if package.is_active else []
    return Document(lines, warnings=found)


def _sheets(package: Package) -> list[str]:
    """Name the parts of the sheets, in the order of their tabs."""
    book, relations = package.tree("xl/workbook.xml"), package.tree("xl/_rels/workbook.xml.rels")
    if book is None or relations is None:
        raise refusal("broken")
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    names = (targets.get(sheet.get(R_ID), "") for sheet in book.iter(S + "sheet"))
    parts = [n.lstrip("/") if n.startswith("/") else f"xl/{n}" for n in names if n]
    return [part for part in parts if part in package.names]


def _shared(tree: Any) -> list[str]:
    return [_text(item) for item in tree] if tree is not None else []


def _text(element: Any) -> str:
    """Give a cell's text without its pronunciation guides."""
    parts = [t.text or "" for t in element.iter(S + "t") if t.getparent().tag != S + "rPh"]
    return "".join(parts)


def _rows(sheet: Any, shared: list[str]) -> Iterator[list[list[Line]]]:
    count = 0
    for row in sheet.iter(S + "row"):
        cells: list[list[Line]] = []
        for cell in row:
            count += 1
            if count > MAX_CELLS:
                raise refusal("bomb", size="> 200,000", limit="200,000")
            column = _index(cell.get("r", ""), len(cells))
            cells += [[] for _ in range(min(column, 200) - len(cells))]
            cells.append(_lines(_value(cell, shared)))
        yield cells


def _index(reference: str, after: int) -> int:
    match = _COLUMN.match(reference)
    if not match:
        return after
    index = 0
    for letter in match[0]:
        index = index * 26 + ord(letter) - 64
    return index - 1


def _value(cell: Any, shared: list[str]) -> str:
    kind, value = cell.get("t", "n"), cell.find(S + "v")
    if kind == "inlineStr":
        return _text(cell)
    text = (value.text or "") if value is not None else ""
    if kind == "s":
        return shared[int(text)] if text.isdigit() and int(text) < len(shared) else ""
    return _number(text) if kind == "n" else text


def _number(text: str) -> str:
    """Write a number as a person typed it: 5, not 5.0; 9.3, not 9.3000000000000007."""
    try:
        return f"{float(text):.10g}" if text else ""
    except ValueError:
        return text


def _lines(text: str) -> list[Line]:
    return [Line(" ".join(part.split())) for part in text.splitlines() if part.strip()]
