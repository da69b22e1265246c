"""Arabic pages: turn them round so that reading order runs from left to right like any other."""

import re
from collections.abc import Sequence
from dataclasses import replace

from matchmaking.reports.reader.document import Mark, Sheet, Word

_ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")
_LETTER = re.compile(r"[\u0620-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufefc]")
_WESTERN = re.compile(r"[0-9A-Za-z\u0660-\u0669][0-9A-Za-z\u0660-\u0669.,:/\u066b\u066c-]*")
_STRAY = re.compile(r"^([.،؛:؟!,;]+)(.*[0-9A-Za-z\u0660-\u0669)\]].*)$")
_PAIRS = str.maketrans("()[]«»", ")(][»«")


def is_arabic(text: str) -> bool:
    """Tell whether a text holds Arabic letters."""
    return bool(_LETTER.search(text))


def runs_right_to_left(sheets: Sequence[Sheet]) -> bool:
    """Tell whether most words of a document are Arabic."""
    words = [word.text for sheet in sheets for word in sheet.words if word.text.isalpha()]
    return sum(map(is_arabic, words)) > 0.4 * max(len(words), 1)


def turned(sheet: Sheet) -> Sheet:
    """Mirror a page and put the letters of its words in logical order."""
    words = [
        replace(word, x0=sheet.width - word.x1, x1=sheet.width - word.x0, text=logical(word.text))
        for word in sheet.words
    ]
    marks = [Mark(sheet.width - mark.x, mark.y) for mark in sheet.marks]
    return replace(sheet, words=words, marks=marks, turned=True)


def logical(word: str) -> str:
    """Write a word, given as it is seen from left to right, as it is read."""
    if not _ARABIC.search(word) or not is_arabic(word):
        stray = _STRAY.match(word)
        return f"{stray[2]}{stray[1]}" if stray else word
    backwards = word[::-1]
    text = _WESTERN.sub(lambda run: run[0][::-1], backwards)
    return text.translate(_PAIRS) if _is_reversed(text) else text


def _is_reversed(text: str) -> bool:
    """A closing bracket before any opening one shows that the signs were drawn mirrored."""
    signs = re.sub(r"[^()\[\]«»]", "", text)
    return signs[:1] in {")", "]", "»"} and len(signs) > 0


def western_runs(words: Sequence[Word]) -> list[Word]:
    """Put runs of Latin words and numbers back in their own order."""
    found: list[Word] = []
    run: list[Word] = []
    for word in words:
        if is_arabic(word.text) or not re.search(r"[0-9A-Za-z]", word.text):
            found += run[::-1]
            run = []
            found.append(word)
        else:
            run.append(word)
    return found + run[::-1]
