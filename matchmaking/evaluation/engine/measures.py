"""What the system computes beside the score of a person, each with the parts it is made of.

Nothing missing is ever counted as zero: it is left out, and how many are left out is said.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from statistics import median


class Code(StrEnum):
    COVERAGE = "coverage"  # of the request: agreed of what was asked
    DELIVERED = "delivered"  # delivered of what was asked
    ACHIEVEMENT = "achievement"  # indicators: how far from baseline to target
    DISBURSED = "disbursed"  # money paid of what was committed
    IN_USE = "in_use"  # still in use of what was delivered
    DAYS = "days"  # from the request to the delivery


@dataclass(frozen=True)
class Part:
    """One line of a measure: a numerator over a denominator; no ratio says why."""

    words: str
    numerator: Decimal | None
    denominator: Decimal | None
    unit: str = ""
    ratio: Decimal | None = None
    why: str = ""


@dataclass(frozen=True)
class Measure:
    """A share or a number of days, the parts it rests on, and how many parts say nothing.

    `value` is a share for all but DAYS; None where no part says anything. `is_verified` is
    whether somebody other than the parties checked the facts.
    """

    code: Code
    value: Decimal | None
    parts: tuple[Part, ...]
    missing: int
    is_verified: bool | None = None

    @property
    def known(self) -> int:
        """How many parts say something."""
        return len(self.parts) - self.missing


@dataclass(frozen=True)
class Line:
    """One thing asked for: how much, and how much of it was agreed and delivered."""

    words: str
    unit: str
    asked: Decimal | None
    given: Decimal | None


@dataclass(frozen=True)
class Step:
    """A day in the story; None where it did not come to that, or nobody wrote it down."""

    name: str
    on: datetime.date | None


def coverage(code: Code, lines: Iterable[Line]) -> Measure:
    """Return how much of what was asked is covered: the mean over the lines that count something.

    More than was asked for in one line does not make up for another that got nothing.
    """
    parts = tuple(_covered(line) for line in lines)
    shares = [min(part.ratio, Decimal(1)) for part in parts if part.ratio is not None]
    return Measure(code, _mean(shares), parts, len(parts) - len(shares))


def achievement(parts: Sequence[Part], *, is_verified: bool | None = None) -> Measure:
    """Return the median of the achievement ratios, which one target set low cannot move much."""
    ratios = [part.ratio for part in parts if part.ratio is not None]
    value = median(ratios) if ratios else None
    return Measure(Code.ACHIEVEMENT, value, tuple(parts), len(parts) - len(ratios), is_verified)


def share(
    code: Code,
    words: str,
    part: Decimal | None,
    whole: Decimal | None,
    *,
    unit: str = "",
    is_verified: bool | None = None,
) -> Measure:
    """Return one number of another; without the whole, or with nothing in it, there is no share."""
    ratio = part / whole if part is not None and whole else None
    only = Part(words, part, whole, unit, ratio, "" if ratio is not None else "no_whole")
    return Measure(code, ratio, (only,), int(ratio is None), is_verified)


def days(steps: Sequence[Step]) -> Measure:
    """Return the days from the first step to the last, and those between each two that are known.

    A step nobody dated is left out: the next one is counted from the last that was. So is one
    that is dated before it, as where a request is published for what is under way already.
    """
    parts = tuple(_between(steps))
    dated = [step.on for step in steps if step.on is not None]
    is_whole = len(steps) > 1 and steps[0].on is not None and steps[-1].on is not None
    total = Decimal((dated[-1] - dated[0]).days) if is_whole else None
    if total is not None and total < 0:
        total = None
    missing = sum(1 for part in parts if part.ratio is None)
    return Measure(Code.DAYS, total, parts, missing)


def _between(steps: Sequence[Step]) -> Iterable[Part]:
    last = steps[0].on if steps else None
    for step in steps[1:]:
        if step.on is None or last is None:
            yield Part(step.name, None, None, "days", None, "no_day")
        elif step.on < last:
            yield Part(step.name, None, None, "days", None, "too_early")
        else:
            passed = Decimal((step.on - last).days)
            yield Part(step.name, passed, None, "days", passed)
        last = max((day for day in (last, step.on) if day is not None), default=None)


def _covered(line: Line) -> Part:
    if not line.asked:
        return Part(line.words, line.given, line.asked, line.unit, None, "not_counted")
    if line.given is None:
        return Part(line.words, None, line.asked, line.unit, None, "not_known")
    return Part(line.words, line.given, line.asked, line.unit, line.given / line.asked)


def _mean(shares: Sequence[Decimal]) -> Decimal | None:
    return sum(shares, Decimal(0)) / len(shares) if shares else None
