"""Keeps the best rows of every column while blocks of rows go by."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from .index import Ints

OUT = -1  # the rounded score of a pair that fails a gate
ROW_BITS, MARK_BITS = 22, 20
BUFFER = 500_000


class BestOfColumns:
    """Collects what may still be among the best of its column; sorts when enough has gathered."""

    def __init__(self, columns: int, top: int) -> None:
        self.top = top
        self.columns = columns
        # One number a candidate: column, then mark (the better the smaller), then row.
        self._kept = np.empty(0, np.int64)
        self._fresh: list[NDArray[np.int64]] = []
        self._threshold = np.full(columns, OUT, np.int32)

    def add(self, start: int, block: Ints) -> None:
        """Take in a block whose first row is `start`."""
        rows, columns = np.nonzero(block > self._threshold)
        marks = (1 << MARK_BITS) - 1 - block[rows, columns].astype(np.int64)
        keys = (columns.astype(np.int64) << MARK_BITS | marks) << ROW_BITS | (rows + start)
        self._fresh.append(keys)
        if sum(map(len, self._fresh)) > BUFFER:
            self._merge()

    def _merge(self) -> None:
        keys = np.sort(np.concatenate([self._kept, *self._fresh]))
        columns = keys >> (ROW_BITS + MARK_BITS)
        first = np.searchsorted(columns, columns)
        place = np.arange(len(keys)) - first
        self._kept = keys[place < self.top]
        last = keys[place == self.top - 1]
        self._threshold[last >> (ROW_BITS + MARK_BITS)] = self._mark(last)
        self._fresh = []

    def _mark(self, keys: NDArray[np.int64]) -> Ints:
        inverted = (keys >> ROW_BITS) & ((1 << MARK_BITS) - 1)
        return ((1 << MARK_BITS) - 1 - inverted).astype(np.int32)

    def best(self) -> Iterator[tuple[NDArray[np.intp], Ints]]:
        """Give the rows and marks of each column, best first; equal ones in the order of rows."""
        self._merge()
        edges = np.searchsorted(self._kept >> (ROW_BITS + MARK_BITS), np.arange(self.columns + 1))
        rows = (self._kept & ((1 << ROW_BITS) - 1)).astype(np.intp)
        marks = self._mark(self._kept)
        for start, end in pairwise(edges):
            yield rows[start:end], marks[start:end]
