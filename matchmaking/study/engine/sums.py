"""Adding up for the study: what became of requests, how far targets were reached, how evenly.

A sum never hides what it leaves out: each says of how many records something is known.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from statistics import median
from typing import Any

GROUPS = ("themes", "kinds", "regions", "years")
# From which part of the way to the target an indicator counts as so far: the names of Reached.
STEPS = ((Decimal(1), "whole"), (Decimal("0.8"), "nearly"), (Decimal("0.5"), "half"))


@dataclass(slots=True)
class Course:
    """What became of the requests of a group by the end of the time; money in cents of dollars."""

    asked: int = 0
    secured: int = 0
    delivered: int = 0
    asked_minor: int = 0
    agreed_minor: int = 0
    delivered_minor: int = 0
    priced: int = 0  # requests that name an amount: the sums of money are over these

    def add(self, request: "Request") -> None:
        """Add one request."""
        self.asked += 1
        self.secured += request.is_secured
        self.delivered += request.is_delivered
        if request.asked_minor is None:
            return
        self.priced += 1
        self.asked_minor += request.asked_minor
        self.agreed_minor += request.agreed_minor or 0
        self.delivered_minor += request.delivered_minor or 0


@dataclass(frozen=True, slots=True)
class Request:
    """A request published in the time, in which groups it counts, and what became of it."""

    groups: Mapping[str, frozenset[str]]  # codes by "themes", "kinds", "regions", "years"
    is_secured: bool
    is_delivered: bool
    asked_minor: int | None
    agreed_minor: int | None
    delivered_minor: int | None


def courses(requests: Iterable[Request]) -> dict[str, Any]:
    """Return the courses of all requests, and of those of each group: {"total", "themes", ...}."""
    total, by = Course(), {name: dict[str, Course]() for name in GROUPS}
    for request in requests:
        total.add(request)
        for name, codes in request.groups.items():
            for code in codes:
                by[name].setdefault(code, Course()).add(request)
    groups = {name: {code: asdict(one) for code, one in some.items()} for name, some in by.items()}
    return {"total": asdict(total), **groups}


def unevenness(parts: Sequence[tuple[int, int]]) -> float | None:
    """Return the Gini coefficient of shares over groups, weighted by their size.

    `parts` are (reached, size); 0 is the same share everywhere. None where nothing was reached or
    there are fewer than two groups.
    """
    rows = [(done / size, size) for done, size in parts if size]
    weight = sum(size for _share, size in rows)
    mean = sum(share * size for share, size in rows) / weight if weight else 0
    if len(rows) < 2 or not mean:
        return None
    apart = sum(
        one_size * other_size * abs(one - other)
        for one, one_size in rows
        for other, other_size in rows
    )
    return round(apart / (2 * mean * weight * weight), 4)


@dataclass
class Level:
    """How far the indicators of one level of results have come."""

    indicators: int = 0
    with_value: int = 0
    verified: int = 0
    reached: Counter[str] = field(default_factory=Counter)
    why: Counter[str] = field(default_factory=Counter)  # why there is no ratio
    ratios: list[Decimal] = field(default_factory=list)

    def add(self, ratio: Decimal | None, why: str, *, has_value: bool, is_verified: bool) -> None:
        """Add an indicator: its ratio, or why it has none."""
        self.indicators += 1
        self.with_value += has_value
        self.verified += is_verified
        if ratio is None:
            self.why[why] += 1
            return
        self.ratios.append(ratio)
        self.reached[step_of(ratio)] += 1

    def content(self) -> dict[str, Any]:
        """Return the level as it is kept."""
        middle = median(self.ratios) if self.ratios else None
        return {
            "indicators": self.indicators,
            "with_value": self.with_value,
            "verified": self.verified,
            "defined": len(self.ratios),
            "reached": dict(self.reached),
            "why": dict(self.why),
            "median": None if middle is None else str(round(middle, 4)),
        }


def step_of(ratio: Decimal) -> str:
    """Return in which class a ratio falls."""
    return next((name for least, name in STEPS if ratio >= least), "below_half")


def percent(part: int, whole: int) -> Decimal | None:
    """Return a share as a percentage with one place; None of nothing."""
    return round(Decimal(100 * part) / whole, 1) if whole else None
