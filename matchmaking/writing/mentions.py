"""Who is meant by "@Ali" in a comment."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from accounts.models import User

AT = re.compile(r"(?<![\w@])@(?=\w)")
HANDLE = re.compile(r"[\w.-]*\w")
NO_SPACES = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


class Mention(NamedTuple):
    """A stretch of text that names somebody; `people` has several where the name is not enough."""

    start: int
    end: int
    name: str
    people: tuple[User, ...]


def find_mentions(text: str, people: Iterable[User]) -> list[Mention]:
    """Return every @name in `text`, with those of `people` it may mean; the longest name wins."""
    names = _names(people)
    return [_mention(text, match.end(), names) for match in AT.finditer(text)]


def _mention(text: str, start: int, names: dict[str, set[User]]) -> Mention:
    rest = text[start:].casefold()
    fitting = [name for name in names if rest.startswith(name) and _ends(rest, name)]
    if not fitting:
        handle = HANDLE.match(text, start)
        end = handle.end() if handle else start + 1
        return Mention(start, end, text[start:end], ())
    name = max(fitting, key=len)
    end = start + len(name)
    return Mention(start, end, text[start:end], tuple(sorted(names[name], key=str)))


def _ends(rest: str, name: str) -> bool:
    """Say whether the name ends here; Chinese and Japanese put no space behind it."""
    after = rest[len(name) : len(name) + 1]
    return not re.match(r"\w", after) or bool(NO_SPACES.match(name[-1]))


def _names(people: Iterable[User]) -> dict[str, set[User]]:
    """Return by what each person may be called: full name, first name, or what stands before @."""
    names: dict[str, set[User]] = {}
    for person in people:
        full = person.full_name or person.email
        for name in {full, full.split()[0], person.email.partition("@")[0]}:
            names.setdefault(name.casefold(), set()).add(person)
    return names
