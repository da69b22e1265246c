"""What published evaluations say, by criterion: how often each point was given, never a mean.

Points of two scales are not comparable, so each scale has a row of its own.
"""

import datetime
from collections import Counter
from dataclasses import dataclass, field

from matchmaking.clocks.averages import middle
from matchmaking.evaluation.choices import CriterionCode, ScaleCode
from matchmaking.evaluation.selectors import PublishedScore, published_scores
from matchmaking.insights.asking import Asked
from matchmaking.insights.selectors.figures import states_of


@dataclass
class Scored:
    """The scores under one criterion on one scale, of as many evaluations."""

    code: CriterionCode
    scale: ScaleCode
    most: int
    points: Counter[int] = field(default_factory=Counter)
    unscored: int = 0  # not applicable, or no evidence: neither is a number

    @property
    def number(self) -> int:
        """How many scores there are."""
        return self.points.total()

    @property
    def median(self) -> float | None:
        """The middle of the scores; None where there is none."""
        return middle(sorted(self.points.elements()))

    @property
    def ranked(self) -> list[tuple[int, int]]:
        """The points that were given and how often, the highest first."""
        return sorted(self.points.items(), reverse=True)

    def add(self, score: PublishedScore) -> None:
        """Add what one evaluation says."""
        if score.points is None:
            self.unscored += 1
        else:
            self.points[score.points] += 1


def scored(asked: Asked) -> list[Scored]:
    """Return what evaluations say of the States and the time that are asked about."""
    states = states_of(asked)
    found: dict[tuple[str, str], Scored] = {}
    for score in published_scores(since=_day(asked.since), until=_day(asked.until)):
        if states is None or score.country_id in states:
            code, scale = CriterionCode(score.code), ScaleCode(score.scale)
            found.setdefault((code, scale), Scored(code, scale, score.most)).add(score)
    order = list(CriterionCode)
    return sorted(found.values(), key=lambda one: (order.index(one.code), one.scale))


def _day(day: str) -> datetime.date | None:
    return datetime.date.fromisoformat(day) if day else None
