"""Reads numbers, in digits and in words of six languages."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from .phrases import LANGUAGES, Text, fold, forms_of, read_rows

GROUPED = re.compile(r"\d{1,3}(?:[ .,\u00a0\u202f]\d{3})+(?!\d)|\d+")
CHINESE = re.compile(r"[一二两三四五六七八九十百千万]+")
YEARS = range(1950, 2051)


@lru_cache(maxsize=1)
def _values() -> dict[str, dict[str, int]]:
    table: dict[str, dict[str, int]] = {language: {} for language in LANGUAGES}
    for row in read_rows("numbers.csv"):
        for language in LANGUAGES:
            for word in filter(None, row[language].split(";")):
                table[language][fold(word)] = int(row["value"])
    return table


def numbers_in(text: Text) -> list[tuple[int, int, float]]:
    """List numbers as (first word, word after the last, value); years are left out."""
    found = [*_digits(text), *(_chinese(text) if text.language == "zh" else _spelled(text))]
    return sorted(item for item in found if item[2] not in YEARS)


def _digits(text: Text) -> Iterator[tuple[int, int, float]]:
    at = {offset: index for index, offset in enumerate(text.offsets)}
    for match in GROUPED.finditer(text.folded):
        if match.start() not in at:
            continue
        start = at[match.start()]
        yield start, bisect_left(text.offsets, match.end()), float(re.sub(r"\D", "", match.group()))


def _spelled(text: Text) -> Iterator[tuple[int, int, float]]:
    values = _values().get(text.language, {})
    start, total = -1, 0
    for index, word in enumerate([*text.words, ""]):
        value = _value(word, values, text.language)
        if value:
            start = index if start < 0 else start
            total = total * value if value >= 100 > total > 0 else total + value
        elif start >= 0:
            if total > 1:
                yield start, index, float(total)
            start, total = -1, 0


def _value(word: str, values: dict[str, int], language: str) -> int:
    return next((values[form] for form in forms_of(word, language) if form in values), 0)


def _chinese(text: Text) -> Iterator[tuple[int, int, float]]:
    for match in CHINESE.finditer(text.folded):
        value = chinese_value(match.group())
        if value > 1:
            yield match.start(), match.end(), float(value)


def chinese_value(numeral: str) -> int:
    """Give the value of a Chinese numeral: 三百三十 is 330."""
    values = _values()["zh"]
    total = section = digit = 0
    for sign in numeral:
        value = values.get(sign, 0)
        if value < 10:
            digit = value
        elif value == 10000:
            total, section, digit = (total + section + digit) * value, 0, 0
        else:
            section, digit = section + (digit or 1) * value, 0
    return total + section + digit
