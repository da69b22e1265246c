"""Periods and days in the words of a record, in six languages."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from matchmaking.coaching.words import Passage, Words, kinds_of, pattern, source, stands_before


def windows(words: Words) -> Iterator[Passage]:
    """Yield periods: "by June 2028", "from March 2027 to June 2028", "2027-2029"."""
    days = list(_dates(words))
    joined = set()
    for first, second in pairwise(days):
        between = words.text[first.end : second.start]
        if len(between) <= 8 and "." not in between and "\n" not in between:
            joined |= {first, second}
            value = {"starts_on": first.first.isoformat(), "ends_on": second.last.isoformat()}
            yield Passage(words.text[first.start : second.end], value)
    for day in days:
        if day not in joined:
            yield from _one_sided(day, words)


def _one_sided(day: "_Date", words: Words) -> Iterator[Passage]:
    text, language = words.text, words.language
    start = max(0, day.start - 18)
    is_end = language == "zh" and text[day.end : day.end + 2] in ("年底", "底前", "之前", "底之")
    for cue, value in (
        ("until", {"ends_on": day.last.isoformat()}),
        ("from", {"starts_on": day.first.isoformat()}),
    ):
        if (is_end and cue == "until") or stands_before(cue, text, day.start, language):
            said = list(pattern(cue, language).finditer(text, start, day.start))
            yield Passage(text[said[-1].start() if said else day.start : day.end], value)
            return


class _Date(NamedTuple):
    first: date
    last: date
    start: int
    end: int


def _dates(words: Words) -> Iterator[_Date]:
    if "20" not in words.text:
        return
    for match in _date(words.language).finditer(words.text):
        year, day = int(match["year"]), int(match["day"] or 0)
        month = _month(match["month"] or "", words.language)
        last = monthrange(year, month or 12)[1]
        if day > last:
            continue
        one_day = day if month else 0
        first = date(year, month or 1, one_day or 1)
        yield _Date(first, date(year, month or 12, one_day or last), match.start(), match.end())


@lru_cache(maxsize=8)
def _date(language: str) -> re.Pattern[str]:
    year = r"(?<!\d)(?P<year>20[2-5]\d)(?![\d,.]\d|\d)"
    if language == "zh":
        return re.compile(rf"{year}(?:年(?:(?P<month>\d{{1,2}}月)(?:(?P<day>\d{{1,2}})日)?)?)?")
    months = source("month:", language)
    day = r"(?:(?<!\d)(?P<day>\d{1,2})(?:er|st|nd|rd|th|º)?\s+(?:de\s+|of\s+)?)?"
    return re.compile(rf"(?:{day}(?P<month>{months})\s+(?:de\s+|del\s+)?)?{year}", re.IGNORECASE)


def _month(name: str, language: str) -> int:
    if name[:1].isdigit():
        return min(int(name.rstrip("月")), 12)
    codes = kinds_of("month") if name else ()
    found = (int(c) for c in codes if pattern(f"month:{c}", language).fullmatch(name))
    return next(found, 0)
