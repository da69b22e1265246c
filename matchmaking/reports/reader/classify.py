"""Say which themes and which kinds of assistance a passage speaks of."""

import csv
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from matchmaking.reports.reader import cues
from matchmaking.reports.reader.labels import plain

VOCABULARY = Path(__file__).parents[2] / "vocabulary" / "data"
THESAURUS, KINDS = VOCABULARY / "thesaurus.csv", VOCABULARY / "assistance_kinds.csv"
MAX_THEMES = 3
MAX_KINDS = 3
# A thesaurus label tells less than a word of the theme's own list.
LABEL_WEIGHT = 0.4
# A named piece of equipment says more than a general word such as "training" or "funds".
GENERAL = ("EXP.TECH", "FUN.GRANT", "EXP.STD", "EXP.ASSESS")
SPECIFIC_COURSES = ("TRN.TOT", "TRN.WS", "TRN.EXER", "TRN.ELEARN", "TRN.OJT", "TRN.CURR")
SHORTEST = {"zh": 2}


def kinds_in(text: str, language: str) -> list[str]:
    """List the kinds named in a text, the most telling first."""
    folded = plain(text)
    places = {
        code: match.start()
        for code, words in cues.kinds(language).items()
        if (match := words.search(folded))
    }
    named = sorted(places, key=lambda code: (code in GENERAL, places[code]))
    if len(named) > 1:
        named = [code for code in named if code not in GENERAL[:2]] or named
    return named[:MAX_KINDS]


def themes_in(
    text: str, language: str, prior: tuple[str, ...] = (), kinds: Sequence[str] = ()
) -> list[str]:
    """List the themes of a text, best first.

    `prior` are the themes of the section it stands in, `kinds` what it asks for.
    """
    folded = plain(text)
    scores: dict[str, float] = {
        code: len(set(words.findall(folded))) for code, words in cues.themes(language).items()
    }
    labels, words = _labels(language)
    for label in words.findall(folded):
        theme = labels[label]
        scores[theme] = scores.get(theme, 0) + LABEL_WEIGHT
    for kind in kinds[:1]:
        for theme in _kind_themes().get(kind, ())[:1]:
            scores[theme] = scores.get(theme, 0) + LABEL_WEIGHT
    families = {code.split(".")[0] for code in prior}
    for code in scores:
        if code.split(".")[0] in families and scores[code]:
            scores[code] += 1
    ordered = sorted(scores, key=lambda code: -scores[code])
    found = [code for code in ordered if scores[code] > 0 and "." in code]
    return _spread(found, prior)


def _spread(found: list[str], prior: tuple[str, ...]) -> list[str]:
    """Keep the best themes, and the section's own where the text names none of its family."""
    kept = found[: MAX_THEMES - 1]
    families = {code.split(".")[0] for code in kept}
    missing = [code for code in prior[:1] if code.split(".")[0] not in families]
    return (kept + missing + found[MAX_THEMES - 1 :])[:MAX_THEMES]


@cache
def _kind_themes() -> dict[str, list[str]]:
    """Give the themes that each kind of assistance usually serves."""
    with KINDS.open(encoding="utf-8", newline="") as stream:
        return {row["code"]: row["themes"].split(";") for row in csv.DictReader(stream)}


@cache
def _labels(language: str) -> tuple[dict[str, str], re.Pattern[str]]:
    """Give the thesaurus labels of a language and one pattern for them all."""
    themes: dict[str, str] = {}
    with THESAURUS.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            labels = f"{row[f'pref_{language}']};{row[f'alt_{language}']}".split(";")
            for label in labels:
                if len(label.strip()) >= SHORTEST.get(language, 4):
                    themes.setdefault(plain(label), row["theme"])
    ordered = sorted(themes, key=len, reverse=True)
    return themes, re.compile("|".join(re.escape(label) for label in ordered) or "(?!)")
