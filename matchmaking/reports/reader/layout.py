"""From words on a page to lines in reading order: columns, table columns, margins, ticks."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from matchmaking.reports.reader.bidi import runs_right_to_left, turned, western_runs
from matchmaking.reports.reader.columns import Table, flows, rows_of, table_rows
from matchmaking.reports.reader.document import Line, Sheet, Word, is_cjk
from matchmaking.reports.reader.ink import straightened, ticks_seen
from matchmaking.reports.reader.labels import TICKS
from matchmaking.reports.reader.tables import Ticked, answer_edge, ticks_of
from matchmaking.reports.reader.template import section_of

MARGIN = 0.13
_DIGITS = re.compile(r"\d+")
_SOURCE = re.compile(
    r"(?i)^[\[(]?(poa|iti|gge|revcon|sdg|programme d.action|instrument|rapport|programa de|informe|"
    r"пд|программа|мдо|международный|доклад|برنامج|الصك|تقرير|行动纲领|纲领|国际追查|追查文书|政府专家)"
)
_TAIL = re.compile(r"(\b[IVX]+\.?\s?[A-D]?\.?\d+|\d+\s?[a-z]?|\bix)[\])]?[;,.]?$")


@dataclass(frozen=True)
class Placed:
    """A line with its place on the page, in points."""

    words: tuple[Word, ...]
    left: float
    right: float

    @property
    def y(self) -> float:
        return median(word.base for word in self.words)


@dataclass(frozen=True)
class Edges:
    """Where the questions begin, and the answers beside them, in points from the left."""

    question: float | None
    answer: float | None


def lines_of(sheets: Sequence[Sheet]) -> list[Line]:
    """Put a whole document's words in reading order."""
    sheets = [straightened(sheet) for sheet in sheets]
    if runs_right_to_left(sheets):
        sheets = turned(sheets)
    running = running_texts(sheets)
    rows = [row for sheet in sheets for row in rows_of(sheet.words)]
    usual = Edges(question_edge(rows), answer_edge(rows))
    lines: list[Line] = []
    table: Table | None = None
    for sheet in sheets:
        page_lines, table = _page(sheet, running, table, usual)
        lines += page_lines
    return lines


