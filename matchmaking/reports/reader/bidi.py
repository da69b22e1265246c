"""Arabic pages: turn them round so that reading order runs from left to right like any other."""

import re
from collections.abc import Sequence
from dataclasses import replace

from matchmaking.reports.reader.document import Mark, Sheet, Word

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


def turned(sheets: Sequence[Sheet]) -> list[Sheet]:
    """Mirror pages and put the letters of their words in logical order."""
    swap = _brackets_are_mirrored(sheets)
    return [_turned(sheet, swap=swap) for sheet in sheets]


def _turned(sheet: Sheet, *, swap: bool) -> Sheet:
    words = [
        replace(
            word,
            x0=sheet.width - word.x1,
            x1=sheet.width - word.x0,
            text=logical(word.text, swap=swap),
        )
        for word in _closed(sheet.words)
    ]
    marks = [Mark(sheet.width - mark.x, mark.y) for mark in sheet.marks]
    return replace(sheet, words=words, marks=marks, turned=True)


def _closed(words: Sequence[Word]) -> list[Word]:
    """Join Latin letters and digits that touch: Arabic pages draw them in any order."""
    found: list[Word] = []
    for word in sorted(words, key=lambda w: (round(w.base), w.x0)):
        last = found[-1] if found else None
        touches = last is not None and -1.0 < word.x0 - last.x1 < 0.08 * word.size
        if last and touches and not is_arabic(word.text + last.text) and last.base == word.base:
            found[-1] = replace(last, text=last.text + word.text, x1=word.x1)
        else:
            found.append(word)
    return found


def _brackets_are_mirrored(sheets: Sequence[Sheet]) -> bool:
    """Tell whether the file holds brackets as drawn: then most Arabic words open with a closer."""
    words = [word.text for sheet in sheets for word in sheet.words if is_arabic(word.text)]
    # As seen from left to right, a word in brackets ends, on the right, where it begins to be read.
    mirrored = sum(
        text.endswith((")", "]", "»")) or text.startswith(("(", "[", "«")) for text in words
    )
    kept = sum(text.endswith(("(", "[", "«")) or text.startswith((")", "]", "»")) for text in words)
    return mirrored > kept


def logical(word: str, *, swap: bool = False) -> str:
    """Write a word, given as it is seen from left to right, as it is read."""
    if not is_arabic(word):
        if swap and not re.search(r"[^\W_]", word):
            word = word[::-1].translate(_PAIRS)
        stray = _STRAY.match(word)
        return f"{stray[2]}{stray[1]}" if stray else word
    text = _WESTERN.sub(lambda run: run[0][::-1], word[::-1])
    return text.translate(_PAIRS) if swap else text


def western_runs(words: Sequence[Word]) -> list[Word]:
    """Put runs of Latin words and numbers back in their own order."""
    found: list[Word] = []
    run: list[Word] = []
    for word in words:
        if is_arabic(word.text) or not re.search(r"[0-9A-Za-z]", word.text):
            found += _own_order(run)
            run = []
            found.append(word)
        else:
            run.append(word)
    return found + _own_order(run)


def _own_order(run: list[Word]) -> list[Word]:
    """Numbers alone follow the Arabic around them: "18 000" is drawn with 18 on the right."""
    return run[::-1] if any(re.search(r"[A-Za-z]", word.text) for word in run) else run
