"""Answers written in the running text: "A.: Yes", "[X] Yes [ ] No", "☒ Oui ☐ Non"."""

import re
from functools import cache

from matchmaking.reports.reader.labels import answer_of, load, plain, words_of

TICKED = "☒☑✓✔✗✘⊠■●◼▣"
UNTICKED = "☐□○◯▢❏❑"
_BOXES = re.compile(
    rf"\[\s*[xX✓✔×vV*]\s*\]|\(\s*[xX✓✔×vV*]\s*\)|[{TICKED}]|(?<!\w)[Xx](?!\w)"
    rf"|\[\s*_*\s*\]|\(\s*_*\s*\)|[{UNTICKED}]"
)
_HEAD = re.compile(r"^(\w[^\W\d_]*|[\u4e00-\u9fff]{1,3})\s*[,;:.،؛。，–—-]+\s*(.*)$", re.DOTALL)


@cache
def _lead() -> re.Pattern[str]:
    words = sorted(words_of("answer_lead"), key=len, reverse=True)
    return re.compile(rf"^(?:{'|'.join(re.escape(w) for w in words)})\s*[.．]?\s*[:：]\s*", re.I)


@cache
def _words() -> re.Pattern[str]:
    """Match any answer word, whatever its accents, as a whole word."""
    words = [
        word
        for role in ("yes", "no", "developing", "requested", "received", "provided")
        for group in load("labels.json")[role].values()
        for word in group
        if len(word) > 1 or word > "\u2fff"
    ]
    body = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<![^\W\u2fff-\uffff])(?:{body})(?![^\W\u2fff-\uffff])", re.I)


def without_lead(text: str) -> tuple[str, bool]:
    """Take "Answer:" off the front of a line."""
    match = _lead().match(text)
    return (text[match.end() :].strip(), True) if match else (text, False)


def boxes_in(text: str) -> dict[str, bool] | None:
    """Read a row of boxes, each with its word; None when there is none."""
    boxes = [(m.start(), m.end(), _is_ticked(m[0])) for m in _BOXES.finditer(text)]
    words = [(m.start(), m.end(), m[0]) for m in _words().finditer(text)]
    if not boxes or not words:
        return None
    before = boxes[0][0] < words[0][0]
    found: dict[str, bool] = {}
    for start, end, ticked in boxes:
        near = [w for w in words if (w[0] >= end if before else w[1] <= start)]
        if near:
            word = near[0][2] if before else near[-1][2]
            found[plain(word)] = found.get(plain(word), False) or ticked
    return found


def _is_ticked(box: str) -> bool:
    return bool(box.strip("[]() _")) and box not in UNTICKED


def inline_value(text: str) -> tuple[str | None, str] | None:
    """Read an answer at the start of a text: its value and what remains; None when there is none.

    The value is None when boxes or an "Answer:" stand there with nothing chosen.
    """
    body, led = without_lead(text)
    if not body:
        return (None, "") if led else None
    boxes = boxes_in(body)
    if boxes is not None and len(body) < 90:
        ticked = [answer_of(word) for word, on in boxes.items() if on and answer_of(word)]
        return (ticked[0] if ticked else None), ""
    value = answer_of(body)
    if value:
        return value, ""
    head = _HEAD.match(body)
    if head and answer_of(head[1]) and len(head[1]) > 1:
        return answer_of(head[1]), head[2].strip()
    return None


def chosen(role: str, text: str) -> bool | None:
    """Tell whether "requested", "received" or "provided" is ticked; None when not mentioned."""
    boxes = boxes_in(text)
    names = words_of(role)
    if boxes is not None:
        known = [on for word, on in boxes.items() if word in names]
        return any(known) if known else None
    found = {plain(match[0]) for match in _words().finditer(text)}
    return True if found & names else None
