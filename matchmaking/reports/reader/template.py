"""The report templates as data: sections, wordings, which question asks for assistance where."""

import re
from functools import cache
from typing import Any

from rapidfuzz import fuzz

from matchmaking.reports.reader.labels import load, plain

ROLES = ("wish", "what", "proposal", "received", "provided")
LEAST = {"wish": 84.0, "what": 84.0, "proposal": 84.0, "received": 80.0, "provided": 80.0}
CHINESE_DIGITS = "零一二三四五六七八九十"
_CHINESE_SECTION = re.compile(r"^第\s*([\d一二三四五六七八九十]+)\s*(?:节|章|部分|编|篇)")
V3_ONLY = {"infrastructure", "gender", "data"}


def wording() -> dict[str, Any]:
    """Give the wording of the questions."""
    return load("wording.json")  # type: ignore[no-any-return]


def sections() -> dict[str, Any]:
    """Give the sections by their key."""
    return load("sections.json")["sections"]  # type: ignore[no-any-return]


def versions() -> dict[str, dict[str, str | None]]:
    """Give, for each version, the number of the wish question of each section."""
    return load("sections.json")["versions"]  # type: ignore[no-any-return]


@cache
def _wordings(role: str, language: str) -> tuple[str, ...]:
    return tuple(_bare(text) for text in wording()[role].get(language, ()))


def _bare(text: str) -> str:
    return re.sub(r"[¿?؟？:：.。\[\]]", " ", plain(text)).strip()


def role_of(question: str, language: str) -> str:
    """Name what a question asks: wish, what, proposal, received, provided or other."""
    bare = _bare(question)
    if len(bare) < 6:
        return "other"
    scores = {role: _likeness(bare, role, language) for role in ROLES}
    role = max(scores, key=lambda name: scores[name])
    return role if scores[role] >= LEAST[role] else "other"


def _likeness(bare: str, role: str, language: str) -> float:
    scores = [0.0]
    for known in _wordings(role, language):
        if len(bare) < 0.6 * len(known):
            continue
        window = bare[: len(known) + 12] if role in {"wish", "what", "proposal"} else bare
        scores.append(fuzz.partial_ratio(known, window))
    return max(scores)


def is_details(question: str) -> bool:
    """Tell a sub-question that says only "Details"."""
    bare = re.sub(r"\[.*", "", question).strip(" :：.。")
    return len(bare) < 40 and plain(bare) in _details()


@cache
def _details() -> frozenset[str]:
    return frozenset(plain(name) for group in wording()["details"].values() for name in group)


@cache
def _section_names() -> tuple[tuple[str, str], ...]:
    return tuple(
        (plain(name), key)
        for key, section in sections().items()
        for names in section["names"].values()
        for name in names
    )


@cache
def _section_head() -> re.Pattern[str]:
    words = "|".join(plain(word) for word in load("sections.json")["section_words"])
    return re.compile(rf"^(?:{words})\s*([\divxl]+|[a-z])\s*[.:：–—-]*\s*(.*)$")


def section_of(text: str) -> tuple[str | None, int | None] | None:
    """Read a section heading: its key, its number; None when the line is no heading."""
    folded = plain(text)
    if len(folded) > 110:
        return None
    head = _section_head().match(folded)
    if head:
        return section_named(head[2], 72), _number(head[1])
    chinese = _CHINESE_SECTION.match(folded)
    if chinese:
        return section_named(folded[chinese.end() :].strip(" :：、"), 72), _number(chinese[1])
    return None


def section_named(name: str, least: float) -> str | None:
    """Find the section whose name is most like this."""
    bare = plain(name).strip(" :：.。()（）")
    if not bare:
        return None
    score, key = max((fuzz.ratio(bare, known), key) for known, key in _section_names())
    return key if score >= least else None


def _number(written: str) -> int | None:
    if written.isdigit():
        return int(written)
    if written and all(char in CHINESE_DIGITS for char in written):
        tens, _, ones = written.rpartition("十")
        if "十" not in written:
            return CHINESE_DIGITS.index(written)
        return (CHINESE_DIGITS.index(tens) if tens else 1) * 10 + (
            CHINESE_DIGITS.index(ones) if ones else 0
        )
    romans = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
    return romans.index(written) + 1 if written in romans else None


def section_numbered(number: int, *, third: bool) -> str | None:
    """Give the section that stands at a place of the form."""
    keys = [key for key in sections() if third or key not in V3_ONLY]
    if third:
        keys.remove("contacts")
    return keys[number - 1] if 0 < number <= len(keys) else None


@cache
def _blocks(language: str) -> tuple[str, ...]:
    return tuple(plain(name) for name in load("sections.json")["block_headings"].get(language, ()))


def is_block_heading(text: str, language: str) -> bool:
    """Tell the headings inside a section, such as "International assistance"."""
    folded = plain(text).strip(" :：.")
    if len(folded) > 70:
        return False
    return any(fuzz.ratio(folded, name) >= 90 for name in _blocks(language))


@cache
def _fields() -> tuple[tuple[str, str], ...]:
    return tuple((plain(name), name) for name in wording()["iti_fields"])


def iti_field(text: str) -> str | None:
    """Name the field of the tracing table that a label stands for."""
    folded = plain(text).strip(" :：")
    if not 3 < len(folded) < 120:
        return None
    score, name = max((fuzz.ratio(folded, known), name) for known, name in _fields())
    return name if score >= 92 else None


def area_of(text: str, language: str) -> str | None:
    """Give the number of the area of cooperation that a heading names."""
    folded = plain(text)
    best = max(
        (fuzz.partial_ratio(plain(area["names"][language]), folded), number)
        for number, area in wording()["areas"].items()
    )
    return best[1] if best[0] >= 85 else None
