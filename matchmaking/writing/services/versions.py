"""What a record said at each save."""

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from matchmaking.writing.contents import Contents, contents
from matchmaking.writing.models import Record
from matchmaking.writing.records import RecordKind
from matchmaking.writing.traces import RecordVersion

# What was saved in passing is needed while somebody may still have that form open.
KEPT_IN_PASSING = datetime.timedelta(days=2)


def keep_version(
    kind: RecordKind[Any],
    record: Record,
    *,
    author: User,
    before: Contents | None = None,
    in_passing: bool = False,
    restored_from: int | None = None,
) -> None:
    """Keep what a record says now; `before` too, where nothing of it was kept yet."""
    if before is not None and not RecordVersion.objects.of(record).exists():
        RecordVersion.objects.create(
            kind=kind.name,
            record_id=record.pk,
            number=record.version - 1,
            contents=before,
            author=record.created_by,
            saved_at=record.created_at,
        )
    RecordVersion.objects.create(
        kind=kind.name,
        record_id=record.pk,
        number=record.version,
        contents=contents(kind, record),
        author=author,
        in_passing=in_passing,
        restored_from=restored_from,
    )


def contents_at(record: Record, number: int) -> Contents | None:
    """Return what a record said when its version was `number`; None where that is not known."""
    kept = RecordVersion.objects.of(record).filter(number__lte=number).order_by("-number").first()
    return kept.contents if kept else None


@transaction.atomic
def thin_versions(*, now: datetime.datetime | None = None) -> int:
    """Drop what was saved in passing and superseded in the same sitting; say how many rows."""
    old = (now or timezone.now()) - KEPT_IN_PASSING
    rows = RecordVersion.objects.filter(saved_at__lt=old).defer("contents")
    dropped: list[int] = []
    later: RecordVersion | None = None
    for row in rows.order_by("kind", "record_id", "-number").iterator():
        if later and later.is_of(row) and row.is_superseded_by(later):
            dropped.append(row.pk)
        later = row
    RecordVersion.objects.filter(pk__in=dropped).delete()
    return len(dropped)
