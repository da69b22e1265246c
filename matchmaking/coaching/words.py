"""Words and numbers as the coach reads them: cues of six languages, digits, spelled numbers."""

import csv
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

LANGUAGES = ("en", "fr", "es", "ar", "ru", "zh")
DATA = Path(__file__).parent / "data"
# Signs that are written in several ways, brought to one without moving anything.
SIGNS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹０１２３４５６７８９’٬٫", f"{'0123456789' * 3}',.")
VOWEL_SIGNS = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670]")
ARABIC_PREFIX = "(?:[وفبكل]?(?:ال)?|[وف]?لل)"
GROUPED = r"\d{1,3}(?:[ \u00a0\u202f.,']\d{3})+(?!\d)"
DIGITS = re.compile(rf"(?<![a-zA-Z\d.,/])(?:{GROUPED}|\d+(?:[.,]\d+)?)(?![\d/]|[a-zA-Zа-я])")
GROUPS = re.compile(GROUPED)
CHINESE = re.compile("[一二两三四五六七八九十百千万]+")
WORD = re.compile(r"[^\W\d_]+")
SENTENCE = re.compile(r"[^.!?。！？؟\n]+(?:[.!?](?=\S)[^.!?。！？؟\n]+)*")
CONNECTORS = {"and", "et", "y", "و"}


class Passage(NamedTuple):
    """A part of the text, and what it would be in a field, in values that JSON can hold."""

    text: str
    value: Mapping[str, Any]


class Words(NamedTuple):
    """The words of a record: its language, its text, and names that are no place of their own."""

    language: str
    text: str
    ignored: frozenset[str] = frozenset()


class Number(NamedTuple):
    """A number and where it stands."""

    value: float
    start: int
    end: int


def tidy(text: str) -> str:
    """Bring digits and apostrophes to one form and drop Arabic vowel signs."""
    return VOWEL_SIGNS.sub("", text).translate(SIGNS)


@lru_cache(maxsize=1)
def _terms() -> dict[str, dict[str, list[str]]]:
    with (DATA / "cues.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["code"]: {code: [t for t in row[code].split(";") if t] for code in LANGUAGES}
            for row in csv.DictReader(file)
        }


@lru_cache(maxsize=16)
def kinds_of(family: str) -> tuple[str, ...]:
    """Return the parts of a family of cues: the months, the languages, the currencies."""
    return tuple(code.partition(":")[2] for code in _terms() if code.startswith(f"{family}:"))


@lru_cache(maxsize=512)
def source(cue: str, language: str) -> str:
    """Return the expression, without groups, for the terms of a cue, or of a family "month:"."""
    is_family = cue.endswith(":")
    cues = [code for code in _terms() if code == cue or (is_family and code.startswith(cue))]
    terms = sorted((t for code in cues for t in _terms()[code][language]), key=len, reverse=True)
    if language == "zh":
        return "|".join(map(_body, terms)) or r"(?!)"
    words = [term for term in terms if term[0].isalpha()]
    signs = [re.escape(term) for term in terms if not term[0].isalpha()]
    return "|".join([*_whole_words(words, language), *signs]) or r"(?!)"


def _whole_words(terms: list[str], language: str) -> list[str]:
    """Return one expression for terms that stand as words; most places of a text fail at once."""
    if not terms:
        return []
    bodies = "|".join(_body(term) + (r"(?!\w)" if term[-1].isalpha() else "") for term in terms)
    if language == "ar":
        return [rf"(?<!\w){ARABIC_PREFIX}(?:{bodies})"]
    first = "".join(sorted({letter for t in terms for letter in (t[0].lower(), t[0].upper())}))
    return [rf"(?<!\w)(?=[{first}])(?:{bodies})"]


@lru_cache(maxsize=512)
def pattern(cue: str, language: str) -> re.Pattern[str]:
    """Return the compiled expression of a cue; it matches whatever the case."""
    return re.compile(source(cue, language), re.IGNORECASE)


@lru_cache(maxsize=256)
def _ending(cue: str, language: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{source(cue, language)})\W*$", re.IGNORECASE)


@lru_cache(maxsize=256)
def _beginning(cue: str, language: str) -> re.Pattern[str]:
    return re.compile(rf"[\s-]*(?:d[e'])?\s*({source(cue, language)})", re.IGNORECASE)


