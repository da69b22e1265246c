"""Ticks that are written: signs or words standing in the answer columns of a row."""

from collections.abc import Sequence
from dataclasses import dataclass

from matchmaking.reports.reader.columns import Table
from matchmaking.reports.reader.document import Word
from matchmaking.reports.reader.labels import EMPTY, TICKS, answer_of

DETACHED = 1.4


@dataclass(frozen=True)
class Ticked:
    """An answer and the height on the page it stands at."""

    answer: str
    y: float


def ticks_of(row: Sequence[Word], table: Table | None) -> tuple[list[Word], list[Ticked]]:
    """Part a row into its text and the answers ticked or written beside it."""
    if table is not None and table.answers:
        return _in_columns(row, table)
    return _detached(row)


def _in_columns(row: Sequence[Word], table: Table) -> tuple[list[Word], list[Ticked]]:
    text = [word for word in row if word.middle[0] < table.left]
    zone = [word for word in row if word.middle[0] >= table.left]
    written = answer_of(" ".join(word.text for word in zone))
    if written and zone[0].text not in TICKS:
        return text, [Ticked(written, zone[0].middle[1])]
    ticks = []
    for word in zone:
        column = table.column_at(word.middle[0])
        if column and word.text.strip("[]()") in TICKS:
            ticks.append(Ticked(column, word.middle[1]))
        elif word.text not in EMPTY:
            text.append(word)
    return text, ticks


def _detached(row: Sequence[Word]) -> tuple[list[Word], list[Ticked]]:
    """Take a Yes or No that stands apart at the end of the row."""
    for cut in range(len(row) - 1, -1, -1):
        gap = row[cut].x0 - row[cut - 1].x1 if cut else float("inf")
        answer = answer_of(" ".join(word.text for word in row[cut:]))
        if answer and gap > DETACHED * row[cut].size and row[cut].x0 > _reach(row, cut):
            return list(row[:cut]), [Ticked(answer, row[cut].middle[1])]
        if len(row) - cut > 3:
            break
    return list(row), []


def _reach(row: Sequence[Word], cut: int) -> float:
    """An answer alone on its row counts only when it stands far to the right."""
    return 0.0 if cut else 330.0
