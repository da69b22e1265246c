"""What is filtered, counted and sorted by, as numpy columns: a few bytes per document.

Columns are never changed in place, so that threads may share them. A changed document gets a new
row and its old one is switched off.
"""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.query import Hits, Request

Mask = NDArray[np.bool_]
Rows = NDArray[np.int64]
Numbers = NDArray[np.float64]
# So many sets of rights are remembered with the rows they open.
MOST_READERS = 32
NONE = np.zeros(0, dtype=np.int64)


class Record(NamedTuple):
    """What the columns hold of one document; `is_alive` is false once it is removed."""

    object_id: int
    is_alive: bool
    length: int
    boost: float
    visibility: Sequence[str]
    facets: Mapping[str, Sequence[str]]
    sort_keys: Mapping[str, float | None]


class Matches(NamedTuple):
    """Documents that fit a text, with their scores where relevance is wanted."""

    object_ids: Rows
    scores: Numbers | None = None


@dataclass(frozen=True)
class Values:
    """A column with any number of values per row, as numbers: `codes` belong to rows `owners`."""

    known: dict[str, int] = field(default_factory=dict)
    codes: Rows = field(default_factory=lambda: NONE)
    owners: Rows = field(default_factory=lambda: NONE)
    # Where the codes of a row begin, and how many there are.
    starts: Rows = field(default_factory=lambda: NONE)
    lengths: Rows = field(default_factory=lambda: NONE)

    def extended(self, rows: Sequence[Sequence[str]], before: int) -> "Values":
        """Return the column with `rows` added behind row number `before`."""
        missing = before - len(self.lengths)
        lengths = np.array([0] * missing + [len(values) for values in rows], dtype=np.int64)
        codes = [self.known.setdefault(v, len(self.known)) for values in rows for v in values]
        return Values(
            known=self.known,
            codes=np.concatenate([self.codes, np.array(codes, dtype=np.int64)]),
            owners=np.concatenate(
                [self.owners, np.repeat(np.arange(len(lengths)) + len(self.lengths), lengths)]
            ),
            starts=np.concatenate([self.starts, len(self.codes) + np.cumsum(lengths) - lengths]),
            lengths=np.concatenate([self.lengths, lengths]),
        )

    def mask(self, wanted: Collection[str]) -> Mask:
        """Return which rows have one of the wanted values."""
        rows = np.zeros(len(self.lengths), dtype=bool)
        rows[self.owners[self._chosen(wanted)[self.codes]]] = True
        return rows

    def passing(self, wanted: Collection[str], rows: Rows) -> Mask:
        """Return which of these rows have one of the wanted values."""
        if self._are_many(rows):
            return self.mask(wanted)[rows]
        owners = np.repeat(np.arange(len(rows)), self.lengths[rows])
        passing = np.zeros(len(rows), dtype=bool)
        passing[owners[self._chosen(wanted)[self._codes_of(rows)]]] = True
        return passing

    def counts(self, rows: Rows) -> list[tuple[str, int]]:
        """Return the values of these rows with their frequency, the most frequent first."""
        counts = np.bincount(self._codes_of(rows), minlength=len(self.known))
        found = [(v, int(counts[code])) for v, code in self.known.items() if counts[code]]
        return sorted(found, key=lambda item: (-item[1], item[0]))

    def _chosen(self, wanted: Collection[str]) -> Mask:
        """Return for every code whether it is wanted."""
        chosen = np.zeros(len(self.known) + 1, dtype=bool)
        chosen[[self.known[value] for value in wanted if value in self.known]] = True
        return chosen

    def _are_many(self, rows: Rows) -> bool:
        """Return whether one pass over everything is faster than picking the rows."""
        return len(rows) * 4 > len(self.lengths)

    def _codes_of(self, rows: Rows) -> Rows:
        if self._are_many(rows):
            chosen = np.zeros(len(self.lengths), dtype=bool)
            chosen[rows] = True
            return self.codes[chosen[self.owners]]
        lengths = self.lengths[rows]
        first = np.repeat(self.starts[rows] - (np.cumsum(lengths) - lengths), lengths)
        return self.codes[first + np.arange(len(first))]


