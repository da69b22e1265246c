"""Finds set phrases in texts of six languages, tolerant of endings and of a word in between."""

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

LANGUAGES = ("en", "fr", "es", "ar", "ru", "zh")
DATA = Path(__file__).parent / "data"
GAP = 2  # words that may stand between two words of a phrase, unless told otherwise
LONGEST_ENDING = 7
WORD = re.compile(r"[^\W_]+")
VOWEL_SIGNS = re.compile("[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670]")
ARABIC_PREFIX = re.compile(r"^[وف]?(?:[بكل]?ال|لل|[بكل])?")
ARABIC_FOLD = str.maketrans("أإآىة", "اااي" + "ه")


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase found: its code, first word and the word after its last."""

    code: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Text:
    """A normalised text cut into words (characters, for Chinese) with the breaks between them."""

    language: str
    folded: str
    words: tuple[str, ...]
    offsets: tuple[int, ...]


def fold(text: str) -> str:
    """Bring a text to the form phrases are compared in: one case, no Arabic vowel signs."""
    text = unicodedata.normalize("NFKC", text).lower().replace("ё", "е").replace("’", "'")
    return VOWEL_SIGNS.sub("", text).translate(ARABIC_FOLD)


def cut(text: str, language: str) -> Text:
    """Cut a text into the units in which mentions are counted."""
    folded = fold(text)
    if language == "zh":
        return Text(language, folded, tuple(folded), tuple(range(len(folded))))
    found = list(WORD.finditer(folded))
    return Text(language, folded, tuple(m.group() for m in found), tuple(m.start() for m in found))


def slack(word: str, language: str) -> int:
    """Say how many letters may follow a word of a phrase: endings are longer on long words."""
    if len(word) >= 5:
        return LONGEST_ENDING
    if len(word) <= 2:
        return 0
    return {"ar": 3, "ru": 3 if len(word) == 4 else 0}.get(language, 1 if len(word) == 4 else 0)


def forms_of(word: str, language: str) -> tuple[str, ...]:
    """Give the forms a word is looked up in: in Arabic also without article and prepositions."""
    return _arabic_forms(word) if language == "ar" else (word,)


@lru_cache(maxsize=65536)
def _arabic_forms(word: str) -> tuple[str, ...]:
    bare = ARABIC_PREFIX.sub("", word)
    short = word[1:] if word[:1] in "وفبكل" else word
    return tuple(dict.fromkeys(form for form in (word, bare, short) if len(form) >= 2))


class Phrasebook:
    """Phrases by code and language, indexed by their first word."""

    def __init__(
        self,
        entries: Iterable[tuple[str, Mapping[str, Iterable[str]]]],
        open_from: int = 1,
        gap: int = GAP,
    ) -> None:
        # Words shorter than this must occur as they are; longer ones may carry an ending.
        self.open_from = open_from
        self.gap = gap
        self._phrases: dict[str, dict[str, list[tuple[tuple[str, ...], str]]]] = {
            language: defaultdict(list) for language in LANGUAGES
        }
        self._chinese: list[tuple[str, str]] = []
        self._starts: dict[tuple[str, str], tuple[tuple[tuple[str, ...], str], ...]] = {}
        for code, terms in entries:
            for language, phrases in terms.items():
                for phrase in phrases:
                    self._add(code, language, phrase)

    def _add(self, code: str, language: str, phrase: str) -> None:
        if language == "zh":
            self._chinese.append((fold(phrase), code))
        elif words := tuple(WORD.findall(fold(phrase))):
            self._phrases[language][words[0]].append((words, code))

    def find(self, text: Text) -> list[Mention]:
        """List the mentions in a text; one inside a longer one is left out."""
        found = self._find_chinese(text) if text.language == "zh" else self._find_words(text)
        return _without_contained(set(found))

    def _find_chinese(self, text: Text) -> Iterator[Mention]:
        for phrase, code in self._chinese:
            at = text.folded.find(phrase)
            while at >= 0:
                yield Mention(code, at, at + len(phrase))
                at = text.folded.find(phrase, at + 1)

    def _find_words(self, text: Text) -> Iterator[Mention]:
        for at, word in enumerate(text.words):
            for words, code in self._starting(word, text.language):
                end = self._follow(words, text, at)
                if end:
                    yield Mention(code, at, end)

    def _starting(self, word: str, language: str) -> tuple[tuple[tuple[str, ...], str], ...]:
        """Give the phrases a word may begin; remembered, since texts repeat their words."""
        key = (word, language)
        if key not in self._starts:
            phrases = self._phrases.get(language, {})
            keys = dict.fromkeys(self._keys(word, language))
            self._starts[key] = tuple(entry for first in keys for entry in phrases.get(first, ()))
        return self._starts[key]

    def _keys(self, word: str, language: str) -> Iterator[str]:
        for form in forms_of(word, language):
            yield form
            for length in range(max(3, self.open_from, len(form) - LONGEST_ENDING), len(form)):
                if len(form) - length <= slack(form[:length], language):
                    yield form[:length]

    def _follow(self, words: Sequence[str], text: Text, at: int) -> int:
        for wanted in words[1:]:
            window = range(at + 1, min(at + 2 + self.gap, len(text.words)))
            at = next((i for i in window if self._same(wanted, text.words[i], text.language)), -1)
            if at < 0:
                return 0
        return at + 1

    def _same(self, wanted: str, word: str, language: str) -> bool:
        if wanted not in word:
            return False
        may_end = len(wanted) >= self.open_from
        return any(
            form == wanted
            or (
                may_end
                and form.startswith(wanted)
                and len(form) - len(wanted) <= slack(wanted, language)
            )
            for form in forms_of(word, language)
        )


def _without_contained(mentions: set[Mention]) -> list[Mention]:
    ordered = sorted(mentions, key=lambda m: (m.start, -m.end, m.code))
    kept: list[Mention] = []
    for mention in ordered:
        inside = any(
            other.start <= mention.start
            and mention.end <= other.end
            and other.end - other.start > mention.end - mention.start
            for other in kept
        )
        if not inside:
            kept.append(mention)
    return kept


def read_rows(name: str) -> list[dict[str, str]]:
    """Read one of the engine's own tables."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def phrases_of(row: Mapping[str, str]) -> dict[str, list[str]]:
    """Give the phrases of a table row by language."""
    return {
        language: [phrase.strip() for phrase in row[language].split(";") if phrase.strip()]
        for language in LANGUAGES
    }
