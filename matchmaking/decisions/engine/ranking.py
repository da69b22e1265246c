"""The ranking of a call: places, why each is where it is, and where the money ends."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from itertools import groupby
from typing import Any

SCORE, REVIEWS, LOT = "score", "reviews", "lot"
CRITERION = "criterion:"


@dataclass(frozen=True)
class Candidate:
    """What a place is found from. Scores are of a hundred, criteria in their own scale."""

    id: int
    committee: Decimal | None
    reviews: Decimal | None
    asked_minor: int
    submitted_at: datetime
    criteria: dict[str, Decimal] = field(default_factory=dict)
    draw: int | None = None  # the lots it took part in last
    lot: int | None = None  # its place among those

    @property
    def score(self) -> Decimal | None:
        """The committee's score; that of the reviews until the committee gives one."""
        return self.reviews if self.committee is None else self.committee


@dataclass(frozen=True)
class Step:
    """A rule that was looked at, and what it says of the one above and of this one."""

    code: str
    above: Any
    here: Any

    @property
    def decides(self) -> bool:
        """Whether the two differ by this rule."""
        return bool(self.above != self.here)


@dataclass(frozen=True)
class Place:
    """Where a candidate stands, and by which steps it came after the one above."""

    candidate: Candidate
    number: int | None  # None: nothing is known to rank it by
    steps: tuple[Step, ...] = ()
    is_tied: bool = False  # shares its number with another
    total_minor: int = 0  # asked by this one and all above
    is_funded: bool = False

    @property
    def decided_by(self) -> str:
        """The rule that set it apart from the one above; empty where nothing does."""
        return self.steps[-1].code if self.steps and self.steps[-1].decides else ""


Key = Callable[[Candidate], Any]


def rank(
    candidates: Iterable[Candidate], breakers: Sequence[str], budget_minor: int
) -> list[Place]:
    """Return the places, best first; those without any score stand unranked at the end.

    `breakers` are the rules of the fund, in order: "criterion:<code>" (more is better),
    "smaller" (asks for less), "earlier" (handed in earlier), "lot".
    """
    rows = list(candidates)
    scored = [row for row in rows if row.score is not None]
    keys = [(SCORE, _score), (REVIEWS, _reviews), *((one, _key(one)) for one in breakers)]
    in_order = _sorted(scored, keys)
    unranked = sorted((row for row in rows if row.score is None), key=lambda row: row.id)
    places = [*_numbered(in_order, keys), *(Place(row, None) for row in unranked)]
    return list(_with_line(places, budget_minor))


def _sorted(rows: list[Candidate], keys: Sequence[tuple[str, Key]]) -> list[Candidate]:
    """Sort by one rule after the other; a lot counts only among all who drew it together."""
    if len(rows) < 2 or not keys:
        return sorted(rows, key=lambda row: row.id)
    (code, key), rest = keys[0], keys[1:]
    if code == LOT and not _drew_together(rows):
        return _sorted([replace(row, draw=None, lot=None) for row in rows], rest)
    groups = groupby(sorted(rows, key=key), key=key)
    return [row for _, group in groups for row in _sorted(list(group), rest)]


def _drew_together(rows: Sequence[Candidate]) -> bool:
    return rows[0].draw is not None and len({row.draw for row in rows}) == 1


def _numbered(rows: Sequence[Candidate], keys: Sequence[tuple[str, Key]]) -> Iterator[Place]:
    places: list[Place] = []
    for at, here in enumerate(rows, start=1):
        steps = _steps(rows[at - 2], here, keys) if places else []
        is_apart = not steps or steps[-1].decides
        places.append(Place(here, at if is_apart else places[-1].number, tuple(steps)))
    counts = Counter(place.number for place in places)
    return (replace(place, is_tied=counts[place.number] > 1) for place in places)


def _steps(above: Candidate, here: Candidate, keys: Sequence[tuple[str, Key]]) -> list[Step]:
    """Return the rules up to the one that decides between two neighbours."""
    steps: list[Step] = []
    for code, key in keys:
        if code == LOT and not _drew_together([above, here]):
            continue
        steps.append(Step(code, *(_shown(code, key, row) for row in (above, here))))
        if steps[-1].decides:
            break
    return steps


def _with_line(places: Iterable[Place], budget_minor: int) -> Iterator[Place]:
    """Fund from the top until one does not fit any more: there the line is drawn."""
    total, is_open = 0, True
    for place in places:
        total += place.candidate.asked_minor
        is_open = is_open and place.number is not None and total <= budget_minor
        yield replace(place, total_minor=total, is_funded=is_open)


def _score(row: Candidate) -> Decimal:
    return -(row.score or Decimal(0))


def _reviews(row: Candidate) -> Decimal:
    return -(Decimal(-1) if row.reviews is None else row.reviews)


def _key(code: str) -> Key:
    if code.startswith(CRITERION):
        name = code.removeprefix(CRITERION)
        return lambda row: -row.criteria.get(name, Decimal(0))
    return {
        "smaller": lambda row: row.asked_minor,
        "earlier": lambda row: row.submitted_at,
        LOT: lambda row: row.lot,
    }[code]


def _shown(code: str, key: Key, row: Candidate) -> Any:
    """Turn a key back to the figure as it was given: more is better where scores are compared."""
    value = key(row)
    if code == REVIEWS:
        return row.reviews
    is_score = code == SCORE or code.startswith(CRITERION)
    return -value if is_score else value
