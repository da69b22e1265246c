"""What became different between two texts, word by word."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

# A word, a single sign of a script that writes no spaces, or what stands between words.
TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|\w+|\s+|[^\w\s]")
LINE = re.compile(r"[^\n]*\n|[^\n]+")
# Beyond this many words, lines are compared: the time grows with the square.
MOST_WORDS = 4000
SAME, ADDED, REMOVED = "same", "added", "removed"


class Piece(NamedTuple):
    """A run of text and what happened to it."""

    what: str
    text: str


def word_differences(old: str, new: str) -> list[Piece]:
    """Return the pieces of both texts in reading order; what is removed before what is added."""
    pattern = LINE if max(len(old), len(new)) > MOST_WORDS * 6 else TOKEN
    before, after = pattern.findall(old), pattern.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    pieces = []
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            pieces.append(Piece(SAME, "".join(before[a:b])))
            continue
        pieces.append(Piece(REMOVED, "".join(before[a:b])))
        pieces.append(Piece(ADDED, "".join(after[c:d])))
    return list(_without_crumbs([piece for piece in pieces if piece.text]))


def _without_crumbs(pieces: list[Piece]) -> Iterator[Piece]:
    """Join changes that only a space holds apart: "one two" for "three four" is one change."""
    removed = added = ""
    for piece in pieces:
        if piece.what == REMOVED:
            removed += piece.text
        elif piece.what == ADDED:
            added += piece.text
        elif piece.text.isspace() and removed and added:
            removed, added = removed + piece.text, added + piece.text
        else:
            yield from _change(removed, added)
            removed = added = ""
            yield piece
    yield from _change(removed, added)


def _change(removed: str, added: str) -> Iterator[Piece]:
    """Leave out the spaces both sides of a change end with; nothing is struck out for nothing."""
    tail = ""
    while removed and added and removed[-1] == added[-1] and removed[-1].isspace():
        tail, removed, added = removed[-1] + tail, removed[:-1], added[:-1]
    yield from (piece for piece in (Piece(REMOVED, removed), Piece(ADDED, added)) if piece.text)
    if tail:
        yield Piece(SAME, tail)
