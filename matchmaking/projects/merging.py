"""Two people wrote one section at once: what only one of them changed is put together. Pure.

A section falls into atoms: its text, each of its columns, each of its rows. The form remembers,
as fingerprints, what the atoms were when it was opened; so no older text need be kept to tell who
changed what.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Said = Mapping[str, Any]
BETWEEN = "/"


@dataclass(frozen=True)
class Merge:
    """What came of it: all that is said now, with mine where both changed the same atom."""

    said: dict[str, Any]
    conflicts: tuple[str, ...]


def merge(mine: Said, theirs: Said, was: Mapping[str, str]) -> Merge:
    """Put `mine` and `theirs` together; `was` is what `mine` began as, as fingerprints."""
    own, other = atoms(mine), atoms(theirs)
    kept, conflicts = {}, []
    for name in (*own, *(name for name in other if name not in own)):
        here, there, before = own.get(name), other.get(name), was.get(name)
        is_mine = _print(here) != before
        if is_mine and _print(there) not in (before, _print(here)):
            conflicts.append(name)
        kept[name] = here if is_mine else there
    return Merge(_whole(mine, kept), tuple(conflicts))


def prints(said: Said) -> dict[str, str]:
    """Return the fingerprint of each atom, for the form to carry."""
    return {name: found for name, value in atoms(said).items() if (found := _print(value))}


def atoms(said: Said) -> dict[str, Any]:
    """Return what can be changed on its own: each row, and everything else by its name."""
    found: dict[str, Any] = {}
    for name, value in said.items():
        if is_rows(value):
            found |= {f"{name}{BETWEEN}{row['key']}": row for row in value}
        elif not (isinstance(value, list) and not value):
            found[name] = value
    return found


def is_rows(value: Any) -> bool:
    """Say whether a value is rows, not a list of codes."""
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)


def _whole(shape: Said, kept: Mapping[str, Any]) -> dict[str, Any]:
    said: dict[str, Any] = {
        name: [] if isinstance(value, list) else None for name, value in shape.items()
    }
    for name, value in kept.items():
        head, _, key = name.partition(BETWEEN)
        if not key:
            said[head] = value if value is not None else said[head]
        elif value is not None:
            said[head] = [*(said.get(head) or []), value]
    return said


def _print(value: Any) -> str | None:
    if value is None:
        return None
    text = json.dumps(value, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:12]
