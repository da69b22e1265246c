"""Writing a record: begin it, change it, save it in passing, throw a draft away."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

import search
from accounts.models import Organisation, User
from matchmaking import audit
from matchmaking.errors import ChangedMeanwhile, NotInThisState
from matchmaking.workflow import compare_and_set
from matchmaking.writing.contents import contents, differences, fields_of
from matchmaking.writing.models import DRAFT, Record
from matchmaking.writing.records import RecordKind
from matchmaking.writing.services.moves import announce, locked, refuse, refuse_incomplete
from matchmaking.writing.services.signing import void_sign_off
from matchmaking.writing.services.versions import keep_version
from matchmaking.writing.signals import record_rewritten
from matchmaking.writing.traces import TRACES, RecordVersion

Fields = Mapping[str, Any]
Lines = Iterable[Any]
R = TypeVar("R", bound=Record)


class StaleRecord(ChangedMeanwhile):
    """Somebody saved the record after this person had opened it."""

    def __init__(self, kind: RecordKind[Any], record: Record) -> None:
        latest = next((entry for entry in audit.history(record) if entry.who), None)
        who = latest.who if latest else _("Somebody else")
        super().__init__(kind.words.stale % {"who": who})
        self.record = record


@transaction.atomic
def draft_record(
    kind: RecordKind[R],
    *,
    actor: User,
    organisation: Organisation,
    fields: Fields,
    lines: Lines = (),
) -> R:
    """Begin a record of an organisation; it may be incomplete."""
    if not kind.may_begin(actor, organisation):
        raise PermissionDenied
    record = kind.blank(organisation)
    record.created_by = actor
    _refuse_contradictions(kind, record, fields)
    for name, value in _plain(kind, fields).items():
        setattr(record, name, value)
    record.save()
    _write_links(kind, record, fields)
    _write_lines(kind, record, lines)
    keep_version(kind, record, author=actor)
    audit.record(record, "create", actor=actor)
    search.enqueue(kind.name, [record.pk])
    return record


@transaction.atomic
def edit_record(
    kind: RecordKind[R],
    *,
    record_id: int,
    version: int,
    actor: User,
    fields: Fields,
    lines: Lines | None = None,
    restored_from: int | None = None,
) -> R:
    """Change what a record says; raise StaleRecord when `version` is no longer the latest.

    What others can see must stay complete. `lines` None leaves the lines alone.
    """
    record = to_write(kind, record_id, actor, version)
    write(kind, record, actor, fields, lines, restored_from=restored_from)
    if record.status != DRAFT:
        refuse_incomplete(kind, record)
        kind.settle(record)
    return record


@transaction.atomic
def autosave_record(
    kind: RecordKind[R],
    *,
    record_id: int,
    version: int,
    actor: User,
    fields: Fields,
    lines: Lines | None = None,
) -> R:
    """Keep the text of a draft while it is being typed; never over a newer version."""
    record = to_write(kind, record_id, actor, version)
    if record.status != DRAFT:
        raise NotInThisState
    write(kind, record, actor, fields, lines, in_passing=True)
    return record


@transaction.atomic
def restore_version(
    kind: RecordKind[R], *, record_id: int, number: int, version: int, actor: User
) -> R:
    """Write what a record said in version `number` once more, as its newest version."""
    record = to_write(kind, record_id, actor, version)
    kept = RecordVersion.objects.of(record).get(number=number)
    fields, lines = fields_of(kind, kept.contents)
    return edit_record(
        kind,
        record_id=record_id,
        version=version,
        actor=actor,
        fields=fields,
        lines=lines,
        restored_from=number,
    )


@transaction.atomic
def delete_record(kind: RecordKind[Any], *, record_id: int, actor: User) -> None:
    """Throw a draft away. What was ever submitted stays on record and can be withdrawn."""
    record = locked(kind, record_id)
    if not kind.may_edit(actor, record):
        raise PermissionDenied
    if not record.is_deletable:
        raise NotInThisState(_("Only a draft that was never submitted can be deleted."))
    audit.record(record, "delete", actor=actor)
    for trace in TRACES:
        trace.objects.of(record).delete()
    record.delete()
    search.enqueue(kind.name, [record_id])


def to_write(kind: RecordKind[R], record_id: int, actor: User, version: int | None = None) -> R:
    """Return a record for writing, or refuse; `version` None: whatever it has become."""
    record = locked(kind, record_id)
    if not kind.may_edit(actor, record):
        raise PermissionDenied
    if not record.is_editable:
        raise NotInThisState
    if version not in (None, record.version):
        raise StaleRecord(kind, record)
    return record


def write(
    kind: RecordKind[Any],
    record: Record,
    actor: User,
    fields: Fields,
    lines: Lines | None,
    **kept: Any,
) -> None:
    """Write what others may not have changed meanwhile; the caller has checked the right."""
    _refuse_contradictions(kind, record, fields)
    before = contents(kind, record)
    compare_and_set(record, updated_at=timezone.now(), **_plain(kind, fields))
    _write_links(kind, record, fields)
    if lines is not None:
        _write_lines(kind, record, lines)
    changes = differences(kind, before, contents(kind, record))
    if not changes:
        return
    keep_version(kind, record, author=actor, before=before, **kept)
    void_sign_off(record, actor=actor)
    audit.record(record, "edit", actor=actor, changes=changes)
    record_rewritten.send(sender=kind.model, record=record, actor=actor)
    announce(kind, record)


def _refuse_contradictions(kind: RecordKind[Any], record: Record, fields: Fields) -> None:
    """Raise IncompleteRecord when `record` could not hold `fields` beside what it says already."""
    said = {name: fields.get(name, getattr(record, name)) for name in kind.plain_fields}
    refuse(kind.contradictions(said))


def _plain(kind: RecordKind[Any], fields: Fields) -> dict[str, Any]:
    unknown = set(fields) - {*kind.plain_fields, *kind.link_fields, *kind.rows}
    if unknown:
        raise LookupError(f"A {kind.name} has no such fields to write: {sorted(unknown)}")
    return {name: value for name, value in fields.items() if name in kind.plain_fields}


def _write_links(kind: RecordKind[Any], record: Record, fields: Fields) -> None:
    for name in kind.link_fields:
        if name in fields:
            getattr(record, name).set(fields[name])
    for name, rows in kind.rows.items():
        if name in fields:
            rows.write(record, fields[name])


def _write_lines(kind: RecordKind[Any], record: Record, lines: Lines) -> None:
    """Write the lines in order, keeping the identity of those that were there before."""
    lines = list(lines)
    kind.guard_lines(record, lines)
    dropped = set(record.lines.values_list("pk", flat=True))
    for position, data in enumerate(lines):
        values = {k: v for k, v in asdict(data).items() if k != "pk"} | {"position": position}
        if data.pk in dropped:
            record.lines.filter(pk=data.pk).update(**values)
            dropped.discard(data.pk)
        else:
            record.lines.create(**values)
    record.lines.filter(pk__in=dropped).delete()
