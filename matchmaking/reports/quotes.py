"""Finding words of a report in its passages, whatever the line breaks and hyphens between them."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple, Protocol

BETWEEN_LETTERS = frozenset("-\u00ad\u2010\u2011\u200b\u200e\u200f")
PARTS = re.compile(r"(?:(?<=[;؛；。])\s*|(?<=[.!?؟])\s+)(?=\S)")
# What numbers the parts of an answer: (1), a), 2. or a dash.
BULLET = re.compile(r"^\s*(?:\(?(?:\d{1,2}|[a-zA-Z])[).]|[-–•*])\s+")


class Text(Protocol):
    """A numbered piece of text, such as a passage."""

    number: int
    text: str


class Span(NamedTuple):
    """From where to where a quotation lies in one passage."""

    number: int
    start: int
    end: int


class Reading:
    """The text of passages in reading order, searchable without regard to its layout."""

    def __init__(self, passages: Iterable[Text]) -> None:
        self.passages: Sequence[Text] = list(passages)

    def find(self, quote: str) -> list[Span]:
        """Return where `quote` stands, one span for each passage it runs through."""
        needle = "".join(letter for letter, _at in _letters(quote))
        start = self._letters.find(needle) if needle else -1
        if start < 0:
            return []
        spans: dict[int, Span] = {}
        for index, offset in self._places[start : start + len(needle)]:
            number = self.passages[index].number
            first = spans[number].start if number in spans else offset
            spans[number] = Span(number, first, offset + 1)
        return list(spans.values())

    def words(self, spans: Iterable[Span]) -> str:
        """Return the words at `spans` as they are printed, spaces normalised."""
        texts = {passage.number: passage.text for passage in self.passages}
        found = " ".join(texts[span.number][span.start : span.end] for span in spans)
        return " ".join(found.split())

    @cached_property
    def _letters(self) -> str:
        return "".join(
            letter for passage in self.passages for letter, _at in _letters(passage.text)
        )

    @cached_property
    def _places(self) -> list[tuple[int, int]]:
        return [
            (index, at)
            for index, passage in enumerate(self.passages)
            for _letter, at in _letters(passage.text)
        ]


def _letters(text: str) -> Iterable[tuple[str, int]]:
    """Yield the letters that count, each with its place in `text`."""
    for at, char in enumerate(text):
        if char.isspace() or char in BETWEEN_LETTERS:
            continue
        plain = unicodedata.normalize("NFKC", char).casefold() if char > "\x7f" else char.lower()
        for letter in plain:
            yield letter, at


def stands_in(quote: str, text: str) -> bool:
    """Say whether the words of `quote` stand in `text` in this order."""
    needle = "".join(letter for letter, _at in _letters(quote))
    return bool(needle) and needle in "".join(letter for letter, _at in _letters(text))


def suggested_parts(quote: str) -> list[str]:
    """Cut a quotation where one thing asked for may end and the next begin."""
    return [part.strip() for part in PARTS.split(quote) if part.strip()]


def short_title(quote: str, limit: int = 90) -> str:
    """Make a title from the first words of a quotation, cut at the end of a word."""
    text = BULLET.sub("", " ".join(quote.split()))
    first = (suggested_parts(text) or [""])[0].rstrip(" .;,:؛；。")
    if len(first) > limit:
        cut = first[: limit - 1]
        first = f"{cut.rsplit(' ', 1)[0] if ' ' in cut else cut}…"
    return first[:1].upper() + first[1:]