def stands_before(cue: str, text: str, start: int, language: str, reach: int = 18) -> bool:
    """Say whether a term of `cue` stands right before `start`."""
    return _ending(cue, language).search(text, max(0, start - reach), start) is not None


def follows(cue: str, text: str, end: int, language: str) -> re.Match[str] | None:
    """Return the term of `cue` that begins right after `end`."""
    return _beginning(cue, language).match(text, end)


def sentence_around(text: str, position: int) -> tuple[int, int]:
    """Return where the sentence at `position` begins and ends."""
    for start, end in _sentences(text):
        if start <= position < end:
            return start, end
    return position, position


@lru_cache(maxsize=64)
def _sentences(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in SENTENCE.finditer(text))


@lru_cache(maxsize=64)
def numbers_in(text: str, language: str) -> tuple[Number, ...]:
    """Return every number of a text, in the order in which they stand."""
    found = [_multiplied(number, text, language) for number in _digits(text)]
    found += _chinese(text) if language == "zh" else _spelled(text, language)
    kept: list[Number] = []
    for number in sorted(found, key=lambda number: number.start):
        if not kept or number.start >= kept[-1].end:
            kept.append(number)
    return tuple(kept)


def _body(term: str) -> str:
    """Return a term as an expression; a star stands for any ending of the word."""
    return re.escape(term).replace(r"\ ", r"\s+").replace(r"\*", r"\w*")


def _digits(text: str) -> Iterator[Number]:
    for match in DIGITS.finditer(text):
        written = match.group()
        if GROUPS.fullmatch(written):
            value = float(re.sub(r"\D", "", written))
        else:
            value = float(written.replace(",", "."))
        yield Number(value, match.start(), match.end())


def _multiplied(number: Number, text: str, language: str) -> Number:
    """Read "2 million" and "500 thousand" as one number."""
    if not follows("multiple:", text, number.end, language):
        return number
    for power in kinds_of("multiple"):
        if match := follows(f"multiple:{power}", text, number.end, language):
            return Number(number.value * int(power), number.start, match.end())
    return number


@lru_cache(maxsize=1)
def _values() -> dict[str, dict[str, int]]:
    table: dict[str, dict[str, int]] = {language: {} for language in LANGUAGES}
    with (DATA / "numbers.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for language in LANGUAGES:
                table[language] |= {w: int(row["value"]) for w in row[language].split(";") if w}
    return table


def _spelled(text: str, language: str) -> Iterator[Number]:
    run: list[tuple[int, re.Match[str]]] = []
    for match in WORD.finditer(text):
        value = _value(match.group().lower(), language)
        if value:
            run.append((value, match))
        elif run and not (run[-1][0] >= 20 and match.group().lower() in CONNECTORS):
            yield from _composed(run)
            run = []
    yield from _composed(run)


def _value(word: str, language: str) -> int:
    values = _values()[language]
    if word in values:
        return values[word]
    return values.get(word[1:], 0) if language == "ar" and word[0] in "وبل" else 0


def _composed(run: list[tuple[int, re.Match[str]]]) -> Iterator[Number]:
    """Put the parts of a number together; "one" alone is an article more often than a count."""
    if len(run) > 1 and run[0][0] == 1 and run[1][0] < 100:  # une trentaine
        run = run[1:]
    total = current = 0
    for value, _match in run:
        if value == 20 and current == 4:  # quatre-vingts
            current = 80
        elif value in (100, 1000):
            current = (current or 1) * value
        else:
            current += value
        if value == 1000:
            total, current = total + current, 0
    if total + current > 1:
        yield Number(float(total + current), run[0][1].start(), run[-1][1].end())


def _chinese(text: str) -> Iterator[Number]:
    for match in CHINESE.finditer(text):
        value = chinese_value(match.group())
        if value > 1:
            yield Number(float(value), match.start(), match.end())


def chinese_value(numeral: str) -> int:
    """Give the value of a Chinese numeral: 三百三十 is 330."""
    values = _values()["zh"]
    total = section = digit = 0
    for sign in numeral:
        value = values[sign]
        if value < 10:
            digit = value
        elif value == 10000:
            total, section, digit = (total + section + digit) * value, 0, 0
        else:
            section, digit = section + (digit or 1) * value, 0
    return total + section + digit
