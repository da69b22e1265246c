"""Which money may be used for which project. Pure: sets of codes in, shares out.

An earmark fits a project when the whole project lies within it: every State, every theme. Money
for one State is so never spent on a project that also serves another one.
"""

from collections.abc import Iterable
from dataclasses import dataclass

Codes = frozenset[str]


@dataclass(frozen=True)
class Project:
    """What of a project an earmark asks about."""

    themes: Codes = frozenset()
    places: Codes = frozenset()
    call: int | None = None


@dataclass(frozen=True)
class Earmark:
    """What a contribution may be used for; None: nothing is said, anything goes.

    `themes` holds every theme below those that were named, `places` every State of the regions.
    """

    themes: Codes | None = None
    places: Codes | None = None
    call: int | None = None

    @property
    def is_free(self) -> bool:
        """Whether the money may be used for anything the fund does."""
        return self == Earmark()

    def fits(self, project: Project) -> bool:
        """Say whether the whole of `project` lies within it."""
        return (
            _lies_within(project.themes, self.themes)
            and _lies_within(project.places, self.places)
            and self.call in (None, project.call)
        )

    @property
    def width(self) -> tuple[int, int, int]:
        """How much it leaves open: an earmark within another one is never wider than it."""
        said = [self.themes is not None, self.places is not None, self.call is not None]
        return -sum(said), len(self.places or ()), len(self.themes or ())


@dataclass(frozen=True)
class Purse:
    """What is left of a contribution, in the smallest unit of one currency."""

    contribution: int
    left: int
    earmark: Earmark


@dataclass(frozen=True)
class Share:
    """What one contribution gives."""

    contribution: int
    minor: int


def fitting(purses: Iterable[Purse], project: Project) -> list[Purse]:
    """Return those that may be used for `project`, the narrowest first, then as they came."""
    return sorted(
        (purse for purse in purses if purse.earmark.fits(project)),
        key=lambda purse: purse.earmark.width,
    )


def choose(minor: int, purses: Iterable[Purse], project: Project) -> list[Share]:
    """Take `minor` from the purses that fit, the narrowest first; less where less is left."""
    shares = []
    for purse in fitting(purses, project):
        taken = min(max(purse.left, 0), minor)
        if taken:
            shares.append(Share(purse.contribution, taken))
            minor -= taken
    return shares


def share_out(minor: int, parts: list[int]) -> list[int]:
    """Divide `minor` in proportion to `parts`, exactly, and never more than a part each.

    What the division leaves over goes, one unit each, to the largest remainders.
    """
    whole = sum(parts)
    if not 0 <= minor <= whole:
        raise ValueError("More cannot be shared out than the parts hold")
    if not whole:
        return [0 for _part in parts]
    shares = [minor * part // whole for part in parts]
    by_remainder = sorted(range(len(parts)), key=lambda i: -(minor * parts[i] % whole))
    for index in by_remainder[: minor - sum(shares)]:
        shares[index] += 1
    return shares


def _lies_within(codes: Codes, allowed: Codes | None) -> bool:
    return allowed is None or (bool(codes) and codes <= allowed)
