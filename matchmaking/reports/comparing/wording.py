"""Two wordings side by side, word by word."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

# A Chinese character is a word of its own here.
_WORDS = re.compile(r"[\u3000-\u9fff\uf900-\uffef]|[^\s\u3000-\u9fff\uf900-\uffef]+\s*|\s+")


class Piece(NamedTuple):
    """A run of text that both wordings share, or only this one has."""

    text: str
    differs: bool


def difference(old: str, new: str) -> tuple[list[Piece], list[Piece]]:
    """Cut both wordings into what they share and what each has alone."""
    one, other = _WORDS.findall(old), _WORDS.findall(new)
    matcher = SequenceMatcher(None, _plain(one), _plain(other), autojunk=False)
    before: list[Piece] = []
    after: list[Piece] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        _append(before, "".join(one[i1:i2]), tag != "equal")
        _append(after, "".join(other[j1:j2]), tag != "equal")
    return before, after


def _plain(words: Sequence[str]) -> list[str]:
    return [
        word.strip().casefold().strip(".,;:()«»“”\"'؛،。，；") or word.strip() for word in words
    ]


def _append(pieces: list[Piece], text: str, differs: bool) -> None:
    if text:
        pieces.append(Piece(text, differs))
