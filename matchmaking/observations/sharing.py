"""How much of what was delivered is still in use: from answers, counted the same everywhere."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

YES, PARTLY, NO = "yes", "partly", "no"
HALF = Decimal("0.5")
_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class Seen:
    """What was answered of one thing: is it in use, and of how many how many."""

    in_use: str
    delivered: Decimal | None = None
    counted: Decimal | None = None


@dataclass(frozen=True)
class Share:
    """Of `of` things of which it is known `used` are in use; of `unknown` ones nobody knows.

    `months` after the end it was seen, `verified` by an evaluator or only said by the recipient.
    """

    used: Decimal
    of: int
    months: int
    verified: bool
    unknown: int = 0

    @property
    def ratio(self) -> Decimal | None:
        """The part of one that is in use; None where nothing is known."""
        return (self.used / self.of).quantize(_HUNDREDTH) if self.of else None


def share_of(seen: Iterable[Seen], *, months: int, verified: bool) -> Share:
    """Add up: a thing counts as one in use, as none, or as the part of it that was counted."""
    rows = list(seen)
    parts = [part for row in rows if (part := part_of(row)) is not None]
    return Share(sum(parts, Decimal(0)), len(parts), months, verified, len(rows) - len(parts))


def part_of(seen: Seen) -> Decimal | None:
    """Return which part of a thing is in use; half where "partly" is all that is known."""
    if seen.in_use == PARTLY and seen.delivered and seen.counted is not None:
        return min(Decimal(1), seen.counted / seen.delivered)
    return {YES: Decimal(1), PARTLY: HALF, NO: Decimal(0)}.get(seen.in_use)
