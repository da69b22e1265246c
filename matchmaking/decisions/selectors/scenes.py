"""A scenario as it is shown: its lines, its figures, its groups, and others beside it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from matchmaking.decisions import wording
from matchmaking.decisions.models import Choice, ChoiceLine
from matchmaking.money import Money
from matchmaking.vocabulary.fields import whole_units
from matchmaking.vocabulary.selectors import regions_of


@dataclass(frozen=True)
class Group:
    """What a State or a continent would get, and by rank alone."""

    name: str
    granted: Money
    by_rank: Money


@dataclass(frozen=True)
class Scene:
    """A scenario with what it comes to."""

    choice: Choice
    lines: list[Any]

    @property
    def granted(self) -> Money:
        """What would be granted in all."""
        return self._sum("granted_minor")

    @property
    def by_rank(self) -> Money:
        """What would be granted by rank until the money ends."""
        return self._sum("by_rank_minor")

    @property
    def left(self) -> Money:
        """What of the budget would be left."""
        return self.choice.budget - self.granted

    @property
    def funded(self) -> int:
        """How many applications would be funded."""
        return sum(bool(line.granted_minor) for line in self.lines)

    @property
    def funded_by_rank(self) -> int:
        """How many would be funded by rank until the money ends."""
        return sum(bool(line.by_rank_minor) for line in self.lines)

    @property
    def quality(self) -> str:
        """How good it is at least."""
        return wording.quality_in_words(self.choice)

    @property
    def value(self) -> str:
        """What it is worth."""
        return wording.value_in_words(self.choice, self.choice.value)

    @property
    def bound(self) -> str:
        """What no choice can exceed."""
        return wording.value_in_words(self.choice, self.choice.bound)

    @property
    def by_rank_value(self) -> str:
        """What "by rank" is worth."""
        return wording.value_in_words(self.choice, self.choice.by_rank_value)

    @property
    def gain(self) -> str:
        """How much more that is than by rank."""
        return wording.gain_in_words(self.choice)

    @cached_property
    def conflicts(self) -> list[str]:
        """The demands of which any single one would have to give way."""
        return self._demands(self.choice.conflicts)

    @cached_property
    def breaks(self) -> list[str]:
        """The demands that "by rank" does not keep."""
        return self._demands(self.choice.by_rank_breaks)

    @cached_property
    def states(self) -> list[Group]:
        """What each State would get."""
        return self._groups(lambda proposal: f"state:{proposal.country_id}")

    @cached_property
    def continents(self) -> list[Group]:
        """What each continent would get."""
        return self._groups(
            lambda proposal: f"region:{(regions_of(proposal.country_id) or ('',))[-1]}"
        )

    def _demands(self, rows: Iterable[Mapping[str, Any]]) -> list[str]:
        names = {line.application_id: line.application.number for line in self.lines}
        return [wording.demand_in_words(row, names) for row in rows]

    def _groups(self, group_of: Any) -> list[Group]:
        sums: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for line in self.lines:
            pair = sums[wording.group_in_words(group_of(line.application.proposal))]
            pair[0] += line.granted_minor
            pair[1] += line.by_rank_minor
        currency = self.choice.currency
        return [
            Group(name, Money(granted, currency), Money(by_rank, currency))
            for name, (granted, by_rank) in sorted(sums.items())
        ]

    def _sum(self, column: str) -> Money:
        return Money(sum(getattr(line, column) for line in self.lines), self.choice.currency)


def scene_of(choice: Choice) -> Scene:
    """Return a scenario as it is shown."""
    lines = choice.lines.select_related("application__proposal__country")
    return Scene(choice, [_priced(line, choice) for line in lines.order_by("place", "pk")])


def compared(scenes: list[Scene]) -> list[tuple[Any, list[Money | None]]]:
    """Return every application with what it would get in each scenario; None: takes no part."""
    found: dict[int, Any] = {}
    granted: dict[tuple[int, int], Money] = {}
    for at, scene in enumerate(scenes):
        for line in scene.lines:
            found.setdefault(line.application_id, line.application)
            granted[line.application_id, at] = line.granted
    return [
        (application, [granted.get((pk, at)) for at in range(len(scenes))])
        for pk, application in found.items()
    ]


def limits_as_rows(choice: Choice) -> list[dict[str, Any]]:
    """Return the limits of a scenario as its form shows them."""
    return [
        {
            "group": f"{row.dimension}:{row.code}",
            "at_least": whole_units(row.at_least_minor or None, choice.currency),
            "at_most": whole_units(row.at_most_minor, choice.currency),
        }
        for row in choice.limits.order_by("pk")
    ]


def _priced(line: ChoiceLine, choice: Choice) -> Any:
    """Add the sums of a line as money."""
    row: Any = line
    row.asked = Money(line.asked_minor, choice.currency)
    row.granted = Money(line.granted_minor, choice.currency)
    row.by_rank = Money(line.by_rank_minor, choice.currency)
    return row
