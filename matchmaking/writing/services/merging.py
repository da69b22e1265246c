"""Saving over a newer version: what only one side changed is put together, the rest is asked."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.db import transaction

from accounts.models import User
from matchmaking.writing.contents import Contents, contents, fields_of, said_with
from matchmaking.writing.merging import Merge, merge
from matchmaking.writing.models import Record
from matchmaking.writing.records import RecordKind
from matchmaking.writing.services.drafting import StaleRecord, edit_record, to_write
from matchmaking.writing.services.presence import drop_text
from matchmaking.writing.services.versions import contents_at

R = TypeVar("R", bound=Record)


class ConflictingEdits(StaleRecord):
    """Both changed the same; the person must choose."""

    def __init__(
        self, kind: RecordKind[Any], record: Record, merged: Merge, mine: Contents, theirs: Contents
    ) -> None:
        super().__init__(kind, record)
        self.merged, self.mine, self.theirs = merged, mine, theirs


@transaction.atomic
def merge_record(
    kind: RecordKind[R],
    *,
    record_id: int,
    version: int,
    actor: User,
    fields: Mapping[str, Any],
    lines: Iterable[Any] | None,
    seen: int | None = None,
    chosen: Mapping[str, str] | None = None,
) -> tuple[R, Merge]:
    """Save what was written over `version` into the newest one; raise ConflictingEdits.

    What was `chosen` counts only while the newest version is the one that was `seen`.
    """
    record = to_write(kind, record_id, actor)
    base, theirs = contents_at(record, version), contents(kind, record)
    mine = said_with(kind, base or theirs, fields, lines)
    choices = chosen or {} if seen == record.version else {}
    merged = merge(kind, base=base, mine=mine, theirs=theirs, chosen=choices)
    if merged.conflicts:
        raise ConflictingEdits(kind, record, merged, mine, theirs)
    all_fields, all_lines = fields_of(kind, merged.said)
    saved = edit_record(
        kind,
        record_id=record_id,
        version=record.version,
        actor=actor,
        fields=all_fields,
        lines=all_lines,
    )
    drop_text(record, user=actor, number=version)
    return saved, merged
