"""Taking out of a report what a party keeps back: pure, on what the report says.

A part that is withheld is emptied and marked; a passage is taken out wherever it stands, whatever
its capitals and the spaces in it.
"""

import re
from collections.abc import Collection, Iterator
from typing import Any

MARK = "▇▇▇"
SHORTEST = 3
Contents = dict[str, Any]
# Rows of a report that can be withheld one by one, and what names each.
ROWS = {"criteria": "code", "findings": "number", "recommendations": "number"}
NAMES = {"criteria": "criterion", "findings": "finding", "recommendations": "recommendation"}
TEXTS = ("purpose", "summary", "method")
# What is kept of a row that is withheld: which one it is.
KEPT = {"code", "number", "scale", "version", "most"}
# What is not words of a person, but a code, a day or a figure: no passage is looked for in there.
CODES = {
    *("number", "timing", "language", "country", "finished_on", "measured_on", "code", "scale"),
    *("answer", "role", "side", "evidence", "addressee", "due_on", "state", "value", "alike"),
}


def parts_of(contents: Contents) -> list[tuple[str, str]]:
    """Return what can be withheld as a whole: its key, and the words it starts with."""
    found = [(name, contents[name]) for name in TEXTS if contents[name]]
    for rows, by in ROWS.items():
        found += [(f"{NAMES[rows]}:{row[by]}", _start(row)) for row in contents[rows]]
    answered = [row for row in contents["recommendations"] if row.get("response")]
    found += [(f"response:{row['number']}", row["response"]["words"]) for row in answered]
    return found if not contents["measures"] else [*found, ("measures", "")]


def contains(contents: Contents, passage: str) -> bool:
    """Say whether a passage stands anywhere in the report."""
    pattern = _pattern(passage)
    return any(pattern.search(text) for text in texts(contents))


def redacted(contents: Contents, parts: Collection[str], passages: Collection[str]) -> Contents:
    """Return the report without what is withheld."""
    said = {**contents, "measures": [] if "measures" in parts else contents["measures"]}
    said |= {name: MARK if name in parts else contents[name] for name in TEXTS}
    for rows, by in ROWS.items():
        name = NAMES[rows]
        said[rows] = [_row(row, f"{name}:{row[by]}" in parts, parts) for row in contents[rows]]
    # The longest first: a passage may hold a shorter one.
    for passage in sorted(passages, key=len, reverse=True):
        said = _without(said, _pattern(passage))
    return said


def texts(value: Any) -> Iterator[str]:
    """Yield every text of a person in the report."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from () if key in CODES else texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts(one)


def _row(row: Contents, is_withheld: bool, parts: Collection[str]) -> Contents:
    if is_withheld:
        return {**{name: row[name] for name in KEPT & set(row)}, "is_withheld": True}
    if f"response:{row.get('number')}" in parts and row.get("response"):
        return {**row, "response": {"is_withheld": True}}
    return row


def _without(value: Any, pattern: re.Pattern[str]) -> Any:
    if isinstance(value, str):
        return pattern.sub(MARK, value)
    if isinstance(value, dict):
        return {key: one if key in CODES else _without(one, pattern) for key, one in value.items()}
    return [_without(one, pattern) for one in value] if isinstance(value, list) else value


def _pattern(passage: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(map(re.escape, passage.split())), re.IGNORECASE)


def _start(row: Contents) -> str:
    return str(row.get("words") or "")
