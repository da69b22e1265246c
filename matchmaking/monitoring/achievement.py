"""How far an indicator has come, from its baseline toward its target, with the parts shown.

Pure: knows no framework. Where no ratio can be given, `why` says which part is missing.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

UP, DOWN = "up", "down"
NO_VALUE = "no_value"
NO_TARGET = "no_target"
NO_BASELINE = "no_baseline"
FROM_NOTHING = "from_nothing"
NOTHING_TO_CHANGE = "nothing_to_change"
WRONG_WAY = "wrong_way"
_FOUR_PLACES = Decimal("0.0001")


@dataclass(frozen=True)
class Achievement:
    """Numerator and denominator of a ratio; 1 is the target reached, below 0 is a step back."""

    numerator: Decimal | None
    denominator: Decimal | None
    ratio: Decimal | None
    why: str = ""


def ratio(
    baseline: Decimal | None,
    target: Decimal | None,
    actual: Decimal | None,
    direction: str = UP,
) -> Achievement:
    """Return the part of the way from `baseline` to `target` that `actual` has come.

    Without a baseline what shall grow is counted from nothing, and `why` says so.
    """
    if target is None:
        return Achievement(None, None, None, NO_TARGET)
    if baseline is None and direction == DOWN:
        return Achievement(None, None, None, NO_BASELINE)
    start = baseline or Decimal(0)
    sign = -1 if direction == DOWN else 1
    whole = (target - start) * sign
    if whole <= 0:
        return Achievement(None, whole, None, WRONG_WAY if whole else NOTHING_TO_CHANGE)
    if actual is None:
        return Achievement(None, whole, None, NO_VALUE)
    done = (actual - start) * sign
    part = (done / whole).quantize(_FOUR_PLACES, ROUND_HALF_UP)
    return Achievement(done, whole, part, FROM_NOTHING if baseline is None else "")
