"""The history of a record, in words its reader understands."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from accounts.selectors import Person
from matchmaking import audit
from matchmaking.writing.contents import words_of
from matchmaking.writing.models import Record
from matchmaking.writing.records import RecordKind


def record_history(kind: RecordKind[Any], user: Person, record: Record) -> list[audit.Entry]:
    """Return who did what and when, newest first; outsiders learn only its public steps."""
    entries = audit.history(record)
    if not kind.sees_inside(user, record):
        return [_for_outsiders(entry, record) for entry in _public_steps(entries, record)]
    joined = audit.join_sittings(entries)
    return [entry._replace(changes=_readable(kind, entry.changes)) for entry in joined]


def _public_steps(entries: Iterable[audit.Entry], record: Record) -> Iterator[audit.Entry]:
    known = record.KNOWN_TO_ALL
    return (entry for entry in entries if entry.changes.get("status", ("", ""))[1] in known)


def _for_outsiders(entry: audit.Entry, record: Record) -> audit.Entry:
    """Name the party that acted, not the person; the system stays the system."""
    party = _("Secretariat") if entry.verb == audit.VERBS["publish"] else str(record.party)
    return entry._replace(who=party if entry.who else "", reason="", changes={})


def _readable(kind: RecordKind[Any], changes: audit.Changes) -> dict[str, tuple[str, str]]:
    return {
        kind.label(name): (words_of(kind, name, old), words_of(kind, name, new))
        for name, (old, new) in changes.items()
        if old != new or name in kind.secret_fields
    }
