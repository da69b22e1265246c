"""The points of a review, weighed: 0 is the lowest score under every criterion, 100 the highest."""

from collections.abc import Collection, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

LOWEST = 1  # every scale begins here
CENT = Decimal("0.01")


class Yardstick(NamedTuple):
    """What a criterion weighs, and the highest point of its scale."""

    weight: int
    highest: int


Points = Mapping[int, int]  # by criterion


def weighted(points: Points, yardsticks: Mapping[int, Yardstick]) -> Fraction | None:
    """Return the weighted score of one review, 0 to 100; None while a criterion has no points."""
    if not yardsticks or any(name not in points for name in yardsticks):
        return None
    whole = sum(stick.weight for stick in yardsticks.values())
    reached = sum(
        (
            stick.weight * Fraction(points[name] - LOWEST, stick.highest - LOWEST)
            for name, stick in yardsticks.items()
        ),
        Fraction(0),
    )
    return 100 * reached / whole


def mean(values: Collection[Fraction | int]) -> Fraction | None:
    """Return the mean, exactly; None of nothing."""
    return Fraction(sum(values), len(values)) if values else None


def rounded(value: Fraction | None) -> Decimal | None:
    """Return a score as it is shown, ranked and handed on: to two places, halves to even."""
    if value is None:
        return None
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(CENT)
