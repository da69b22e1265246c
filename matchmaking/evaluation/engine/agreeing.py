"""How far evaluators agree: on one evaluation, and over many of them.

Alpha and its seeded bootstrap interval are those of the reviews; scores are ordinal.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from matchmaking.reviews.engine.agreement import Agreement, Metric, agreement

RESAMPLES = 2000


@dataclass(frozen=True)
class Apart:
    """How the evaluators scored one criterion; only scores that are numbers are here."""

    points: tuple[int, ...]

    @property
    def distance(self) -> int:
        """How many points lie between the lowest and the highest."""
        return max(self.points) - min(self.points) if self.points else 0


def agreement_of(table: Mapping[Any, Mapping[int, float]]) -> Agreement:
    """Return the agreement of evaluators; `table` holds for each unit what each evaluator gave."""
    return agreement(table, Metric.ORDINAL, resamples=RESAMPLES)


def pairs_within(rows: Iterable[Apart], points: int = 1) -> tuple[int, int]:
    """Return how many pairs of scores lie at most `points` apart, and how many pairs there are."""
    found = [abs(a - b) for row in rows for a, b in combinations(row.points, 2)]
    return sum(1 for gap in found if gap <= points), len(found)
