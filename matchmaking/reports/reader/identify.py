"""Which State, which year and which language a report is of."""

import csv
import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from matchmaking.reports.reader import cues
from matchmaking.reports.reader.document import Line
from matchmaking.reports.reader.labels import plain

COUNTRIES = Path(__file__).parents[2] / "vocabulary" / "data" / "countries.csv"
LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
_YEAR = re.compile(r"(?<!\d)(20[0-3]\d|199\d)(?!\d)")
FRONT = 14


def language_of(lines: Sequence[Line]) -> str:
    """Tell the language by its script, or by its commonest words."""
    text = " ".join(line.text for line in lines)[:60_000]
    letters = Counter(_script(char) for char in text if char.isalpha())
    count = max(letters.values(), default=0)
    # Reports in other scripts keep titles and abbreviations in Latin letters.
    for other in ("ar", "ru", "zh"):
        if letters[other] > 0.3 * count:
            return other
    words = Counter(re.findall(r"[a-z']+", plain(text)))
    common: dict[str, list[str]] = cues.load("stopwords.json")
    return max(common, key=lambda language: sum(words[word] for word in common[language]))


def _script(char: str) -> str:
    if "\u0400" <= char <= "\u052f":
        return "ru"
    if "\u0600" <= char <= "\u06ff" or "\ufb50" <= char <= "\ufefc":
        return "ar"
    return "zh" if "\u4e00" <= char <= "\u9fff" else "latin"


@cache
def _names() -> tuple[tuple[str, str], ...]:
    names: dict[str, str] = {}
    with COUNTRIES.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            for column in [f"name_{language}" for language in LANGUAGES] + ["formal_name_en"]:
                name = re.sub(r"\(.*?\)", "", plain(row[column])).strip()
                names.setdefault(name.removeprefix("the "), row["iso3"])
    return tuple(sorted(names.items(), key=lambda pair: -len(pair[0])))


def state_of(front: Sequence[Line]) -> str | None:
    """Find the State named on the first lines, the longest name first."""
    for line in front[:FRONT]:
        folded = plain(line.text)
        for name, code in _names():
            if name and _stands_in(name, folded):
                return code
    return None


def _stands_in(name: str, text: str) -> bool:
    at = text.find(name)
    if at < 0:
        return False
    if name[0] > "\u2fff":
        return True
    around = text[at - 1 : at] + text[at + len(name) : at + len(name) + 1]
    return not any(char.isalpha() for char in around)


def year_of(front: Sequence[Line], name: str) -> int | None:
    """Find the year on the first lines, or else in the file's name."""
    for text in (*(line.text for line in front[:FRONT]), name):
        match = _YEAR.search(text)
        if match:
            return int(match[1])
    return None