@dataclass(frozen=True)
class Columns:
    """The documents of a generation after `changes` writes."""

    changes: int = -1
    object_ids: Rows = field(default_factory=lambda: NONE)
    alive: Mask = field(default_factory=lambda: np.zeros(0, dtype=bool))
    lengths: Numbers = field(default_factory=lambda: np.zeros(0))
    boosts: Numbers = field(default_factory=lambda: np.zeros(0))
    visibility: Values = field(default_factory=Values)
    facets: dict[str, Values] = field(default_factory=dict)
    sort_keys: dict[str, Numbers] = field(default_factory=dict)
    # The row of each record by its id, -1 where there is none.
    row_of: Rows = field(default_factory=lambda: NONE)
    _visible: dict[frozenset[str], Rows] = field(default_factory=dict)

    @property
    def documents(self) -> int:
        """How many documents can be found."""
        return int(self.alive.sum())

    @property
    def average_length(self) -> float:
        """The mean number of tokens of a document."""
        return float(self.lengths[self.alive].mean()) if self.alive.any() else 0.0

    def at(self, changes: int) -> "Columns":
        """Return the same columns, known to hold all of so many writes."""
        return replace(self, changes=changes)

    def extended(self, records: Sequence[Record]) -> "Columns":
        """Return columns in which `records` have replaced those with the same ids."""
        before, new = len(self.object_ids), [record.object_id for record in records]
        row_of = _room_for(max(new, default=0), self.row_of)
        known = np.concatenate([self.alive, [record.is_alive for record in records]]).astype(bool)
        known[row_of[new][row_of[new] >= 0]] = False
        row_of[new] = np.arange(before, before + len(new))
        names = {*self.facets, *(name for record in records for name in record.facets)}
        keys = {*self.sort_keys, *(name for record in records for name in record.sort_keys)}
        return Columns(
            changes=self.changes,
            object_ids=np.concatenate([self.object_ids, np.array(new, dtype=np.int64)]),
            alive=known,
            lengths=np.concatenate([self.lengths, [record.length for record in records]]),
            boosts=np.concatenate([self.boosts, [record.boost for record in records]]),
            visibility=self.visibility.extended([r.visibility for r in records], before),
            facets={
                name: self.facets.get(name, Values()).extended(
                    [record.facets.get(name, ()) for record in records], before
                )
                for name in names
            },
            sort_keys={
                name: _with_numbers(
                    self.sort_keys.get(name), [r.sort_keys.get(name) for r in records], before
                )
                for name in keys
            },
            row_of=row_of,
        )

    @property
    def is_sparse(self) -> bool:
        """Whether so many rows are switched off that reading anew pays."""
        return len(self.alive) > 1_000 and self.documents * 2 < len(self.alive)

    def visible(self, codes: frozenset[str]) -> Rows:
        """Return the rows that a reader with these codes may know of."""
        rows = self._visible.get(codes)
        if rows is None:
            rows = np.flatnonzero(self.alive & self.visibility.mask(codes))
            if len(self._visible) >= MOST_READERS:
                self._visible.clear()
            self._visible[codes] = rows
        return rows

    def select(self, request: Request, matches: Matches | None) -> "Selection":
        """Return what is found by the request among the documents that fit its text."""
        rows, scores = self._known_rows(request, matches)
        in_range = self._in_ranges(request, rows)
        rows, scores = rows[in_range], scores[in_range]
        passes = {
            name: self.facets[name].passing(values, rows)
            if name in self.facets
            else np.zeros(len(rows), dtype=bool)
            for name, values in request.filters.items()
        }
        misses = np.zeros(len(rows), dtype=np.int16)
        for passing in passes.values():
            misses += ~passing
        facets = {
            name: self.facets[name].counts(
                rows[(misses - ~passes[name] if name in passes else misses) == 0]
            )
            if name in self.facets
            else []
            for name in request.facets
        }
        return Selection(self, request, rows[misses == 0], scores[misses == 0], facets)

    def _known_rows(self, request: Request, matches: Matches | None) -> tuple[Rows, Numbers]:
        visible = self.visible(request.visible_to)
        if matches is None:
            return visible, np.zeros(len(visible))
        object_ids = matches.object_ids
        in_reach = object_ids < len(self.row_of)
        rows = self.row_of[object_ids[in_reach]]
        may_know = np.zeros(len(self.object_ids) + 1, dtype=bool)
        may_know[visible] = True
        known = may_know[rows]
        if matches.scores is None:
            return rows[known], np.zeros(int(known.sum()))
        return rows[known], (matches.scores[in_reach] * self.boosts[rows])[known]

    def _in_ranges(self, request: Request, rows: Rows) -> Mask:
        inside = np.ones(len(rows), dtype=bool)
        for name, (low, high) in request.ranges.items():
            values = self.key(name)[rows]
            inside &= values >= (-math.inf if low is None else low)
            inside &= values <= (math.inf if high is None else high)
        return inside

    def key(self, name: str) -> Numbers:
        """Return a sort key of every row; not a number where a document has none."""
        return self.sort_keys.get(name, np.full(len(self.object_ids), np.nan))


@dataclass
class Selection:
    """The rows that are found, still to be put in order."""

    columns: Columns
    request: Request
    rows: Rows
    scores: Numbers
    facets: dict[str, list[tuple[str, int]]]

    def object_ids(self) -> Rows:
        """Return the ids of what is found, in no order."""
        return self.columns.object_ids[self.rows]

    def hits(self) -> Hits:
        """Return the wanted part, in order."""
        start = self.request.start(len(self.rows))
        part = self._first(start + self.request.limit)[start:]
        return Hits([int(i) for i in part], len(self.rows), self.facets)

    def _first(self, count: int) -> Rows:
        """Return the first ids in order; of equals the smaller id comes first."""
        key, is_descending = self.request.order
        values = self.scores if key is None else self.columns.key(key)[self.rows]
        ranks = np.nan_to_num(-values if is_descending else values, nan=np.inf)
        ids = self.object_ids()
        if 0 < count < len(ranks) // 2:
            # Only what can be among the first needs to be sorted, equals of the last included.
            near = np.flatnonzero(ranks <= np.partition(ranks, count - 1)[count - 1])
            ranks, ids = ranks[near], ids[near]
        return ids[np.lexsort((ids, ranks))[:count]]


def _room_for(largest: int, row_of: Rows) -> Rows:
    missing = max(0, largest + 1 - len(row_of))
    return np.concatenate([row_of, np.full(missing, -1, dtype=np.int64)])


def _with_numbers(column: Numbers | None, values: Iterable[float | None], before: int) -> Numbers:
    old = np.full(before, np.nan) if column is None else column
    new = [math.nan if value is None else value for value in values]
    return np.concatenate([old, np.array(new, dtype=np.float64)])


def record_from(row: Sequence[Any]) -> Record:
    """Return the record of a row read in the order of `RECORD_FIELDS`."""
    object_id, is_deleted, length, boost, visibility, facets, sort_keys = row
    return Record(object_id, not is_deleted, length, boost, visibility, facets, sort_keys)


RECORD_FIELDS = (
    "object_id",
    "is_deleted",
    "length",
    "boost",
    "visibility",
    "facets",
    "sort_keys",
)
