"""Lines of a plain text file."""

from pathlib import Path

from matchmaking.reports.reader.columns import rows_of, table_rows
from matchmaking.reports.reader.document import Document, Line, Sheet, Word
from matchmaking.reports.reader.layout import lines_of
from matchmaking.reports.reader.sniff import as_text

LONG_LINE = 160
LETTER, HEIGHT = 6.0, 12.0


def read_text(path: Path) -> Document:
    """Read typed text; where it draws a table with columns, read it like a page."""
    raw = as_text(path.read_bytes()).replace("\f", "\n").expandtabs(4).splitlines()
    widest = max((len(row) for row in raw), default=0)
    if widest <= LONG_LINE:
        words = _words(raw)
        if table_rows(rows_of(words)):
            sheet = Sheet(1, widest * LETTER + 1, len(raw) * HEIGHT + 1, words, [])
            return Document([_unplaced(line) for line in lines_of([sheet])])
    return Document(_lines(raw, widest))


def _words(rows: list[str]) -> list[Word]:
    words = []
    for number, row in enumerate(rows):
        at = 0
        for text in row.split():
            at = row.index(text, at)
            x, y = at * LETTER, number * HEIGHT
            end = x + len(text) * LETTER
            words.append(Word(text, x, y, end, y + HEIGHT, y + 9.0, 9.0))
            at += len(text)
    return words


def _unplaced(line: Line) -> Line:
    return Line(line.text, indent=line.indent, fill=line.fill, marks=line.marks,
                starts_cell=line.starts_cell, wrapped=True)  # fmt: skip


def _lines(rows: list[str], widest: int) -> list[Line]:
    lines = []
    apart = True
    for row in rows:
        text = " ".join(row.split())
        if text:
            indent = (len(row) - len(row.lstrip())) / 2
            fill = len(row) / max(widest, 1)
            lines.append(
                Line(text, indent=indent, fill=fill, starts_cell=apart, wrapped=widest <= LONG_LINE)
            )
        apart = not text
    return lines
