"""Concepts in six languages: what lets a request in Arabic find an offer in Spanish.

The terms belong to the marketplace, which search does not know; it registers a provider of rows
with `code` (or `id`), `theme`, optionally `parent`, and `pref_xx` and `alt_xx` ("; " between
several) for each language.
"""

import hashlib
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from search.inflection import Loose, loosened
from search.stemming import LANGUAGES, words

Row = Mapping[str, str]
Provider = Callable[[], Iterable[Row]]
# So long an abbreviation is no ordinary word of another language (ODD, LAS and AU are).
_UNMISTAKABLE = 4
_CODES = ""


@dataclass(frozen=True)
class Concept:
    """A term of the field: its code, theme, wider term and labels, the preferred one first."""

    code: str
    theme: str
    parent: str
    labels: Mapping[str, tuple[str, ...]]

    @property
    def token(self) -> str:
        """What stands for the concept in an index."""
        return concept_token(self.code)


class Span(NamedTuple):
    """Stems `start` up to `end` name the concepts with these codes."""

    start: int
    end: int
    codes: tuple[str, ...]


def concept_token(code: str) -> str:
    """Return the token of a concept; no stem holds an underscore, so none can be mistaken."""
    letters = "".join(c if c.isascii() and c.isalnum() else "_" for c in code.lower())
    return f"c_{letters}"


def code_tokens(facet: str, codes: Iterable[str]) -> list[str]:
    """Return what stands for values of a facet among the concepts of an index."""
    return [concept_token(f"{facet}_{code}") for code in codes]


Node = dict[str, Any]


class Lexicon:
    """Finds concepts in a sequence of stems, by labels of one or several words.

    A label of several words is found in looser forms as well (see search.inflection).
    """

    def __init__(self, concepts: Iterable[Concept] = ()) -> None:
        self.concepts = {concept.code: concept for concept in concepts}
        # language -> stem -> stem -> ... -> "" -> codes
        self._labels: dict[str, Node] = {language: {} for language in LANGUAGES}
        self._loose: dict[str, Node] = {language: {} for language in LANGUAGES}
        for concept in self.concepts.values():
            for language, label in _labels_to_find(concept):
                self._add(language, label, concept.code)
        self.version = _version(self.concepts.values())

    @classmethod
    def from_rows(cls, rows: Iterable[Row]) -> "Lexicon":
        """Read a thesaurus as it is kept in a table or a file."""
        return cls(_concept(row) for row in rows)

    def find(self, stems: Sequence[str], language: str) -> Iterator[Span]:
        """Yield every label found, at each place the longest first, with those inside it."""
        language = language if language in self._labels else "en"
        exact = [Loose(stem, n, n + 1) for n, stem in enumerate(stems)]
        loose = self._loose[language]
        found = dict(_spans(loosened(stems, language), loose)) if loose else {}
        found |= dict(_spans(exact, self._labels[language]))
        for start, end in sorted(found, key=lambda place: (place[0], -place[1])):
            yield Span(start, end, found[start, end])

    def _add(self, language: str, label: str, code: str) -> None:
        stems = [word.stem for word in words(label, language) if word.stem]
        _hang(self._labels[language], stems, code)
        if len(stems) > 1:
            _hang(self._loose[language], [one.form for one in loosened(stems, language)], code)


def _hang(node: Node, forms: Iterable[str], code: str) -> None:
    """Write a code at the end of the path of its forms."""
    root = node
    for form in forms:
        node = node.setdefault(form, {})
    if node is not root and code not in node.setdefault(_CODES, []):
        node[_CODES].append(code)


def _spans(forms: Sequence[Loose], root: Node) -> Iterator[tuple[tuple[int, int], tuple[str, ...]]]:
    """Yield the place of each path of the tree that the forms follow, and its codes."""
    for first, begun in enumerate(forms):
        if begun.form not in root:
            continue
        node = root
        for at in range(first, len(forms)):
            node = node.get(forms[at].form, {})
            if not node:
                break
            if _CODES in node:
                yield (begun.start, forms[at].end), tuple(node[_CODES])


def _labels_to_find(concept: Concept) -> Iterator[tuple[str, str]]:
    for language, labels in concept.labels.items():
        for label in labels:
            is_known_everywhere = label.isupper() and len(label) >= _UNMISTAKABLE
            for where in LANGUAGES if is_known_everywhere else (language,):
                yield where, label


def _concept(row: Row) -> Concept:
    labels = {
        language: tuple(
            label.strip()
            for field in ("pref", "alt")
            for label in (row.get(f"{field}_{language}") or "").split(";")
            if label.strip()
        )
        for language in LANGUAGES
    }
    code = row.get("code") or row["id"]
    return Concept(code, row.get("theme") or "", row.get("parent") or "", labels)


def _version(concepts: Iterable[Concept]) -> str:
    content = repr(sorted((c.code, c.theme, c.parent, sorted(c.labels.items())) for c in concepts))
    return hashlib.sha256(content.encode()).hexdigest()[:12]


# --- The lexicon of this installation -----------------------------------------------------------
_lock = threading.RLock()
_provider: Provider | None = None
_current: Lexicon | None = None
_read_at = 0.0
OLD_AFTER = 60.0


def register_provider(provider: Provider) -> None:
    """Say where the rows of the thesaurus come from."""
    global _provider
    _provider = provider
    forget()


def current() -> Lexicon:
    """Return the lexicon of this installation, read once per process."""
    global _current, _read_at
    with _lock:
        if _current is None:
            _current = Lexicon.from_rows(_provider() if _provider else ())
            _read_at = time.monotonic()
        return _current


def forget() -> None:
    """Read the rows anew next time: they have changed."""
    global _current
    with _lock:
        _current = None


def forget_if_old() -> None:
    """Read the rows anew unless that was done a moment ago."""
    if time.monotonic() - _read_at > OLD_AFTER:
        forget()
