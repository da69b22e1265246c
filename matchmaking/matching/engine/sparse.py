"""Terms as columns of sparse tables, weighed by how rare they are."""

from array import array
from collections import Counter
from collections.abc import Collection, Hashable, Mapping, Sequence
from itertools import repeat
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, diags_array

Places = NDArray[np.intp]
STRANGE = 0  # the column of all terms that no known record has


class Terms:
    """The columns of a table; what is rare among `rows` weighs more."""

    def __init__(self, rows: Sequence[Mapping[Any, float]] = ()) -> None:
        holding = Counter(term for row in rows for term in row)
        self._columns: dict[Hashable, int] = {
            term: at for at, term in enumerate(holding, STRANGE + 1)
        }
        held = np.array([1, *holding.values()], np.float32)
        self._rarity = np.log1p(len(rows) / held)

    def table(self, rows: Sequence[Mapping[Any, float]]) -> csr_array:
        """Lay out how often each record has each term."""
        columns, values = array("i"), array("f")
        for row in rows:
            columns.extend(map(self._columns.get, row, repeat(STRANGE)))
            values.extend(row.values())
        return _laid_out(columns, values, [len(row) for row in rows], len(self._columns) + 1)

    def weighed(self, table: csr_array) -> csr_array:
        """Return the rows as unit vectors in which rare terms weigh more."""
        return unit(csr_array(table @ diags_array(self._rarity)))

    def held(self, table: csr_array) -> csr_array:
        """Return which terms there are, so that products of two rows add up their rarities."""
        flags = csr_array((np.ones_like(table.data), table.indices, table.indptr), table.shape)
        return csr_array(flags @ diags_array(np.sqrt(self._rarity)))

    def members(self, rows: Sequence[Collection[Hashable]]) -> csr_array:
        """Lay out sets, with a column for each member, new ones included."""
        columns = array("i")
        for row in rows:
            columns.extend(self._columns.setdefault(term, len(self._columns) + 1) for term in row)
        ones = array("f", bytes(4 * len(columns)))
        table = _laid_out(columns, ones, [len(row) for row in rows], 1 << 20)
        table.data[:] = 1
        return table


def unit(table: csr_array) -> csr_array:
    """Return the rows with length 1; an empty one stays empty."""
    lengths = np.sqrt(np.asarray(table.multiply(table).sum(axis=1)).ravel())
    return csr_array(diags_array((1 / np.where(lengths, lengths, 1)).astype(np.float32)) @ table)


def keyed(table: csr_array, keys: NDArray[np.int64]) -> csr_array:
    """Give each key its own columns, so that products of rows with different keys are zero."""
    of_cell = np.repeat(keys, np.diff(table.indptr))
    names, columns = np.unique(of_cell * table.shape[1] + table.indices, return_inverse=True)
    shape = (table.shape[0], max(1, len(names)))
    return csr_array((table.data, columns.astype(np.int32), table.indptr), shape=shape)


def _laid_out(columns: array, values: array, sizes: Sequence[int], width: int) -> csr_array:  # type: ignore[type-arg]
    ends = np.cumsum([0, *sizes])
    cells = (np.array(values, np.float32), np.array(columns, np.int32), ends.astype(np.int32))
    table = csr_array(cells, shape=(len(sizes), width))
    table.sum_duplicates()
    return table
