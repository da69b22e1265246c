"""What a person types, read as a query: words, "phrases", -words and OR, in any language.

All words must be found. A concept that is recognised in them may be found by its words or, in
whatever language, by its token. The language of a few words cannot be told for sure, so each
word is looked for under the stems that all plausible languages give it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from search.lexicon import Lexicon, concept_token
from search.query import (
    ALL_LANGUAGES,
    MY_LANGUAGE_FIRST,
    Node,
    Phrase,
    TextQuery,
    TypedWord,
    Without,
    all_of,
    any_of,
    phrases,
)
from search.stemming import LATIN, Word, language_of, script_of, stem, words

LONGEST = 500
_QUOTES = str.maketrans(dict.fromkeys("“”„«»「」『』", '"'))
_CLAUSE = re.compile(
    r"(?P<or>(?<!\S)(?:OR|\|)(?!\S))"
    r'|(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"?|(?P<words>[^\s"]+))'
)
# Typed without accents, a French ending hides its stem: securite, marquees.
_ACCENTED = (("ees", "ées"), ("ee", "ée"), ("es", "és"), ("e", "é"))


class _Span(NamedTuple):
    """Words `first` up to `end` of a passage name the concepts with these codes."""

    first: int
    end: int
    codes: tuple[str, ...]


@dataclass
class _Passage:
    """A run of words, read once by the rules of each plausible language."""

    text: str
    offset: int
    ui_language: str
    lexicon: Lexicon

    @cached_property
    def languages(self) -> list[str]:
        """The reader's language, those of the scripts that occur, and the Latin ones."""
        here = [language_of(w.surface, self.ui_language) for w in words(self.text, "en")]
        return [code for code in dict.fromkeys([self.ui_language, *here, *LATIN]) if code]

    @cached_property
    def readings(self) -> list[list[Word]]:
        """The words by the rules of each language; the same words, with different stems."""
        return [list(words(self.text, language)) for language in self.languages]

    @cached_property
    def spans(self) -> list[_Span]:
        """The concepts named, the longest names first; none overlaps another."""
        found: dict[tuple[int, int], tuple[str, ...]] = {}
        for language, reading in zip(self.languages, self.readings, strict=True):
            at = [n for n, word in enumerate(reading) if word.stem]
            stems = [reading[n].stem for n in at]
            for start, end, codes in self.lexicon.find(stems, language):
                key = (at[start], at[end - 1] + 1)
                found[key] = tuple(dict.fromkeys((*found.get(key, ()), *codes)))
        chosen: list[_Span] = []
        for (first, end), codes in sorted(found.items(), key=lambda item: item[0][0] - item[0][1]):
            if all(end <= other.first or first >= other.end for other in chosen):
                chosen.append(_Span(first, end, codes))
        return sorted(chosen)

    def units(self) -> Iterator[tuple[Node, TypedWord | None]]:
        """Yield what must be found, in order; words outside concepts may be mistyped."""
        spans = {span.first: span for span in self.spans}
        inside = {n for span in self.spans for n in range(span.first, span.end)}
        loose = [n for n in self._loose(inside) if not self._is_common(n)]
        kept = [n for n in loose if not self._may_be_common(n)]
        if not spans and not kept:
            kept = loose
        for n in sorted([*spans, *kept]):
            if n in spans:
                yield self._concept(spans[n]), None
            else:
                node, word = self._word(n), self.readings[0][n]
                yield node, TypedWord(*self._place(word), node) if _is_spelled(word) else None

    def phrase(self) -> Node | None:
        """Return the passage as words that follow each other."""
        stems = [tuple(w.stem for w in reading if w.stem) for reading in self.readings]
        said = [Phrase(tokens) for tokens in stems if tokens]
        return any_of(said) if said else None

    def _place(self, word: Word) -> tuple[str, int, int]:
        return word.surface, self.offset + word.start, self.offset + word.end

    def _stems(self, n: int) -> list[str]:
        found = [reading[n].stem for reading in self.readings if reading[n].stem]
        surface = self.readings[0][n].surface
        if surface.isascii() and surface.isalpha():
            found += [stem(f, "fr") for f in _with_accents(surface)]
        return list(dict.fromkeys(found))

    def _word(self, n: int) -> Node:
        return any_of([Phrase((token,)) for token in self._stems(n)])

    def _concept(self, span: _Span) -> Node:
        named = [n for n in range(span.first, span.end) if self._stems(n)]
        tokens = tuple(self.readings[0][n].stem for n in named)
        is_chinese = script_of(self.readings[0][span.first].surface) == "han"
        said = Phrase(tokens) if is_chinese else all_of([self._word(n) for n in named])
        return any_of([said, *(Phrase((concept_token(code),)) for code in span.codes)])

    def _is_common(self, n: int) -> bool:
        return not self.readings[0][n].stem

    def _may_be_common(self, n: int) -> bool:
        return any(not reading[n].stem for reading in self.readings)

    def _loose(self, inside: set[int]) -> Iterator[int]:
        """Yield the words outside concepts, without Chinese pairs that only straddle them."""
        reading = self.readings[0]
        covered = {c for n in inside for c in range(reading[n].start, reading[n].end)}
        outside = [n for n in range(len(reading)) if n not in inside]
        free = [n for n in outside if not covered & {*range(reading[n].start, reading[n].end)}]
        for n in free:
            covered |= {*range(reading[n].start, reading[n].end)}
        for n in outside:
            if n in free or not {*range(reading[n].start, reading[n].end)} <= covered:
                yield n


