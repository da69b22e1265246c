"""Which scores stand apart from the others', and which reviewers lean one way throughout.

Robust: a score is measured against the median of the others, in points of the scale, so that one
extreme score does not hide another. Nothing is left out of a sum because of it; people look.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from statistics import median

# A score is far when it is this share of the whole scale away, and never less than two points.
FAR_SHARE = 0.4
FEWEST_POINTS = 2
# A reviewer leans when their weighted scores are this far off, on the median of so many at least.
LEANING_POINTS = 10.0
FEWEST_APPLICATIONS = 3

Scores = Mapping[int, float]  # by reviewer


@dataclass(frozen=True)
class Apart:
    """A score far from the median of the others.

    `is_one_of_two` where there is only one other: then nobody can say which of both is unusual.
    """

    reviewer: int
    criterion: int
    value: float
    others_median: float
    distance: float
    others: int
    limit: int

    @property
    def is_one_of_two(self) -> bool:
        """Say whether the two who scored are only far from each other."""
        return self.others == 1


@dataclass(frozen=True)
class Leaning:
    """How far a reviewer scores above (+) or below (-) the others, on the median, weighted."""

    reviewer: int
    points: float
    applications: int

    @property
    def is_marked(self) -> bool:
        """Say whether it is far enough, over enough applications, to be told."""
        return abs(self.points) >= LEANING_POINTS and self.applications >= FEWEST_APPLICATIONS


def far(lowest: int, highest: int) -> int:
    """Return from how many points on a score is far, on a scale from `lowest` to `highest`."""
    return max(FEWEST_POINTS, math.ceil(FAR_SHARE * (highest - lowest) - 1e-9))


def apart(criterion: int, scores: Scores, *, lowest: int, highest: int) -> list[Apart]:
    """Return the scores that stand apart: far away, and farther than the others are spread."""
    limit = far(lowest, highest)
    found = []
    for reviewer, value in scores.items():
        others = [score for other, score in scores.items() if other != reviewer]
        if not others:
            continue
        distance, spread = value - median(others), max(others) - min(others)
        if abs(distance) >= limit and abs(distance) > spread:
            middle = median(others)
            found.append(Apart(reviewer, criterion, value, middle, distance, len(others), limit))
    return found


def leanings(table: Mapping[int, Scores]) -> list[Leaning]:
    """Return how each reviewer leans over all applications they share with others."""
    found: dict[int, list[float]] = defaultdict(list)
    for reviewer, difference in _differences(table):
        found[reviewer].append(difference)
    return [Leaning(reviewer, median(row), len(row)) for reviewer, row in found.items()]


def _differences(table: Mapping[int, Scores]) -> Iterator[tuple[int, float]]:
    for scores in table.values():
        for reviewer, value in scores.items():
            others = [score for other, score in scores.items() if other != reviewer]
            if others:
                yield reviewer, value - median(others)
