"""Spellings of one name in several languages, and words of a name that tell nothing."""

import csv
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent.parent / "data"


def _rows(name: str) -> list[list[str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return [row for row in csv.reader(file) if row and not row[0].startswith("#")]


def _words(tells: str) -> frozenset[str]:
    return frozenset(word for word, what in _rows("name_words.csv") if what == tells)


# Joined to the next word.
PREFIXES = frozenset({"abd", "abdul", "abdel", "abdal", "abdoul", "abdur", "abdu"})
# Articles, "son of", titles, legal forms: people leave them out.
ARTICLES = _words("nothing")
# Words of so many names of entities that they tell little.
COMMON = _words("little")


def group_of(plain: str) -> str:
    """Return the family of spellings a word belongs to, "" where none is known."""
    return _groups().get(plain, "")


@cache
def _groups() -> dict[str, str]:
    return {spelling: row[0] for row in _rows("name_variants.csv") for spelling in row}
