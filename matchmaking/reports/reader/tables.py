"""Ticks that are written: signs or words standing in the answer columns of a row."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from matchmaking.reports.reader.columns import Table
from matchmaking.reports.reader.document import Word
from matchmaking.reports.reader.labels import EMPTY, TICKS, answer_of, plain, words_of

DETACHED = 1.4
FAR_RIGHT = 330.0


@dataclass(frozen=True)
class Ticked:
    """An answer and the height on the page it stands at."""

    answer: str
    y: float


def ticks_of(
    row: Sequence[Word],
    table: Table | None,
    column: float | None = None,
    *,
    guessed: bool = False,
) -> tuple[list[Word], list[Ticked]]:
    """Part a row into its text and the answers ticked or written beside it.

    `column` tells where answers are written when no table head names their place. Single
    signs that text recognition guessed from a picture are no ticks.
    """
    if table is not None and table.answers:
        text, ticks = _in_columns(row, table)
        return [w for w in text if not (guessed and _is_sign(w, table))], [] if guessed else ticks
    return _detached(row, column)


def _is_sign(word: Word, table: Table) -> bool:
    return len(word.text) <= 2 and word.middle[0] >= table.left


def answer_edge(rows: Iterable[Sequence[Word]]) -> float | None:
    """Find where Yes and No are written, one below the other, at the end of rows."""
    places: Counter[int] = Counter()
    for row in rows:
        apart = len(row) == 1 or row[-1].x0 - row[-2].x1 > DETACHED * row[-1].size
        if apart and row[-1].x0 > FAR_RIGHT and answer_of(row[-1].text):
            places[round(row[-1].x0)] += 1
    best = places.most_common(1)
    return float(best[0][0]) if best and best[0][1] >= 3 else None


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


def _detached(row: Sequence[Word], column: float | None) -> tuple[list[Word], list[Ticked]]:
    """Take a Yes or No that stands apart at the end of the row."""
    for cut in range(len(row) - 1, max(len(row) - 4, -1), -1):
        start = row[cut]
        text = " ".join(word.text for word in row[cut:])
        if not _stands_apart(row, cut, column):
            continue
        if answer := answer_of(text):
            return list(row[:cut]), [Ticked(answer, start.middle[1])]
        if column is not None and goes_on(text):
            return list(row[:cut]), []
    return list(row), []


def _stands_apart(row: Sequence[Word], cut: int, column: float | None) -> bool:
    """An answer has its own column, or a gap before it, or the right half of the page."""
    if column is not None and abs(row[cut].x0 - column) < 3:
        return True
    if cut == 0:
        return row[0].x0 > FAR_RIGHT
    return row[cut].x0 - row[cut - 1].x1 > DETACHED * row[cut].size


def goes_on(text: str) -> bool:
    """Tell the second line of an answer such as "En cours / d'élaboration"."""
    folded = plain(text)
    return len(folded) > 3 and any(name.endswith(f" {folded}") for name in words_of("developing"))
