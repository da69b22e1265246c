"""What a set of parts covers of each line, what it leaves open, and what it takes too much of."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from matchmaking.matching.engine.rows import RowId
from matchmaking.matching.engine.serving import Asked, Given

from .rows import CENT, EFFORT, EXACT, UNSURE, Link, Part, Problem


@dataclass(frozen=True, slots=True)
class LineCoverage:
    """Shares of one asked line; `sure` passes 1 where more is put to it than is asked."""

    asked: Asked
    sure: float  # figures on both sides, or an amount that somebody wrote
    unsure: float  # an offer is put to it, but nobody knows for how much
    parts: tuple[Part, ...]

    @property
    def open(self) -> float:
        """The share that nothing covers."""
        return max(0.0, 1 - self.sure - self.unsure)

    @property
    def is_exceeded(self) -> bool:
        """Tell whether more is put to it than is asked."""
        return self.sure > 1 + EXACT


@dataclass(frozen=True, slots=True)
class Overdraft:
    """A line of an offer of which more is used than is left."""

    offer: RowId
    given: Given
    used: float
    left: float


@dataclass(frozen=True, slots=True)
class Coverage:
    """What parts cover together."""

    lines: tuple[LineCoverage, ...]
    overdrafts: tuple[Overdraft, ...]
    worth: float

    @property
    def sure(self) -> float:
        """The mean of what is surely covered of the lines."""
        return _mean(min(line.sure, 1.0) for line in self.lines)

    @property
    def unsure(self) -> float:
        """The mean of what may be covered beside."""
        return _mean(line.unsure for line in self.lines)

    @property
    def open(self) -> float:
        """The mean of what stays open."""
        return _mean(line.open for line in self.lines)


def coverage(problem: Problem, parts: Iterable[Part]) -> Coverage:
    """Work out what `parts` cover; every one must be a link of the problem."""
    of_line: dict[RowId, list[Part]] = defaultdict(list)
    for part in parts:
        of_line[part.key.asked].append(part)
    lines = tuple(_line(problem, asked, of_line[asked.id]) for asked in problem.asked)
    used = [part for line in lines for part in line.parts]
    offers = {part.key.offer for part in used}
    worth = sum(_worth(problem, line) for line in lines) * problem.line_weight
    return Coverage(lines, tuple(_overdrafts(problem, used)), worth - EFFORT * len(offers))


def share_of(link: Link, part: Part) -> float | None:
    """Give the share of its line that a part covers; None while nobody knows."""
    if part.amount is None or link.unit_share is None:
        return None
    return part.amount * link.unit_share


def _line(problem: Problem, asked: Asked, parts: list[Part]) -> LineCoverage:
    shares = [share_of(problem.links[part.key], part) for part in parts]
    sure = sum(share for share in shares if share is not None)
    unsure = max(0.0, 1 - sure) if None in shares else 0.0
    return LineCoverage(asked, sure, unsure, tuple(parts))


def _worth(problem: Problem, line: LineCoverage) -> float:
    """Value the shares of a line by how well each part answers what was asked."""
    sure, unsure = 0.0, 0.0
    for part in line.parts:
        link = problem.links[part.key]
        share = share_of(link, part)
        if share is None:
            unsure = max(unsure, link.worth)
        else:
            sure += share * link.worth
    return sure / max(line.sure, 1.0) + UNSURE * unsure * line.unsure


def _overdrafts(problem: Problem, parts: Iterable[Part]) -> Iterable[Overdraft]:
    used: dict[tuple[RowId, RowId], float] = defaultdict(float)
    left: dict[tuple[RowId, RowId], tuple[Given, float]] = {}
    for part in parts:
        link, at = problem.links[part.key], (part.key.offer, part.key.given)
        if part.amount is not None and link.serving.is_measured:
            used[at] += part.amount
            left[at] = (link.given, link.serving.left or 0.0)
    for at, (given, amount) in left.items():
        if used[at] > amount * (1 + EXACT / CENT) + EXACT:
            yield Overdraft(at[0], given, used[at], amount)


def _mean(values: Iterable[float]) -> float:
    numbers = list(values)
    return sum(numbers) / len(numbers) if numbers else 0.0
