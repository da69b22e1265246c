"""What comes out: a proposal with its proof, or the demands that cannot hold."""

from collections.abc import Mapping
from dataclasses import dataclass

from .conflicts import Conflict
from .problem import Whole


@dataclass(frozen=True, slots=True)
class Worth:
    """What one more step of an offer's line would add, and whether all of it is given."""

    price: float
    is_used_up: bool


@dataclass(frozen=True)
class Answer:
    """A proposal: steps by route, what it is worth, and more than which nothing can be worth."""

    amounts: Whole
    value: float
    bound: float
    worths: tuple[Worth, ...]  # of each give, in order
    others: Mapping[str, float]  # what simpler ways would be worth, by name

    @property
    def quality(self) -> float:
        """Say which share of the best possible is reached at least."""
        return min(1.0, self.value / self.bound) if self.bound > 0 else 1.0


@dataclass(frozen=True)
class Impossible:
    """No proposal keeps all demands; these are the ones that cannot hold together."""

    conflicts: tuple[Conflict, ...]