def running_texts(sheets: Sequence[Sheet]) -> frozenset[tuple[str, int]]:
    """Find heads and feet: the same words at the same height on most pages."""
    seen: Counter[tuple[str, int]] = Counter()
    for sheet in sheets:
        seen.update({_running_key(row) for row in rows_of(sheet.words) if _in_margin(row, sheet)})
    least = max(2, len(sheets) // 2)
    return frozenset(key for key, count in seen.items() if count >= least)


def _running_key(row: Sequence[Word]) -> tuple[str, int]:
    text = " ".join(word.text for word in row)
    return _DIGITS.sub("#", text), round(row[0].base / 6)


def _in_margin(row: Sequence[Word], sheet: Sheet) -> bool:
    return not MARGIN < row[0].base / sheet.height < 1 - MARGIN


def _is_furniture(row: Sequence[Word], sheet: Sheet, running: frozenset[tuple[str, int]]) -> bool:
    if not _in_margin(row, sheet):
        return False
    key, height = _running_key(row)
    bare = key.strip("-–—/ .|").replace(" ", "") in {"#", "#/#", "page#", "#of#", "第#页"}
    return bare or any((key, height + step) in running for step in (-1, 0, 1))


def _page(
    sheet: Sheet,
    running: frozenset[tuple[str, int]],
    table: Table | None,
    usual: Edges,
) -> tuple[list[Line], Table | None]:
    rows = rows_of(sheet.words)
    headers = table_rows(rows)
    # Ink tells more than letters that were guessed from it.
    sheet.marks += ticks_seen(sheet, headers or ([table.continued()] if table else []))
    header_words = {id(word) for header in headers for word in header.words}
    kept = [
        row for row in rows if id(row[0]) in header_words or not _is_furniture(row, sheet, running)
    ]
    lines: list[Line] = []
    parts = flows(kept, sheet.width, has_table=bool(headers) or table is not None)
    for flow in parts:
        question = question_edge(rows_of(flow), usual.question if len(parts) == 1 else None)
        edges = replace(usual, question=question)
        flow_lines, table = _flow(flow, sheet, headers, table, edges)
        lines += flow_lines
    return lines, table


def _flow(
    words: list[Word],
    sheet: Sheet,
    headers: list[Table],
    table: Table | None,
    edges: Edges,
) -> tuple[list[Line], Table | None]:
    """Read one column of a page from the top down."""
    lines: list[tuple[Placed, Line]] = []
    ticks: list[Ticked] = []
    heads = {id(word): header for header in headers for word in header.words}
    for row in rows_of(words):
        table = next((heads[id(word)] for word in row if id(word) in heads), table)
        rest = [word for word in row if id(word) not in heads]
        row_lines, row_ticks = _row(rest, table, edges, sheet)
        lines += row_lines
        ticks += row_ticks
    ticks += _drawn(sheet, headers, table)
    return _with_ticks(_with_gaps(lines), ticks), table


def question_edge(rows: Iterable[Sequence[Word]], usual: float | None = None) -> float | None:
    """Find where the numbered questions begin, when something stands left of them."""
    starts: Counter[int] = Counter()
    for row in rows:
        before: Word | None = None
        for word, after in pairwise(row):
            apart = before is None or word.x0 - before.x1 > 0.3 * word.size
            if (
                apart
                and _numbered([word])
                and (after.text[0] in "¿[" or _is_capital(after.text[0]))
            ):
                starts[round(word.x0)] += 1
            before = word
    if usual is not None and (len(starts) == 0 or any(abs(x - usual) <= 2 for x in starts)):
        return usual
    frequent = [x for x, count in starts.items() if count >= 3]
    return float(min(frequent)) if frequent else None


def _row(
    row: list[Word], table: Table | None, edges: Edges, sheet: Sheet
) -> tuple[list[tuple[Placed, Line]], list[Ticked]]:
    named = table.question if table else None
    edge = edges.question if edges.question is not None else named
    aside, rest = _split_sources(row, edge, strict=table is not None)
    body, ticks = ticks_of(rest, table, edges.answer, guessed=sheet.picture is not None)
    return [_line(part, edge, sheet) for part in (aside, body) if part], ticks


def _split_sources(
    row: Sequence[Word], edge: float | None, *, strict: bool
) -> tuple[list[Word], list[Word]]:
    """Part the words of the sources column from the question; keep headings whole."""
    if edge is None:
        return [], list(row)
    left = [word for word in row if word.x0 < edge - 3]
    right = [word for word in row if word.x0 >= edge - 3]
    if not left:
        return [], right
    runs_on = bool(right) and right[0].x0 - left[-1].x1 < 0.36 * left[-1].size
    asks = bool(right) and _numbered(right)
    if left[-1].x1 > edge + 2 or (not asks and (runs_on or _is_heading(row))):
        return [], list(row)
    if strict or _is_source(left):
        return [], right
    return left, right


def _is_heading(words: Sequence[Word]) -> bool:
    """Tell a heading, however short, that begins over the sources column."""
    return section_of(text_of(words)) is not None


def _is_capital(char: str) -> bool:
    """Tell a capital, or a letter of a script that has none."""
    return char.isalpha() and not char.islower()


def _numbered(words: Sequence[Word]) -> bool:
    return bool(re.match(r"\d{1,2}(\.\d{1,2})*\.?$", words[0].text))


def _is_source(words: Sequence[Word]) -> bool:
    text = " ".join(word.text for word in words)
    return bool(_SOURCE.match(text)) or (len(text) < 14 and bool(_TAIL.search(text)))


def _line(words: Sequence[Word], edge: float | None, sheet: Sheet) -> tuple[Placed, Line]:
    left = min(word.x0 for word in words)
    right = max(word.x1 for word in words)
    sides = left / sheet.width, right / sheet.width
    if sheet.turned:
        sides = 1 - sides[1], 1 - sides[0]
    top, bottom = min(word.y0 for word in words), max(word.y1 for word in words)
    rect = (sheet.number, sides[0], top / sheet.height, sides[1], bottom / sheet.height)
    indent = (left - edge) / words[0].size if edge is not None else 0.0
    style = words[0].style if words[0].text not in TICKS else words[-1].style
    ordered = western_runs(words) if sheet.turned else words
    line = Line(text_of(ordered), sheet.number, rect, style, indent, wrapped=True)
    return Placed(tuple(words), left, right), line


def text_of(words: Sequence[Word]) -> str:
    """Write words out, with spaces where the page has them."""
    text = ""
    before: Word | None = None
    for word in words:
        if before is not None and not _joined(before, word):
            text += " "
        text += word.text
        before = word
    return text


def _joined(left: Word, right: Word) -> bool:
    if not (is_cjk(left.text[-1]) or is_cjk(right.text[0])):
        return False
    if left.text[-1] in "，。、；：）》" or right.text[0] in "，。、；：）（《":
        return True
    both = is_cjk(left.text[-1]) and is_cjk(right.text[0])
    return right.x0 - left.x1 < (0.9 if both else 0.22) * left.size


def _with_gaps(lines: list[tuple[Placed, Line]]) -> list[tuple[Placed, Line]]:
    """Note which lines stand apart from the line above, and how full each is."""
    if not lines:
        return lines
    steps = [b[0].y - a[0].y for a, b in pairwise(lines)]
    usual = median([step for step in steps if step > 1] or [12.0])
    right = max(placed.right for placed, _ in lines)
    found = []
    for number, (placed, line) in enumerate(lines):
        apart = number == 0 or not 0 <= steps[number - 1] <= 1.25 * usual
        width = max(right - placed.left, 1.0)
        fill = (placed.right - placed.left) / width
        found.append((placed, replace(line, starts_cell=apart, fill=fill)))
    return found


def _drawn(sheet: Sheet, headers: list[Table], table: Table | None) -> list[Ticked]:
    """Name the answer column of each tick that is drawn."""
    found = []
    for mark in sheet.marks:
        above = [header for header in headers if header.y < mark.y]
        column = (above[-1] if above else table or Table.none()).column_at(mark.x)
        if column:
            found.append(Ticked(column, mark.y))
    return found


def _with_ticks(lines: list[tuple[Placed, Line]], ticks: list[Ticked]) -> list[Line]:
    """Give each tick to the line beside it."""
    marks: dict[int, tuple[str, ...]] = {}
    for tick in ticks:
        if lines:
            nearest = min(range(len(lines)), key=lambda i: abs(_middle(lines[i][0]) - tick.y))
            marks[nearest] = (*marks.get(nearest, ()), tick.answer)
    return [replace(line, marks=marks.get(i, ())) for i, (_, line) in enumerate(lines)]


def _middle(placed: Placed) -> float:
    word = placed.words[0]
    return (word.y0 + word.y1) / 2
