"""The reader's word lists, compiled: words of need, of things solved, kinds, themes, numbers."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from matchmaking.reports.reader.labels import plain

LEXICON = Path(__file__).parent / "lexicon"
LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
NOTHING = re.compile(r"(?!)")
# Words that Arabic writes together with the word they belong to.
ARABIC_LEAD = r"(?<!\w)(?:[وف]?(?:ال|لل|[بلك]ال|[بلك])?)?"


@cache
def load(name: str) -> Any:
    """Read one of the word lists, once."""
    return json.loads((LEXICON / name).read_text(encoding="utf-8"))


def pattern(alternatives: list[str], language: str) -> re.Pattern[str]:
    """Compile alternatives so that they match from the start of a word in folded text."""
    if not alternatives:
        return NOTHING
    body = "|".join(_folded(part) for part in alternatives)
    if language == "zh":
        return re.compile(f"(?:{body})")
    if language == "ar":
        return re.compile(f"{ARABIC_LEAD}(?:{body})")
    return re.compile(rf"(?<!\w)(?:{body})")


def _folded(part: str) -> str:
    """Fold the words of a pattern, leaving escapes such as \\S as they are."""
    pieces = re.split(r"(\\[A-Za-z])", part)
    return "".join(p if p.startswith("\\") else _fold(p) for p in pieces)


def _fold(piece: str) -> str:
    start = " " if piece[:1] == " " else ""
    end = " " if piece[-1:] == " " and piece.strip() else ""
    return f"{start}{plain(piece)}{end}" if piece.strip() else piece


@cache
def cue(name: str, language: str) -> re.Pattern[str]:
    """Give the pattern of one list of cues in one language."""
    words = load("cues.json")[name].get(language, [])
    # A joining "and" begins with the space before it, not at the start of a word.
    return (
        re.compile("|".join(map(_folded, words))) if name == "split" else pattern(words, language)
    )


def has(name: str, text: str, language: str) -> bool:
    """Tell whether a text (folded or not) holds one of the cues."""
    return bool(cue(name, language).search(plain(text)))


@cache
def kinds(language: str) -> dict[str, re.Pattern[str]]:
    """Give the pattern of each kind of assistance."""
    return _patterns("kinds.json", language)


@cache
def themes(language: str) -> dict[str, re.Pattern[str]]:
    """Give the pattern of each theme."""
    return _patterns("themes.json", language)


def _patterns(name: str, language: str) -> dict[str, re.Pattern[str]]:
    return {
        code: pattern(words[language], language)
        for code, words in load(name).items()
        if words.get(language)
    }
