"""How much is met: over all, by region, by priority; and scenarios side by side."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from matchmaking.allocation.models import Scenario, Solution
from matchmaking.allocation.wording import at_least
from matchmaking.needs.choices import Priority
from matchmaking.needs.models import Need
from matchmaking.vocabulary.selectors import labels, regions_of

FULL = 1 - 1e-6
SAME = 5e-4  # a difference that no page would show


class NeedMet(NamedTuple):
    """How much of a request was met before, and would be met; 0 to 1."""

    before: float
    met: float

    @property
    def gained(self) -> float:
        """What the proposal adds."""
        return self.met - self.before


class Group(NamedTuple):
    """Some requests together: how many, how much of them is met, and their share of all given."""

    name: str
    needs: int
    met: float
    gained: float
    share: float


@dataclass(frozen=True)
class Summary:
    """What a proposal means for all requests together."""

    solution: Solution
    needs: dict[int, NeedMet]
    places: dict[int, tuple[str, str]]  # State and priority of each request

    @property
    def scenario(self) -> Scenario:
        """What it is a proposal of."""
        return self.solution.scenario

    @property
    def quality(self) -> str:
        """The share of the best possible that is proven, in words."""
        return at_least(self.solution.quality)

    @cached_property
    def gained(self) -> float:
        """How many whole requests the proposal amounts to."""
        return sum(need.gained for need in self.needs.values())

    @property
    def met(self) -> float:
        """The mean share met, 0 to 1."""
        return sum(n.met for n in self.needs.values()) / len(self.needs) if self.needs else 0.0

    @property
    def full(self) -> int:
        """How many requests would be met in full."""
        return sum(need.met >= FULL for need in self.needs.values())

    @property
    def part(self) -> int:
        """How many would be met in part."""
        return sum(0 < need.met < FULL for need in self.needs.values())

    @property
    def none(self) -> int:
        """How many would get nothing."""
        return len(self.needs) - self.full - self.part

    @cached_property
    def by_region(self) -> list[Group]:
        """The regions of the first level, by name."""
        names = labels("region")
        groups = self._grouped(lambda state, _: (regions_of(state) or ("",))[-1])
        return [group._replace(name=names.get(group.name, "–")) for group in groups]

    @cached_property
    def by_priority(self) -> list[Group]:
        """The priorities, the highest first."""
        groups = {group.name: group for group in self._grouped(lambda _, priority: priority)}
        order = [*Priority.values, ""]
        names = dict(Priority.choices)
        return [
            groups[code]._replace(name=str(names.get(code, "–")))
            for code in order
            if code in groups
        ]

    def _grouped(self, key: Callable[[str, str], str]) -> list[Group]:
        found: dict[str, list[NeedMet]] = defaultdict(list)
        for pk, need in self.needs.items():
            found[key(*self.places[pk])].append(need)
        return [
            Group(
                name,
                len(needs),
                sum(need.met for need in needs) / len(needs),
                sum(need.gained for need in needs),
                sum(need.gained for need in needs) / self.gained if self.gained else 0.0,
            )
            for name, needs in sorted(found.items())
        ]


class Difference(NamedTuple):
    """A request that fares differently: how much of it is met in each scenario; None: not asked."""

    need: Need
    met: list[float | None]

    @property
    def spread(self) -> float:
        """How far apart the scenarios are."""
        known = [met or 0.0 for met in self.met]
        return max(known) - min(known)


class Row(NamedTuple):
    """One name and one figure for each scenario."""

    name: str
    figures: list[Group | None]


@dataclass(frozen=True)
class Comparison:
    """Scenarios side by side."""

    summaries: list[Summary]
    regions: list[Row]
    priorities: list[Row]
    differences: list[Difference]


def summary_of(solution: Solution) -> Summary:
    """Add up a proposal; requests without any figure are left out."""
    lines: dict[int, list[tuple[float, float]]] = defaultdict(list)
    places: dict[int, tuple[str, str]] = {}
    rows = solution.asked_lines.exclude(rest="no_figure").order_by("pk")
    for pk, before, met, state, priority in rows.values_list(
        "need", "before", "met", "need__country", "need__priority"
    ):
        lines[pk].append((before, met))
        places[pk] = (state, priority)
    needs = {
        pk: NeedMet(_mean(before for before, _ in found), _mean(met for _, met in found))
        for pk, found in lines.items()
    }
    return Summary(solution, needs, places)


def compared(solutions: Sequence[Solution]) -> Comparison:
    """Put proposals side by side."""
    summaries = [summary_of(solution) for solution in solutions]
    return Comparison(
        summaries,
        _rows([summary.by_region for summary in summaries]),
        _rows([summary.by_priority for summary in summaries]),
        _differences(summaries),
    )


def _rows(columns: Sequence[Sequence[Group]]) -> list[Row]:
    names: dict[Hashable, None] = dict.fromkeys(g.name for column in columns for g in column)
    found = [{group.name: group for group in column} for column in columns]
    return [Row(str(name), [column.get(str(name)) for column in found]) for name in names]


def _differences(summaries: Sequence[Summary]) -> list[Difference]:
    """Return the requests that fare differently, the widest apart first."""
    ids = sorted({pk for summary in summaries for pk in summary.needs})
    needs = Need.objects.select_related("country").in_bulk(ids)
    rows = [
        Difference(needs[pk], [s.needs[pk].met if pk in s.needs else None for s in summaries])
        for pk in ids
        if pk in needs
    ]
    apart = [row for row in rows if row.spread > SAME]
    return sorted(apart, key=lambda row: (-row.spread, row.need.pk))


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found)
