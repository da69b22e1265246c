"""Scanned pages: straighten the lines, and see the ticks that no text layer tells of."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from matchmaking.reports.reader.columns import Table
from matchmaking.reports.reader.document import Mark, Sheet, Word

STEEPEST = 0.05
TALLEST, SHORTEST = 20, 3
LEAST_INK = 6
EDGE = 3
# A rule runs over most of the page or the column; a tick covers a few points.
RULE = 0.35
FULL = 0.8
_DARK = bytes(1 if value < 150 else 0 for value in range(256))


@dataclass(frozen=True)
class Blot:
    """Ink standing by itself in one answer column."""

    column: str
    top: int
    bottom: int
    ink: int

    @property
    def y(self) -> float:
        return (self.top + self.bottom) / 2


def slope_of(words: Sequence[Word]) -> float:
    """Tell how far lines sink per point to the right, from words that follow each other."""
    slopes = [
        (b.base - a.base) / (b.x0 - a.x0)
        for a, b in pairwise(words)
        if b.x0 > a.x1 and abs(b.base - a.base) < 0.5 * a.size and b.x0 - a.x1 < 2 * a.size
    ]
    found = median(slopes) if len(slopes) > 20 else 0.0
    return found if abs(found) < STEEPEST else 0.0


def straightened(sheet: Sheet) -> Sheet:
    """Undo the tilt of a scanned page; its picture is read along the same tilt."""
    slope = slope_of(sheet.words)
    if not sheet.scanned or abs(slope) < 0.001:
        return sheet
    words = [
        replace(
            word,
            y0=word.y0 - slope * word.x0,
            y1=word.y1 - slope * word.x0,
            base=word.base - slope * word.x0,
            x0=word.x0 + slope * word.base,
            x1=word.x1 + slope * word.base,
        )
        for word in sheet.words
    ]
    return replace(sheet, words=words, slope=slope)


def ticks_seen(sheet: Sheet, tables: Sequence[Table]) -> list[Mark]:
    """Find ticks in the picture of a page, in the answer columns of its tables."""
    if sheet.picture is None or not tables:
        return []
    marks: list[Mark] = []
    for number, table in enumerate(tables):
        start = max((word.y1 + 2 for word in table.words), default=40.0)
        after = [other.y - 10 for other in tables[number + 1 :]]
        end = min([*after, sheet.height - 40])
        blots = [
            blot
            for name, left, right in table.bounds()
            for blot in _blots(sheet, name, (left, right), (int(start), int(end)))
        ]
        marks += [Mark(_centre(table, blot.column), blot.y) for blot in _chosen(blots)]
    return marks


def _centre(table: Table, column: str) -> float:
    return next((left + right) / 2 for name, left, right in table.bounds() if name == column)


def _chosen(blots: list[Blot]) -> list[Blot]:
    """Where every column has its box, take the fullest of each row; else take all."""
    chosen: list[Blot] = []
    for blot in blots:
        row = [other for other in blots if abs(other.y - blot.y) < 6]
        rivals = [other.ink for other in row if other.column != blot.column]
        if not rivals or blot.ink > 1.25 * max(rivals):
            chosen.append(blot)
    return chosen


def _blots(
    sheet: Sheet, name: str, sides: tuple[float, float], span: tuple[int, int]
) -> list[Blot]:
    rows = [_row(sheet, sides, y) for y in range(*span)]
    if not rows or not rows[0]:
        return []
    width = len(rows[0])
    shares = [sum(row[x] for row in rows) / len(rows) for x in range(width)]
    ruled = [x for x, share in enumerate(shares) if share > RULE]
    hidden = {x + step for x in ruled for step in (-1, 0, 1)}
    seen = [x for x in range(width) if x not in hidden]
    ink = [sum(row[x] for x in seen) for row in rows]
    lines = {y for y, count in enumerate(ink) if count > FULL * max(len(seen), 1)}
    clear = [0 if {y - 1, y, y + 1} & lines else count for y, count in enumerate(ink)]
    return _runs(name, clear, span[0])


def _row(sheet: Sheet, sides: tuple[float, float], y: int) -> bytes:
    """Read one row of dark points, along the tilt of the page."""
    picture = sheet.picture
    if picture is None:
        return b""
    width = max(int(sides[1] - sides[0]) - 2 * EDGE, 0)
    line = int(y + sheet.slope * (sides[0] + sides[1]) / 2)
    left = max(int(sides[0] - sheet.slope * y) + EDGE, 0)
    if not 0 <= line < picture.height:
        return bytes(width)
    start = line * picture.stride + left
    return picture.data[start : start + width].translate(_DARK).ljust(width, b"\0")


def _runs(name: str, ink: Sequence[int], offset: int) -> list[Blot]:
    """Gather rows with ink into blots; two empty rows part them."""
    found: list[Blot] = []
    rows = [y for y, count in enumerate(ink) if count]
    start = 0
    for place in range(1, len(rows) + 1):
        if place == len(rows) or rows[place] - rows[place - 1] > 2:
            top, bottom = rows[start], rows[place - 1]
            total = sum(ink[top : bottom + 1])
            if SHORTEST <= bottom - top + 1 <= TALLEST and total >= LEAST_INK:
                found.append(Blot(name, top + offset, bottom + offset, total))
            start = place
    return found
