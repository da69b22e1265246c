"""Two records side by side: in what they differ, and what was merged into one before."""

from typing import Any, NamedTuple

from django.utils.text import capfirst

from accounts.selectors import Person
from matchmaking import audit
from matchmaking.disclosure.models import RecordDocument
from matchmaking.disclosure.selectors import documents_for
from matchmaking.writing.contents import contents, in_words
from matchmaking.writing.models import Record
from matchmaking.writing.records import LINES, RecordKind
from matchmaking.writing.selectors import record_history

LONGEST = 600


class Part(NamedTuple):
    """A field in which two records differ, in words."""

    name: str
    label: str
    kept: str
    merged: str
    is_lacking: bool  # the one that is kept does not state it


class MergedHere(NamedTuple):
    """A record that was merged into another, with its own history."""

    record: Any
    history: list[audit.Entry]
    documents: list[RecordDocument]  # those that did not follow


def parts_that_differ(kind: RecordKind[Any], kept: Record, merged: Record) -> list[Part]:
    """Return what two records say differently, field by field, lines apart."""
    one, other = in_words(kind, contents(kind, kept)), in_words(kind, contents(kind, merged))
    return [
        Part(
            name,
            capfirst(kind.label(name)),
            one[name][:LONGEST],
            other[name][:LONGEST],
            not one[name],
        )
        for name in kind.fields
        if name != LINES and name not in kind.rows and one[name] != other[name] and other[name]
    ]


def merged_into(user: Person, kind: RecordKind[Any], record: Record) -> list[MergedHere]:
    """Return what was merged into a record, with histories as `user` may read them."""
    if not kind.sees_inside(user, record):
        return []
    rows = kind.model._default_manager.filter(merged_into=record.pk).order_by("pk")
    return [
        MergedHere(row, record_history(kind, user, row), documents_for(user, row)) for row in rows
    ]
