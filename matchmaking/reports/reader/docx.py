"""Lines of a Word document, by going over its XML."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from matchmaking.reports.reader.document import Document, Line
from matchmaking.reports.reader.grid import lines_of_rows
from matchmaking.reports.reader.messages import refusal, warning
from matchmaking.reports.reader.package import Package
from matchmaking.reports.reader.signs import PRIVATE

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
SKIPPED = {W + "del", W + "instrText", W + "delText", W + "txbxContent", MC_FALLBACK}
BREAKS = {W + "br", W + "cr"}
_HEADING = re.compile(r"(?i)(?:heading|titre|título|titulo|заголовок|标题|عنوان)\s*(\d)")


def read_docx(path: Path) -> Document:
    """Read a .docx file: paragraphs and tables in order, ticked boxes as signs."""
    package = Package(path)
    document = package.tree("word/document.xml")
    if document is None:
        raise refusal("broken")
    body = document.find(W + "body")
    levels = _levels(package.tree("word/styles.xml"))
    lines = list(_blocks(body if body is not None else document, levels))
    return Document(lines, warnings=_warnings(package))


def _warnings(package: Package) -> list[str]:
    found = []
    if package.is_active:
        found.append(warning("active_content"))
    if package.refers_elsewhere:
        found.append(warning("external_references"))
    return found


def _levels(styles: Any) -> dict[str, int]:
    """Give the heading level of each style that is a heading."""
    levels: dict[str, int] = {}
    for style in styles if styles is not None else ():
        name = style.find(W + "name")
        match = _HEADING.match(name.get(W + "val", "") if name is not None else "")
        if match:
            levels[style.get(W + "styleId", "")] = int(match[1])
    return levels


def _blocks(parent: Any, levels: dict[str, int]) -> Iterator[Line]:
    for element in parent:
        if element.tag == W + "p":
            yield from _paragraph(element, levels)
        elif element.tag == W + "tbl":
            yield from lines_of_rows([_cells(row, levels) for row in _rows(element)])
        elif element.tag in {W + "sdt", W + "sdtContent", W + "ins", W + "smartTag"}:
            yield from _blocks(element, levels)


def _rows(table: Any) -> Iterator[Any]:
    for element in table:
        if element.tag == W + "tr":
            yield element
        elif element.tag in {W + "sdt", W + "sdtContent"}:
            yield from _rows(element)


def _cells(row: Any, levels: dict[str, int]) -> list[list[Line]]:
    """Give the cells of a row; a cell over several columns leaves the others empty."""
    cells: list[list[Line]] = []
    for cell in row.iter(W + "tc"):
        if _row_of(cell) is not row:
            continue
        cells.append([line for line in _blocks(cell, levels) if line.text.strip() or line.marks])
        span = cell.find(f"{W}tcPr/{W}gridSpan")
        cells += [[] for _ in range(int(span.get(W + "val", "1")) - 1)] if span is not None else []
    return cells


def _row_of(cell: Any) -> Any:
    parent = cell.getparent()
    while parent is not None and parent.tag != W + "tr":
        parent = parent.getparent()
    return parent


def _paragraph(paragraph: Any, levels: dict[str, int]) -> Iterator[Line]:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    name = style.get(W + "val", "") if style is not None else ""
    bullet = paragraph.find(f"{W}pPr/{W}numPr") is not None or name.startswith("List")
    look = _look(paragraph)
    for number, text in enumerate("".join(_texts(paragraph)).split("\n")):
        if text.strip():
            yield Line(
                " ".join(text.split()),
                style=look,
                heading=levels.get(name, 0),
                bullet=bullet and number == 0,
                starts_cell=number == 0,
            )


def _look(paragraph: Any) -> str:
    """Give colour and slant of a paragraph's first run: answers are often set apart by them."""
    run = paragraph.find(f"{W}r/{W}rPr")
    if run is None:
        return ""
    colour = run.find(W + "color")
    return f"{colour.get(W + 'val') if colour is not None else ''}/{run.find(W + 'i') is not None}"


def _texts(element: Any) -> Iterator[str]:
    for child in element:
        tag = child.tag
        if tag in SKIPPED:
            continue
        if tag == W + "t":
            yield child.text or ""
        elif tag in BREAKS:
            yield "\n"
        elif tag == W + "tab":
            yield " "
        elif tag == W + "sym":
            yield _sign(child.get(W + "char", ""))
        elif tag == W + "checkBox":
            yield "☒" if _is_checked(child) else "☐"
        else:
            yield from _texts(child)


def _sign(code: str) -> str:
    try:
        char = chr(int(code, 16))
    except ValueError:
        return ""
    return PRIVATE.get(char, char)


def _is_checked(box: Any) -> bool:
    state = box.find(W + "checked")
    state = state if state is not None else box.find(W + "default")
    return state is not None and state.get(W + "val", "1") not in {"0", "false", "off"}
