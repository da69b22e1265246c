"""Rows of cells, from Word, Excel or web tables, as lines with the answers ticked beside them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from matchmaking.reports.reader.document import Line
from matchmaking.reports.reader.labels import EMPTY, TICKS, answer_of, is_label

Cell = Sequence[Line]
ANSWERS = ("yes", "no", "developing")
ROLES = ("yes", "no", "developing", "question", "sources", "answer", "number")
_NUMBER = re.compile(r"^Q?\s*\d{1,2}(\.\d{1,2}){0,4}\.?$")
_SOURCE = re.compile(r"[IVX]+\.\s?\d|\b\d+\s?[a-z]?\b")


@dataclass(frozen=True)
class Head:
    """Which column holds what."""

    columns: tuple[str | None, ...]

    def role(self, index: int) -> str | None:
        return self.columns[index] if index < len(self.columns) else None


NO_HEAD = Head(())


def text_of(cell: Cell) -> str:
    """Give the text of a cell."""
    return " ".join(line.text for line in cell).strip()


def head_of(cells: Sequence[Cell]) -> Head | None:
    """Recognise the head of a question table."""
    columns = tuple(
        next((role for role in ROLES if is_label(role, text_of(cell))), None) for cell in cells
    )
    named = {column for column in columns if column}
    is_head = {"yes", "no"} <= named or ("question" in named and len(named) >= 2)
    return Head(columns) if is_head else None


def lines_of_rows(rows: Sequence[Sequence[Cell]]) -> Iterator[Line]:
    """Read a table from the top down."""
    head = NO_HEAD
    for cells in rows:
        found = head_of(cells)
        if found:
            head = found
            continue
        yield from _row(cells, head)


def _row(cells: Sequence[Cell], head: Head) -> Iterator[Line]:
    filled = [index for index, cell in enumerate(cells) if text_of(cell)]
    if len(filled) == 1 and head.role(filled[0]) not in ANSWERS:
        yield from _started(cells[filled[0]])
        return
    number, marks, body, answers = _sorted(cells, filled, head)
    if number and body:
        body = [replace(body[0], text=f"{number} {body[0].text}"), *body[1:]]
    elif number:
        body = [Line(number)]
    if marks and body:
        body = [replace(body[0], marks=marks), *body[1:]]
    elif marks:
        body = [Line("", marks=marks)]
    yield from _started(body)
    yield from (replace(line, is_answer=True) for line in answers)


def _sorted(
    cells: Sequence[Cell], filled: Sequence[int], head: Head
) -> tuple[str, tuple[str, ...], list[Line], list[Line]]:
    """Part a row into its number, ticks, question and answer."""
    number = ""
    marks: tuple[str, ...] = ()
    body: list[Line] = []
    answers: list[Line] = []
    for index in filled:
        role, text = head.role(index), text_of(cells[index])
        if role in ANSWERS:
            marks += (role,) if _is_ticked(text) else ()
        elif role == "sources" or (role is None and not body and _is_source(text, filled, index)):
            continue
        elif not body and _NUMBER.match(text):
            number = text
        elif body and answer_of(text):
            marks += (answer_of(text) or "",)
        elif role == "answer" or (role is None and body):
            answers += cells[index]
        else:
            body += cells[index]
    return number, marks, body, answers


def _is_ticked(text: str) -> bool:
    signs = text.strip("[]() .")
    if not signs or all(sign in EMPTY for sign in signs):
        return False
    return any(sign in TICKS for sign in signs) or answer_of(text) is not None or signs == "1"


def _is_source(text: str, filled: Sequence[int], index: int) -> bool:
    """Tell a reference to the Programme of Action in the first of three or more cells."""
    first = index == filled[0] and len(filled) > 1
    return first and len(text) < 60 and bool(_SOURCE.search(text)) and not _NUMBER.match(text)


def _started(lines: Sequence[Line]) -> Iterator[Line]:
    for number, line in enumerate(lines):
        yield replace(line, starts_cell=True) if number == 0 else line