def read_query(text: str, ui_language: str, mode: str, lexicon: Lexicon) -> TextQuery:
    """Return what `text` asks for; mode "all" ranks all languages alike, "mine" the reader's."""
    reader = _Reader(text[:LONGEST].translate(_QUOTES), ui_language, lexicon)
    node = reader.read()
    tokens = {token for phrase in phrases(node) for token in phrase.tokens} if node else set()
    has_concepts = any("_" in token for token in tokens)
    weights = ALL_LANGUAGES if mode == "all" and has_concepts else MY_LANGUAGE_FIRST
    return TextQuery(node, weights, tuple(reader.typed))


class _Reader:
    """Reads one typed text; remembers the words that may be mistyped."""

    def __init__(self, text: str, ui_language: str, lexicon: Lexicon) -> None:
        self.text = text
        self.ui_language = ui_language
        self.lexicon = lexicon
        self.typed: list[TypedWord] = []

    def read(self) -> Node | None:
        """Return the alternatives that OR separates."""
        alternatives: list[list[re.Match[str]]] = [[]]
        for clause in _CLAUSE.finditer(self.text):
            if clause["or"]:
                alternatives.append([])
            else:
                alternatives[-1].append(clause)
        nodes = [self._alternative(clauses) for clauses in alternatives]
        found = [node for node in nodes if node]
        return any_of(found) if found else None

    def _alternative(self, clauses: Sequence[re.Match[str]]) -> Node | None:
        wanted: list[Node] = []
        unwanted: list[Node] = []
        for passage, is_phrase, is_unwanted in self._passages(clauses):
            node = passage.phrase() if is_phrase else self._free(passage, is_unwanted)
            if node:
                (unwanted if is_unwanted else wanted).append(node)
        if not wanted:
            return None
        return Without(all_of(wanted), any_of(unwanted)) if unwanted else all_of(wanted)

    def _free(self, passage: _Passage, is_unwanted: bool) -> Node | None:
        units = list(passage.units())
        if not is_unwanted:
            self.typed += [word for _, word in units if word]
        return all_of([node for node, _ in units]) if units else None

    def _passages(self, clauses: Sequence[re.Match[str]]) -> Iterator[tuple[_Passage, bool, bool]]:
        """Yield phrases, unwanted words, and the runs of plain words between them."""
        run: list[re.Match[str]] = []
        for clause in clauses:
            if clause["phrase"] is None and not clause["minus"]:
                run.append(clause)
                continue
            yield from self._run(run)
            run = []
            group = "words" if clause["phrase"] is None else "phrase"
            passage = self._passage(clause.start(group), clause.end(group))
            yield passage, group == "phrase", bool(clause["minus"])
        yield from self._run(run)

    def _run(self, run: Sequence[re.Match[str]]) -> Iterator[tuple[_Passage, bool, bool]]:
        if run:
            yield self._passage(run[0].start(), run[-1].end()), False, False

    def _passage(self, start: int, end: int) -> _Passage:
        return _Passage(self.text[start:end], start, self.ui_language, self.lexicon)


def _with_accents(word: str) -> list[str]:
    return [
        word.removesuffix(plain) + accented for plain, accented in _ACCENTED if word.endswith(plain)
    ]


def _is_spelled(word: Word) -> bool:
    return script_of(word.surface) != "han" and not word.surface.isdigit()
