"""From a changed record to its place in the index, through an outbox that survives a crash.

`enqueue` writes the outbox row in the transaction that changes the record. With an engine inside
the database the record is indexed as soon as that transaction is committed, before the person
sees the next page; what a crash left over, and everything for a remote engine, is taken by
`manage.py drain_outbox`.
"""

import datetime
import logging
from collections.abc import Collection, Iterable, Sequence
from itertools import groupby

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from search.engines import get_engine
from search.indexing import generations_to_write, reindex_records
from search.models import Outbox

logger = logging.getLogger(__name__)

BATCH = 100
MOST_ATTEMPTS = 8
FIRST_DELAY = datetime.timedelta(seconds=5)


def enqueue(type: str, object_ids: Iterable[int]) -> None:
    """Ask for these records to be indexed anew once the transaction is committed."""
    ids = sorted(set(object_ids))
    Outbox.objects.bulk_create([Outbox(type=type, object_id=object_id) for object_id in ids])
    if ids and get_engine().is_transactional:
        few = ids if len(ids) <= BATCH else None
        # Not a partial: when it fails, Django logs the function by its name.
        transaction.on_commit(lambda: drain(type, few), robust=True)


def drain(type: str | None = None, object_ids: Collection[int] | None = None) -> int:
    """Index what waits in the outbox and return how many changes were dealt with."""
    done = 0
    while taken := _drain_batch(type, object_ids):
        done += taken
    return done


def drain_own_writes(type: str) -> None:
    """Inside a transaction, index what it has changed itself, so that it reads its own writes."""
    if connection.in_atomic_block and get_engine().is_transactional:
        drain(type)


def waiting(type: str | None = None) -> QuerySet[Outbox]:
    """Return the changes that are not in the index yet and have not been given up."""
    rows = Outbox.objects.filter(has_failed=False)
    return rows if type is None else rows.filter(type=type)


def lag() -> datetime.timedelta:
    """Return how long the oldest change has been waiting."""
    oldest = waiting().order_by("created_at").values_list("created_at", flat=True).first()
    return timezone.now() - oldest if oldest else datetime.timedelta(0)


def _drain_batch(type: str | None, object_ids: Collection[int] | None) -> int:
    with transaction.atomic():
        rows = _take(type, object_ids)
        if not rows:
            return 0
        try:
            with transaction.atomic():
                _index(rows)
        except Exception as error:
            records = _records(rows)
            logger.exception("%s changes cannot be indexed together", len(rows))
            if len(records) == 1:
                return _postpone(rows, error)
        else:
            return _done(rows)
    return sum(_drain_batch(key[0], [key[1]]) for key in records)


def _take(type: str | None, object_ids: Collection[int] | None) -> list[Outbox]:
    """Take changes that are due; nobody else may take them meanwhile.

    Those who wait for certain records wait for whoever is indexing them; others skip them.
    """
    rows = waiting(type).filter(Q(retry_at=None) | Q(retry_at__lte=timezone.now()))
    if object_ids is not None:
        rows = rows.filter(object_id__in=object_ids)
    can_skip = object_ids is None and connection.features.has_select_for_update_skip_locked
    return list(rows.select_for_update(skip_locked=can_skip).order_by("pk")[:BATCH])


def _index(rows: Sequence[Outbox]) -> None:
    for type, of_type in groupby(sorted(rows, key=_type_of), key=_type_of):
        revisions: dict[int, int] = {}
        for row in of_type:
            revisions[row.object_id] = max(row.pk, revisions.get(row.object_id, 0))
        for generation in generations_to_write(type):
            reindex_records(generation, revisions.keys(), revisions)


def _done(rows: Sequence[Outbox]) -> int:
    Outbox.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)


def _postpone(rows: Sequence[Outbox], error: Exception) -> int:
    """Try again later, each time after twice the time, and in the end give up."""
    attempts = max(row.attempts for row in rows) + 1
    Outbox.objects.filter(pk__in=[row.pk for row in rows]).update(
        attempts=attempts,
        has_failed=attempts >= MOST_ATTEMPTS,
        retry_at=timezone.now() + FIRST_DELAY * 2**attempts,
        error=repr(error)[:2_000],
    )
    return len(rows)


def _records(rows: Sequence[Outbox]) -> list[tuple[str, int]]:
    return list(dict.fromkeys((row.type, row.object_id) for row in rows))


def _type_of(row: Outbox) -> str:
    return row.type
