"""The fixed words of the form: Yes, No, Developing, Question, Sources ... in six languages."""

import json
import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

TEMPLATES = Path(__file__).parent / "templates"
TICKS = frozenset("✓✔✗✘☑☒☓×╳xX√●■◼▣⊠⊗")
EMPTY = frozenset("☐□○◯▢❏❑")
_SPACE = re.compile(r"\s+")


@cache
def load(name: str) -> Any:
    """Read one of the data files, once."""
    return json.loads((TEMPLATES / name).read_text(encoding="utf-8"))


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """Fold case, accents, Arabic vowel signs and spaces away, for comparing."""
    text = unicodedata.normalize("NFKD", text.replace("\u0640", "").replace("\u00ad", ""))
    kept = "".join(c for c in text if unicodedata.category(c) not in {"Mn", "Cf"})
    return _SPACE.sub(" ", kept).strip().casefold().replace("’", "'")


@cache
def _names() -> dict[str, dict[str, str]]:
    groups: dict[str, dict[str, str]] = {}
    for role, languages in load("labels.json").items():
        for words in languages.values():
            for word in words:
                groups.setdefault(role, {})[plain(word)] = role
    return groups


def is_label(role: str, text: str) -> bool:
    """Tell whether a cell says just this label."""
    return plain(text).strip(" .:：;,*[]()") in _names()[role]


def words_of(role: str) -> frozenset[str]:
    """Give all words of a label, in all languages, folded."""
    return frozenset(_names()[role])


def answer_of(text: str) -> str | None:
    """Read a cell that holds just Yes, No or Developing."""
    folded = plain(text).strip(" .:：;,*[]()。")
    if len(folded) > 30 or not folded:
        return None
    return next((role for role in ("yes", "no", "developing") if folded in _names()[role]), None)
