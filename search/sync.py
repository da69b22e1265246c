"""From a changed record to its place in the index, through an outbox that survives a crash.

`enqueue` writes the outbox row in the transaction that changes the record. As soon as that is
committed, and before the person sees the next page, the record is indexed. With an engine outside
the database three steps follow each other, so that none can get lost whoever dies in between: its
document is written in the database, then sent to the engine, then the outbox row is deleted. What
a crash left over, or an engine that did not answer, is taken by the calendar.
"""

import datetime
import logging
from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import groupby
from typing import Any

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from search.engines import get_engine
from search.errors import SearchUnavailable
from search.indexing import generations_to_write, is_remote, reindex_records, send
from search.models import IndexGeneration, Outbox

logger = logging.getLogger(__name__)

BATCH = 100
MOST_ATTEMPTS = 8
FIRST_DELAY = datetime.timedelta(seconds=5)
# So long nobody else takes what somebody is sending; longer than a page waits for the engine.
LEASE = datetime.timedelta(seconds=60)

Sendings = list[tuple[IndexGeneration, Collection[int]]]


def enqueue(type: str, object_ids: Iterable[int]) -> None:
    """Ask for these records to be indexed anew once the transaction is committed."""
    ids = sorted(set(object_ids))
    Outbox.objects.bulk_create([Outbox(type=type, object_id=object_id) for object_id in ids])
    if ids:
        # Not a partial: when it fails, Django logs the function by its name.
        transaction.on_commit(lambda: _soon(type, ids), robust=True)


def drain(type: str | None = None, object_ids: Collection[int] | None = None) -> int:
    """Index what waits in the outbox and return how many changes were dealt with.

    If the engine does not answer, everything goes on waiting.
    """
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


def _soon(type: str, ids: Sequence[int]) -> None:
    """Index what has just been committed; many records for an engine outside go to the workers."""
    from search.tasks import drain_outbox  # it calls what is here

    if len(ids) <= BATCH:
        _drain_if_possible(type, ids)
    elif get_engine().is_transactional:
        drain(type)
    else:
        drain_outbox.delay()


def _drain_if_possible(type: str, ids: Sequence[int]) -> None:
    try:
        drain(type, ids)
    except SearchUnavailable as silence:
        logger.warning("%s changes wait in the outbox: %s", len(ids), silence)


def _drain_batch(type: str | None, object_ids: Collection[int] | None) -> int:
    sendings: Sendings = []
    with transaction.atomic():
        rows = _take(type, object_ids)
        if not rows:
            return 0
        failure = _failure_of(lambda: sendings.extend(_index(rows)))
        if failure is None and not sendings:
            return _done(rows)
        _postpone(rows, LEASE)
    if failure is None:
        failure = _failure_of(lambda: _send(sendings))
    return _done(rows) if failure is None else _failed(rows, failure)


def _failure_of(work: Callable[[], None]) -> Exception | None:
    try:
        work()
    except SearchUnavailable as silence:
        return silence
    except Exception as error:
        logger.exception("Changes cannot be indexed together")
        return error
    return None


def _failed(rows: Sequence[Outbox], error: Exception) -> int:
    """Try each record alone; one that fails alone waits longer each time, and is given up at last.

    An engine that does not answer is no fault of a record.
    """
    if isinstance(error, SearchUnavailable):
        _postpone(rows, None)
        raise error
    records = list(dict.fromkeys((row.type, row.object_id) for row in rows))
    if len(records) > 1:
        _postpone(rows, None)
        return sum(_drain_batch(type, [object_id]) for type, object_id in records)
    attempts = max(row.attempts for row in rows) + 1
    has_failed, note = attempts >= MOST_ATTEMPTS, repr(error)[:2_000]
    _postpone(rows, FIRST_DELAY * 2**attempts, attempts=attempts, has_failed=has_failed, error=note)
    return len(rows)


def _take(type: str | None, object_ids: Collection[int] | None) -> list[Outbox]:
    """Take changes that are due; nobody else may take them meanwhile.

    Those who wait for certain records wait for whoever is indexing them; others skip them.
    """
    rows = waiting(type).filter(Q(retry_at=None) | Q(retry_at__lte=timezone.now()))
    if object_ids is not None:
        rows = rows.filter(object_id__in=object_ids)
    can_skip = object_ids is None and connection.features.has_select_for_update_skip_locked
    return list(rows.select_for_update(skip_locked=can_skip).order_by("pk")[:BATCH])


@transaction.atomic
def _index(rows: Sequence[Outbox]) -> Sendings:
    """Write the documents of these records, and return what has to be sent then, and where."""
    sendings: Sendings = []
    for type, of_type in groupby(sorted(rows, key=_type_of), key=_type_of):
        ids = {row.object_id for row in of_type}
        for generation in generations_to_write(type):
            reindex_records(generation, ids)
            sendings.append((generation, ids))
    return [one for one in sendings if is_remote(one[0])]


def _send(sendings: Sendings) -> None:
    for generation, ids in sendings:
        send(generation, ids)


def _done(rows: Sequence[Outbox]) -> int:
    Outbox.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)


def _postpone(rows: Sequence[Outbox], delay: datetime.timedelta | None, **notes: Any) -> None:
    retry_at = delay and timezone.now() + delay
    Outbox.objects.filter(pk__in=[row.pk for row in rows]).update(retry_at=retry_at, **notes)


def _type_of(row: Outbox) -> str:
    return row.type
