"""What the engines inside the database share: text by SQL, everything else by columns."""

import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from itertools import chain, islice
from typing import Any
from uuid import UUID

import numpy as np
from django.db import connection

from search.engines.columns import RECORD_FIELDS, Columns, Matches, Numbers, Rows, record_from
from search.models import IndexGeneration
from search.query import Hits, Request, TextQuery

KEPT = 16
CHUNK = 5_000


class ColumnsOfProcess:
    """The columns this process has read; brought up to date when a generation was written to."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[UUID, Columns] = OrderedDict()

    def of(self, generation: IndexGeneration) -> Columns:
        """Return the columns of a generation as of `generation.changes`."""
        columns = self._kept.get(generation.uid, Columns())
        if columns.changes >= generation.changes:
            return columns
        with self._lock:
            columns = _brought_up_to_date(self._kept.get(generation.uid, Columns()), generation)
            if not _may_be_taken_back():
                self._keep(generation.uid, columns)
            return columns

    def forget(self, generation: IndexGeneration) -> None:
        """Drop the columns of a generation."""
        with self._lock:
            self._kept.pop(generation.uid, None)

    def _keep(self, uid: UUID, columns: Columns) -> None:
        self._kept[uid] = columns
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)


class LocalEngine:
    """An engine inside the database. A subclass says which documents fit a text."""

    name: str
    is_transactional = True

    def __init__(self) -> None:
        self.columns = ColumnsOfProcess()

    def answers(self) -> bool:
        """Answer whenever the database does."""
        return True

    def publish(self, generation: IndexGeneration) -> None:
        """Need nothing: the database says which generation is searched."""

    def holds(self, generation: IndexGeneration) -> bool:
        """Share the fate of the database."""
        return True

    def search(self, generation: IndexGeneration, request: Request) -> Hits:
        """Answer a request."""
        columns = self.columns.of(generation)
        if request.text is None:
            return columns.select(request, None).hits()
        scored = request.order[0] is None and request.limit > 0
        found = columns.select(request, self.matches(generation, request.text, scored=scored))
        if not scored:
            return found.hits()
        found.scores = self.refined(generation, request.text, found.object_ids(), found.scores)
        return found.hits()

    def matches(self, generation: IndexGeneration, text: TextQuery, *, scored: bool) -> Matches:
        """Return every document that fits the text, with its score if it is to be `scored`."""
        raise NotImplementedError

    def refined(
        self, generation: IndexGeneration, text: TextQuery, object_ids: Rows, scores: Numbers
    ) -> Numbers:
        """Return better scores for what is found, where the engine's own are rough."""
        return scores

    def run(
        self, generation: IndexGeneration, sql: str, params: Iterable[Any] = ()
    ) -> Sequence[tuple[Any, ...]]:
        """Run SQL on the engine's table for a generation and return the rows, if there are any."""
        with connection.cursor() as cursor:
            cursor.execute(sql.format(table=self.table(generation)), list(params))
            return cursor.fetchall() if cursor.description else []

    def table(self, generation: IndexGeneration) -> str:
        """Return the name of the engine's table for a generation."""
        return f"search_{self.name}_{generation.pk}"


def matches_of_ids(rows: Sequence[tuple[Any, ...]]) -> Matches:
    """Return what fits, from rows of ids."""
    return Matches(np.fromiter(chain.from_iterable(rows), np.int64, len(rows)))


def matches_of(rows: Sequence[tuple[Any, ...]]) -> Matches:
    """Return what fits, from rows of ids and scores."""
    flat = np.fromiter(chain.from_iterable(rows), np.float64, len(rows) * 2).reshape(-1, 2)
    return Matches(flat[:, 0].astype(np.int64), flat[:, 1])


def _may_be_taken_back() -> bool:
    """Return whether what is read now may never come true: a transaction sees its own writes."""
    return connection.in_atomic_block


def _brought_up_to_date(columns: Columns, generation: IndexGeneration) -> Columns:
    if columns.changes >= generation.changes:
        return columns
    start = Columns() if columns.is_sparse else columns
    rows = generation.documents.filter(changed__gt=start.changes)
    if start.changes < 0:
        rows = rows.filter(is_deleted=False)
    read = rows.values_list(*RECORD_FIELDS).iterator(chunk_size=CHUNK)
    # In parts, so that only the columns grow and not a heap of small objects beside them.
    columns = start
    while part := [record_from(row) for row in islice(read, CHUNK)]:
        columns = columns.extended(part)
    return columns.at(generation.changes)
