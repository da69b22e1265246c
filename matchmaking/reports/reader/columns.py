"""Rows, text columns and table columns of a page, told from the positions of its words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import fuzz

from matchmaking.reports.reader.document import Word
from matchmaking.reports.reader.labels import is_label, plain, words_of

NAMES = ("question", "sources", "number", "answer")
LEAST_SHARE = 0.22
STEP = 2.0


def rows_of(words: Iterable[Word]) -> list[list[Word]]:
    """Group words that stand on one line, each row from left to right, from the top down."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: w.base):
        if rows and word.base - rows[-1][-1].base < 0.38 * min(word.size, rows[-1][0].size):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda w: w.x0) for row in rows]


@dataclass(frozen=True)
class Table:
    """The columns named by a table's head: where questions begin, where each answer is ticked."""

    y: float
    question: float | None
    answers: tuple[tuple[str, float, float], ...]
    words: tuple[Word, ...]

    @classmethod
    def none(cls) -> "Table":
        """A table without answer columns."""
        return cls(0.0, None, (), ())

    def continued(self) -> "Table":
        """Give the same columns for the next page, where the head is not repeated."""
        return Table(-1.0, self.question, self.answers, ())

    @property
    def left(self) -> float:
        """Where the answer columns begin."""
        if not self.answers:
            return float("inf")
        (_, start, end), (_, following, _) = self.answers[:2]
        return start - min(0.9 * (following - end), 40.0)

    def bounds(self) -> list[tuple[str, float, float]]:
        """Give each answer column with its left and right side."""
        if not self.answers:
            return []
        inner = [(end + start) / 2 for (_, _, end), (_, start, _) in pairwise(self.answers)]
        last = self.answers[-1][2]
        sides = [self.left, *inner, last + min(last - inner[-1], 30.0)]
        return [
            (name, left, right)
            for (name, _, _), left, right in zip(self.answers, sides, sides[1:], strict=False)
        ]

    def column_at(self, x: float) -> str | None:
        """Name the answer column that a tick stands in."""
        if x < self.left:
            return None
        for (name, _, end), (_, following, _) in pairwise(self.answers):
            if x < (end + following) / 2:
                return name
        name, _, end = self.answers[-1]
        return name if x < end + 45 else None


def table_rows(rows: Sequence[Sequence[Word]]) -> list[Table]:
    """Find the rows that head a table with Yes and No columns."""
    return [table for number in range(len(rows)) if (table := _table(rows, number)) is not None]


def _table(rows: Sequence[Sequence[Word]], number: int) -> Table | None:
    """Read a row that holds nothing but column names, Yes and No side by side among them."""
    row = rows[number]
    place = next((i for i in range(len(row) - 1) if _is_pair(row[i], row[i + 1])), None)
    if place is None:
        return None
    before, (yes, no), after = row[:place], row[place : place + 2], row[place + 2 :]
    if not _names_only(before) or not (before or after):
        return None
    if after and not _may_be(_text(after), "developing"):
        return None
    head = [word for near in _head_rows(rows, number) for word in near]
    later = [word for word in head if word.x0 > no.x1 + 2]
    answers = [("yes", yes.x0, yes.x1), ("no", no.x0, no.x1)]
    if later:
        answers.append(("developing", min(w.x0 for w in later), max(w.x1 for w in later)))
    asked = [word.x0 for word in before if is_label("question", word.text)]
    return Table(row[0].base, asked[-1] if asked else None, tuple(answers), tuple(head))


def _is_pair(left: Word, right: Word) -> bool:
    return _is_like("yes", left.text) and _is_like("no", right.text)


def _is_like(role: str, text: str) -> bool:
    """Tell a label even where text recognition slipped: N0, Ycs, Dcveloping."""
    folded = plain(text).replace("0", "o").replace("1", "i")
    if is_label(role, folded):
        return True
    return any(len(name) > 2 and fuzz.ratio(folded, name) >= 66 for name in words_of(role))


def _names_only(words: Sequence[Word]) -> bool:
    """Tell whether words are names of columns, such as Sources and Question, but for a slip."""
    known = sum(any(_is_like(role, word.text) for role in NAMES) for word in words)
    return known == len(words) or (known == 1 and len(words) == 2)


def _may_be(text: str, role: str) -> bool:
    """Tell whether a text is a label or the first line of one."""
    folded = plain(text).replace(" ", "")
    names = [name.replace(" ", "") for name in words_of(role)]
    return any(name.startswith(folded) or fuzz.ratio(name, folded) >= 75 for name in names)


def _head_rows(rows: Sequence[Sequence[Word]], number: int) -> Iterable[Sequence[Word]]:
    """Give the head row and the lines its last cell wraps into."""
    head = rows[number]
    right = max(word.x0 for word in head if word.x0)
    edge = min(right, head[-1].x0) - 60
    yield head
    for step in (-1, 1, 2):
        if not 0 <= number + step < len(rows):
            continue
        row = rows[number + step]
        near = abs(row[0].base - head[0].base) < abs(step) * 1.9 * head[0].size
        if near and row[0].x0 > edge and row[0].style == head[-1].style:
            yield row


def _text(cell: Sequence[Word]) -> str:
    return " ".join(word.text for word in cell)


def flows(rows: Sequence[Sequence[Word]], width: float, *, has_table: bool) -> list[list[Word]]:
    """Part a page into columns of running text, in reading order."""
    words = [word for row in rows for word in row]
    gutter = None if has_table else _gutter(words, width)
    if gutter is None:
        return [words] if words else []
    parts: list[list[Word]] = []
    left: list[Word] = []
    right: list[Word] = []
    for row in rows:
        if _spans(row, gutter):
            parts += _ordered(left, right, width)
            left, right = [], []
            parts.append(list(row))
        else:
            left += [word for word in row if word.x1 <= gutter]
            right += [word for word in row if word.x1 > gutter]
    return parts + _ordered(left, right, width)


def _ordered(left: list[Word], right: list[Word], width: float) -> list[list[Word]]:
    parts: list[list[Word]] = []
    for side in (left, right):
        if side:
            parts += flows(rows_of(side), width, has_table=False)
    return parts


def _gutter(words: Sequence[Word], width: float) -> float | None:
    """Find an upright gap with plenty of words on both sides and hardly any across."""
    if len(words) < 60:
        return None
    left, right = min(word.x0 for word in words), max(word.x1 for word in words)
    best: tuple[int, float] | None = None
    x = left + LEAST_SHARE * width
    while x < right - LEAST_SHARE * width:
        across = sum(1 for word in words if word.x0 < x + 3 and word.x1 > x - 3)
        if best is None or across < best[0]:
            best = across, x
        x += STEP
    if best is None or best[0] > 0.02 * len(words):
        return None
    before = sum(1 for word in words if word.x1 <= best[1])
    share = before / len(words)
    return best[1] if 0.2 < share < 0.8 else None


def _spans(row: Sequence[Word], gutter: float) -> bool:
    """Tell whether a row runs across the gap between columns."""
    for word, after in pairwise(row):
        if word.x1 <= gutter < after.x0:
            return after.x0 - word.x1 < 0.7 * word.size
    return any(word.x0 < gutter < word.x1 for word in row)
