"""What almost fits: pairs kept out by one gate alone, the best of them first."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from .features import Block
from .gates import gates
from .index import Flags, Floats
from .matcher import Matcher
from .rows import Explanation, RowId


def near_misses_of_need(matcher: Matcher, need: RowId, top: int = 5) -> list[Explanation]:
    """Explain the best offers that fail exactly one gate for a need of the index."""
    at = matcher.needs.position[need]
    block = Block(matcher.needs, matcher.tables, slice(at, at + 1))
    places = _best_failing_one(gates(block, matcher.as_of), matcher.score(block))[:top]
    offers = [matcher.offers.profiles[column].row.id for _row, column in places]
    return matcher.explain_many(need, offers) if offers else []


def near_misses_of_offer(matcher: Matcher, offer: RowId, top: int = 5) -> list[Explanation]:
    """Explain the best needs for which an offer of the index fails exactly one gate."""
    alone = matcher.of_offer(offer)
    found: list[tuple[float, RowId]] = []
    for rows in alone.blocks():
        block = Block(alone.needs, alone.tables, rows)
        score = alone.score(block)
        for row, _column in _best_failing_one(gates(block, alone.as_of), score)[:top]:
            need = alone.needs.profiles[rows.start + row].row.id
            found.append((-float(score[row, 0]), need))
    found.sort(key=lambda one: one[0])
    return [matcher.explain(need, offer) for _score, need in found[:top]]


def _best_failing_one(passed: Mapping[str, Flags], score: Floats) -> Sequence[tuple[int, int]]:
    """List the cells in which one gate is closed, best score first, equal ones in order."""
    failed = np.zeros(score.shape, np.int8)
    for flags in passed.values():
        failed += ~flags
    cells: NDArray[np.intp] = np.argwhere(failed == 1)
    order = np.argsort(-score[cells[:, 0], cells[:, 1]], kind="stable")
    return [(int(row), int(column)) for row, column in cells[order]]
