"""Words of six languages, and the form under which their inflections are found together."""

import re
import threading
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import Stemmer

LANGUAGES = ("en", "fr", "es", "ar", "ru", "zh")
LATIN = ("en", "fr", "es")
# A reader or a document of another language is treated by the script of its words.
_SNOWBALL = {"en": "english", "fr": "french", "es": "spanish", "ru": "russian"}
_OF_SCRIPT = {"arabic": "ar", "cyrillic": "ru", "han": "zh"}

_HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# Vowel marks, joiners and soft hyphens stand inside a word without being letters.
_INSIDE = "\u00ad\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200d"
_RAW_WORD = re.compile(
    f"(?:(?=[^\\W_])[{_HAN}])+|[^\\W_{_HAN}][^\\W_{_HAN}{_INSIDE}]*(?:[{_INSIDE}]+[^\\W_{_HAN}]*)*"
)
_IS_HAN = re.compile(f"[{_HAN}]")
_LETTERS = re.compile(r"[^\W_]+")
_LONGEST = 64

_ALIKE = str.maketrans("أإآٱىةё٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "اااايهе01234567890123456789", "\u0640\u00ad")
_AR_PREFIXES = ("وبال", "ولل", "وال", "فال", "بال", "كال", "ال", "لل")
_AR_SUFFIXES = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")


class Word(NamedTuple):
    """A word of a text: where it stands, how it is written, its stem (empty: a stop word)."""

    start: int
    end: int
    surface: str
    stem: str


def words(text: str, language: str) -> Iterator[Word]:
    """Yield the words of a text; of Chinese every pair of neighbouring characters."""
    for match in _RAW_WORD.finditer(text):
        raw, start = match.group(), match.start()
        if _IS_HAN.match(raw):
            yield from _pairs(raw, start)
            continue
        for surface, stem in _forms(raw, language):
            yield Word(start, match.end(), surface, stem)


def language_of(word: str, language: str) -> str:
    """Return the language whose rules fit `word` in a text of `language`: its script decides."""
    script = script_of(word)
    if script in _OF_SCRIPT:
        return _OF_SCRIPT[script]
    if script != "latin":
        return ""
    return "en" if language in _OF_SCRIPT.values() else language


def script_of(text: str) -> str:
    """Return the script of the first letter that decides."""
    for char in text:
        if "\u0600" <= char <= "\u08ff" or "\ufb50" <= char <= "\ufeff":
            return "arabic"
        if "\u0400" <= char <= "\u052f":
            return "cyrillic"
        if _IS_HAN.match(char):
            return "han"
        if char.isalpha():
            return "latin" if char < "\u0250" or "\u1e00" <= char <= "\u1eff" else "other"
    return "latin"


def normal(word: str) -> str:
    """Return the word with one spelling of what looks alike: width, case, vowel marks, digits."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", word).casefold())
    bare = "".join(c for c in folded if unicodedata.category(c) not in ("Mn", "Cf"))
    return bare.translate(_ALIKE).lower()


def unaccented(word: str) -> str:
    """Return the word without accents."""
    if word.isascii():
        return word
    apart = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", "".join(c for c in apart if not unicodedata.combining(c)))


@lru_cache(maxsize=200_000)
def stem(word: str, language: str) -> str:
    """Return the stem of a normal word under the rules of `language`."""
    word = word[:_LONGEST]
    if language == "ar":
        return _arabic_stem(word)
    if language not in _SNOWBALL:
        return unaccented(word)
    found: str = _snowball(language).stemWord(word)
    if language == "es" and found.endswith(("as", "es", "os")):
        # Snowball leaves the plural of short words alone: arma, armas.
        found = _snowball(language).stemWord(word[:-1])
    return found if language == "ru" else unaccented(found)


@lru_cache(maxsize=8)
def stop_words(language: str) -> frozenset[str]:
    """Return the normal forms of the words too common to be looked for."""
    if language not in LANGUAGES:
        return frozenset()
    path = Path(__file__).parent / "data" / "stopwords" / f"{language}.txt"
    return frozenset(normal(word) for word in path.read_text(encoding="utf-8").split())


@lru_cache(maxsize=200_000)
def _forms(raw: str, language: str) -> tuple[tuple[str, str], ...]:
    """Return surface and stem of a raw word, or of its parts (a fraction is two numbers)."""
    return tuple(
        (surface, _stem_unless_common(surface, language_of(surface, language)))
        for surface in _LETTERS.findall(normal(raw))
    )


def _stem_unless_common(surface: str, language: str) -> str:
    return "" if surface in stop_words(language) else stem(surface, language)


def _pairs(run: str, start: int) -> Iterator[Word]:
    common = stop_words("zh")
    run = normal(run)
    for n in range(max(1, len(run) - 1)):
        pair = run[n : n + 2]
        yield Word(start + n, start + n + len(pair), pair, "" if pair in common else pair)


def _arabic_stem(word: str) -> str:
    """Strip the articles, conjunctions and endings that Larkey's light10 strips."""
    for prefix in _AR_PREFIXES:
        rest = word.removeprefix(prefix)
        # "Machines" (آلات) only looks like an article and an ending.
        if rest != word and len(rest) > 1 and rest not in _AR_SUFFIXES:
            word = rest
            break
    else:
        word = word[1:] if word.startswith("و") and len(word) > 3 else word
    for suffix in _AR_SUFFIXES:
        if word.endswith(suffix) and len(word) >= len(suffix) + 2:
            word = word[: -len(suffix)]
    return word


_of_thread = threading.local()


def _snowball(language: str) -> Stemmer.Stemmer:
    """Return this thread's stemmer: they may not be shared."""
    stemmers: dict[str, Stemmer.Stemmer] = _of_thread.__dict__
    if language not in stemmers:
        stemmers[language] = Stemmer.Stemmer(_SNOWBALL[language], 0)
    return stemmers[language]
