"""Reading a list in the format of the Security Council's consolidated list, entry by entry.

The file comes from outside: no document type, no entity and no file without end is accepted.
"""

import datetime
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

MOST_BYTES = 60 * 1024 * 1024
MOST_ENTRIES = 50_000
MOST_NAMES = 200
MOST_LETTERS = 400
PERSON, ENTITY = "INDIVIDUAL", "ENTITY"
ROOT = "CONSOLIDATED_LIST"
NAME_PARTS = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
# What else tells a person from another of the same name.
FACTS = ("NATIONALITY", "DESIGNATION", "INDIVIDUAL_DATE_OF_BIRTH", "COMMENTS1", "UN_LIST_TYPE")
WEAK = ("low", "f.k.a.")


class BrokenList(Exception):
    """The file is no such list; `code` says why, `detail` where."""

    def __init__(self, code: str, detail: str = "") -> None:
        self.code, self.detail = code, detail
        super().__init__(f"{code} {detail}".strip())


@dataclass(frozen=True)
class EntryName:
    """One name of an entry: its own, an alias, a weak alias, or in its own script."""

    text: str
    kind: str


@dataclass(frozen=True)
class Entry:
    """A person or an entity under every name."""

    key: str
    is_entity: bool
    names: tuple[EntryName, ...]
    listed_on: str
    about: str

    @property
    def name(self) -> str:
        """The name it is listed under."""
        return self.names[0].text

    @property
    def digest(self) -> str:
        """A print that changes with any of its names and facts."""
        said = repr((self.is_entity, self.names, self.about))
        return hashlib.sha256(said.encode()).hexdigest()


@dataclass(frozen=True)
class ReadList:
    """A list as it was read."""

    as_of: datetime.date | None
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Changes:
    """What is new, gone or different against the list before."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]


def read_list(file: IO[bytes]) -> ReadList:
    """Read a list; BrokenList where the file is none, is hostile, or has no end."""
    reader = _Reader()
    try:
        for event, element in iterparse(
            _Bounded(file), events=("start", "end"), forbid_dtd=True, forbid_external=True
        ):
            reader.take(event, element)
    except DefusedXmlException as refusal:
        raise BrokenList("hostile") from refusal
    except (ParseError, UnicodeError, ValueError, LookupError) as error:
        raise BrokenList("no_xml", str(error)[:200]) from error
    return reader.result()


def compare_lists(before: dict[str, str], after: dict[str, str]) -> Changes:
    """Say what changed between two lists, each a digest by the number of the entry."""
    both = before.keys() & after.keys()
    return Changes(
        added=tuple(sorted(after.keys() - both)),
        removed=tuple(sorted(before.keys() - both)),
        changed=tuple(sorted(key for key in both if before[key] != after[key])),
    )


class _Bounded:
    """A file that ends: a bomb of names would otherwise fill the memory."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._left = file, MOST_BYTES

    def read(self, size: int = -1) -> bytes:
        """Read on, until the file is longer than any list."""
        data = self._file.read(size if size > 0 else 65_536)
        self._left -= len(data)
        if self._left < 0:
            raise BrokenList("too_long")
        return data


class _Reader:
    """Takes one entry at a time and lets go of its elements."""

    def __init__(self) -> None:
        self._entries: dict[str, Entry] = {}
        self._as_of: datetime.date | None = None
        self._root: Element | None = None

    def take(self, event: str, element: Any) -> None:
        """Take what begins or ends here."""
        if event == "start":
            self._begin(element)
        elif element.tag in (PERSON, ENTITY):
            self._add(_entry(element))
            element.clear()
            if self._root is not None:
                for group in self._root:
                    group.clear()

    def result(self) -> ReadList:
        """Return what was read; a list without a single entry is none."""
        if not self._entries:
            raise BrokenList("no_entries")
        return ReadList(self._as_of, tuple(self._entries.values()))

    def _begin(self, element: Any) -> None:
        if self._root is not None:
            return
        if element.tag != ROOT:
            raise BrokenList("no_list", str(element.tag)[:60])
        self._root, self._as_of = element, _day(element.get("dateGenerated") or "")

    def _add(self, entry: Entry) -> None:
        if entry.key in self._entries:
            raise BrokenList("twice", entry.key)
        if len(self._entries) >= MOST_ENTRIES:
            raise BrokenList("too_long")
        self._entries[entry.key] = entry


def _entry(element: Any) -> Entry:
    is_entity = element.tag == ENTITY
    names = tuple(dict.fromkeys(_names(element, is_entity)))[:MOST_NAMES]
    key = _text(element, "REFERENCE_NUMBER") or _text(element, "DATAID")
    if not names or not key:
        raise BrokenList("nameless", key or (names[0].text if names else ""))
    about = [
        " ".join(" ".join(found.itertext()).split())
        for tag in FACTS
        for found in element.findall(tag)
    ]
    return Entry(
        key=key[:60],
        is_entity=is_entity,
        names=names,
        listed_on=_text(element, "LISTED_ON")[:40],
        about="; ".join(fact for fact in about if fact)[:2000],
    )


def _names(element: Any, is_entity: bool) -> Iterator[EntryName]:
    own = " ".join(filter(None, (_text(element, part) for part in NAME_PARTS)))
    if own:
        yield EntryName(own[:MOST_LETTERS], "name")
    tag = "ENTITY_ALIAS" if is_entity else "INDIVIDUAL_ALIAS"
    for alias in element.findall(tag):
        text = _text(alias, "ALIAS_NAME")
        if text:
            is_weak = _text(alias, "QUALITY").lower() in WEAK
            yield EntryName(text[:MOST_LETTERS], "weak" if is_weak else "alias")
    script = _text(element, "NAME_ORIGINAL_SCRIPT")
    if script:
        yield EntryName(script[:MOST_LETTERS], "script")


def _text(element: Any, tag: str) -> str:
    return " ".join((element.findtext(tag) or "").split())


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text[:10])
    except ValueError:
        return None
