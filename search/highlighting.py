"""Showing why a record was found: its words with those of the query marked."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from html import escape

from django.utils.safestring import SafeString

from search.language import known
from search.lexicon import Lexicon
from search.query import TextQuery
from search.stemming import words

SNIPPET = 240
LONGEST = 20_000
_BEFORE = 60

Place = tuple[int, int]


class Highlighter:
    """Marks the words and concepts that a query asks for, whatever their inflection."""

    def __init__(self, query: TextQuery, lexicon: Lexicon) -> None:
        self.tokens = query.tokens
        wanted = (one for one in lexicon.concepts.values() if one.token in self.tokens)
        self.lexicon = Lexicon(wanted)

    def highlight(self, text: str, language: str) -> SafeString:
        """Return the whole text, escaped, with <mark> around what was looked for."""
        return _marked(text, self.places(text, language), 0, len(text))

    def snippet(self, text: str, language: str, width: int = SNIPPET) -> SafeString:
        """Return the part of the text that shows most of what was looked for."""
        places = self.places(text[:LONGEST], language)
        start, end = _window(text, places, width)
        part = _marked(text, places, start, end)
        return SafeString(("… " if start else "") + part + (" …" if end < len(text) else ""))

    def places(self, text: str, language: str) -> list[Place]:
        """Return where the words are that were looked for, in order, without overlaps."""
        found = [word for word in words(text, known(language)) if word.stem]
        places = [(word.start, word.end) for word in found if word.stem in self.tokens]
        stems = [word.stem for word in found]
        for first, end, _ in self.lexicon.find(stems, known(language)):
            places.append((found[first].start, found[end - 1].end))
        return list(_joined(sorted(places)))


def _joined(places: Sequence[Place]) -> Iterator[Place]:
    """Join places that overlap, as pairs of Chinese characters do."""
    start, end = -1, -1
    for next_start, next_end in places:
        if next_start < end:
            end = max(end, next_end)
            continue
        if end > 0:
            yield start, end
        start, end = next_start, next_end
    if end > 0:
        yield start, end


def _window(text: str, places: Sequence[Place], width: int) -> Place:
    """Return the window with most places in it, from one word's beginning to another's end."""
    if len(text) <= width or not places:
        return 0, _end_of_word(text, width)
    starts = [start for start, _ in places]
    inside = [bisect_left(starts, start + width - _BEFORE) - n for n, start in enumerate(starts)]
    best = starts[inside.index(max(inside))]
    start = max(0, min(best - _BEFORE, len(text) - width))
    if start:
        start = text.find(" ", start, best) + 1 or start
    return start, _end_of_word(text, start + width)


def _end_of_word(text: str, end: int) -> int:
    if end >= len(text):
        return len(text)
    space = text.rfind(" ", max(0, end - 20), end + 1)
    return space if space > 0 else end


def _marked(text: str, places: Sequence[Place], start: int, end: int) -> SafeString:
    pieces, last = [], start
    for first, after in places:
        if start <= first and after <= end:
            pieces += [escape(text[last:first]), "<mark>", escape(text[first:after]), "</mark>"]
            last = after
    return SafeString("".join([*pieces, escape(text[last:end])]))
