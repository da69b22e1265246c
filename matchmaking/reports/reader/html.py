"""Lines of a web page: scripts and styles are dropped, nothing is fetched."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree
from lxml import html as parser

from matchmaking.reports.reader.document import Document, Line
from matchmaking.reports.reader.grid import lines_of_rows
from matchmaking.reports.reader.messages import refusal, warning
from matchmaking.reports.reader.sniff import as_text

DROPPED = {"script", "style", "noscript", "template", "head", "iframe", "object", "nav", "svg"}
_BLOCK_TAGS = (
    "p div li h1 h2 h3 h4 h5 h6 tr table ul ol dl dt dd section article fieldset form pre "
    "blockquote br hr center body html main header footer legend label tbody"
)
BLOCKS = frozenset(_BLOCK_TAGS.split())
INLINE_LABEL = {"label"}
_HIDDEN = re.compile(r"(?i)display\s*:\s*none|visibility\s*:\s*hidden")
_ENCODING = re.compile(r"(?i)^\s*<\?xml[^>]*\?>")
_PICKED = re.compile(r"(?i)check|tick|selected|yes")
_UNPICKED = re.compile(r"(?i)un-?check|un-?tick|empty|blank|unselected")


def read_html(path: Path) -> Document:
    """Read a saved web page, tables by rows."""
    text = _ENCODING.sub("", as_text(path.read_bytes()))
    found = [warning("active_content")] if re.search(r"(?i)<script|<iframe|<object", text) else []
    options = parser.HTMLParser(no_network=True, huge_tree=False, remove_comments=True)
    try:
        tree = parser.document_fromstring(text, parser=options)
    except (etree.ParserError, etree.XMLSyntaxError):
        raise refusal("broken") from None
    return Document(list(_blocks(tree)), warnings=found)


def _blocks(element: Any) -> Iterator[Line]:
    """Give the lines of an element: tables as rows, the rest as running text."""
    if _is_dropped(element):
        return
    if element.tag == "table" and not _has_inner_table(element):
        yield from lines_of_rows([_cells(row) for row in element.iter("tr")])
        return
    heading = int(element.tag[1]) if re.fullmatch(r"h[1-6]", str(element.tag)) else 0
    bullet = element.tag == "li"
    text = element.text or ""
    for child in element:
        if child.tag in BLOCKS - INLINE_LABEL:
            yield from _lines(text, heading, bullet=bullet)
            yield from _blocks(child)
            text = child.tail or ""
        else:
            text += _inline(child) + (child.tail or "")
    yield from _lines(text, heading, bullet=bullet)


def _is_dropped(element: Any) -> bool:
    if not isinstance(element.tag, str) or element.tag in DROPPED:
        return True
    return bool(_HIDDEN.search(element.get("style", ""))) or element.get("id") in {"menu", "footer"}


def _has_inner_table(table: Any) -> bool:
    return any(inner is not table for inner in table.iter("table"))


def _cells(row: Any) -> list[list[Line]]:
    cells: list[list[Line]] = []
    for cell in row:
        if cell.tag in {"td", "th"}:
            cells.append(list(_blocks(cell)))
            span = cell.get("colspan", "1")
            cells += [[] for _ in range(min(int(span), 20) - 1 if span.isdigit() else 0)]
    return cells


def _lines(text: str, heading: int, *, bullet: bool) -> Iterator[Line]:
    tidy = " ".join(text.split())
    if tidy:
        yield Line(tidy, heading=heading, bullet=bullet, starts_cell=True)


def _inline(element: Any) -> str:
    if _is_dropped(element):
        return ""
    if element.tag == "input":
        return _input(element)
    if element.tag == "img":
        return _picture(element)
    if element.tag == "select":
        return " ".join(o.text or "" for o in element.iter("option") if "selected" in o.attrib)
    return (element.text or "") + "".join(_inline(c) + (c.tail or "") for c in element)


def _input(element: Any) -> str:
    if element.get("type", "text").lower() in {"checkbox", "radio"}:
        return " ☒ " if "checked" in element.attrib else " ☐ "
    hidden = element.get("type", "text").lower() in {"hidden", "submit", "button", "password"}
    return "" if hidden else f" {element.get('value', '')} "


def _picture(element: Any) -> str:
    """Read a tick that is a small picture, by what the page calls it."""
    called = f"{element.get('alt', '')} {element.get('src', '').rsplit('/', 1)[-1]}"
    if _UNPICKED.search(called):
        return " ☐ "
    return " ☒ " if _PICKED.search(called) else ""
