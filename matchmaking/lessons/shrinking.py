"""From judged projects to track records that are fair to newcomers. Pure: no database.

Few projects say little, so the mean of an organisation is drawn towards the mean of all: as if it
had carried out so many average projects besides. Whoever has none stands at the mean.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from statistics import fmean
from typing import NamedTuple

NEUTRAL = 0.5  # what a match counts for an organisation that nobody has evaluated yet
DECIMALS = 4
COUNTED = 2  # decimals of what counts: a hair's breadth elsewhere changes nobody's matches


class Judged(NamedTuple):
    """A project or an agreement with its score as a share of 1, and whose work it was."""

    score: float
    organisations: Collection[int]


class Standing(NamedTuple):
    """What is known of the projects of one organisation."""

    projects: int
    mean: float
    shrunk: float
    overall: float


def share(points: int, most: int) -> float:
    """Return where `points` stand on a scale from 1 to `most`, as a share of 1."""
    return (points - 1) / (most - 1)


def standings(judged: Sequence[Judged], strength: float) -> dict[int, Standing]:
    """Return the standing of each organisation; each project counts once."""
    if not judged:
        return {}
    overall = fmean(one.score for one in judged)
    return {
        organisation: Standing(
            len(scores),
            round(fmean(scores), DECIMALS),
            round((sum(scores) + strength * overall) / (len(scores) + strength), DECIMALS),
            round(overall, DECIMALS),
        )
        for organisation, scores in _by_organisation(judged).items()
    }


def counted(shrunk: float, overall: float) -> float:
    """Return what counts in a match: half at the mean of all, where newcomers stand."""
    return round(min(max(NEUTRAL + shrunk - overall, 0.0), 1.0), COUNTED)


def _by_organisation(judged: Iterable[Judged]) -> Mapping[int, list[float]]:
    found: dict[int, list[float]] = defaultdict(list)
    for score, organisations in judged:
        for organisation in organisations:
            found[organisation].append(score)
    return found
