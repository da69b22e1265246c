"""How far one line of an offer serves one line of a need, and in which figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from .affinity import affinity
from .rows import Kind, RowId

LEAST = 0.5  # below this half-fit an offered kind is no answer to the kind asked for
PAID = 0.8  # money still has to be turned into what was asked for
MONEY_UNITS = frozenset({"us dollar", "usd"})
SHORT = 3  # letters; the s of "US" is no plural
# Grants and co-financing buy things; contributions to trust funds and bodies do not reach a State.
PAYERS = frozenset({"FUN", "FUN.GRANT", "FUN.COFIN"})


class Way(StrEnum):
    """How a line is served."""

    SAME = "same"  # with the kind that was asked for
    SIMILAR = "similar"  # with another kind that can stand in for it
    MONEY = "money"  # with money that pays what it costs


@dataclass(frozen=True, slots=True)
class Asked:
    """A line of a need: what of it is open. None means that no figure is known, not nothing."""

    id: RowId
    kind: str
    unit: str = ""
    quantity: float | None = None
    dollars: float | None = None  # the cost of what is open; the amount itself where money is asked


@dataclass(frozen=True, slots=True)
class Given:
    """A line of an offer: what of it is left. None means that no limit is known."""

    id: RowId
    kind: str
    unit: str = ""
    left: float | None = None
    dollars: float | None = None  # what is left of a line of money


@dataclass(frozen=True, slots=True)
class Serving:
    """How a line of an offer serves a line of a need."""

    way: Way
    value: float  # what a share covered in this way is worth, 0 to 1
    share: float | None  # of the asked line that one given unit covers; None: units do not compare
    left: float | None  # given units (dollars for money); None: no limit is known

    @property
    def is_measured(self) -> bool:
        """Tell whether figures on both sides say how much is covered."""
        return self.share is not None and self.left is not None

    @property
    def most(self) -> float | None:
        """Say how many given units are of use here and left; None where figures are missing."""
        if self.share is None or self.left is None:
            return None
        return min(self.left, 1 / self.share)

    @property
    def coverage(self) -> float | None:
        """Say which share of the asked line it can cover alone; None where figures are missing."""
        if self.share is None or self.left is None:
            return None
        return min(self.left * self.share, 1.0)


def serves(asked: Asked, given: Given, kinds: Mapping[str, Kind]) -> Serving | None:
    """Say how a line of an offer serves a line of a need; None where it does not.

    Quantities compare in the same unit only; money pays whatever has a cost, and money in
    figures of dollars serves money.
    """
    if asked.quantity == 0 or asked.dollars == 0:
        return None
    both_money = counts_money(asked.kind, asked.unit, kinds) and counts_money(
        given.kind, given.unit, kinds
    )
    if _pays(asked, given, kinds, both_money):
        return Serving(Way.MONEY, PAID, _one_of(asked.dollars), given.dollars)
    value = affinity(asked.kind, given.kind)
    if value < LEAST:
        return None
    way = Way.SAME if asked.kind == given.kind else Way.SIMILAR
    if both_money:
        return Serving(way, value, _one_of(asked.dollars), given.dollars)
    compares = unit_of(asked.kind, asked.unit, kinds) == unit_of(given.kind, given.unit, kinds)
    return Serving(way, value, _one_of(asked.quantity) if compares else None, given.left)


def _pays(asked: Asked, given: Given, kinds: Mapping[str, Kind], both_money: bool) -> bool:
    """Tell whether money would buy what is asked for, and somebody said what it costs."""
    if given.kind not in PAYERS or not counts_money(given.kind, given.unit, kinds):
        return False
    return asked.dollars is not None and not (both_money and asked.kind.startswith("FUN"))


def counts_money(kind: str, unit: str, kinds: Mapping[str, Kind]) -> bool:
    """Tell whether a line is a sum of money, in dollars or in another currency."""
    return counts_dollars(kind, unit, kinds) or _usual(kind, kinds) in MONEY_UNITS


def counts_dollars(kind: str, unit: str, kinds: Mapping[str, Kind]) -> bool:
    """Tell whether the quantity of a line is a number of dollars."""
    return unit_of(kind, unit, kinds) in MONEY_UNITS


def unit_of(kind: str, unit: str, kinds: Mapping[str, Kind]) -> str:
    """Give the unit of a line in one spelling; one left empty is the usual unit of the kind."""
    return _spelling(unit) or _usual(kind, kinds)


def _usual(kind: str, kinds: Mapping[str, Kind]) -> str:
    return _spelling(kinds[kind].unit) if kind in kinds else ""


def _one_of(amount: float | None) -> float | None:
    return None if amount is None else 1 / amount


@lru_cache(maxsize=1024)
def _spelling(unit: str) -> str:
    """Write "Participants" and "participant" alike."""
    words = unit.casefold().split()
    return " ".join(word.removesuffix("s") if len(word) > SHORT else word for word in words)
