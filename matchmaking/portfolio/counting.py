"""Adding up rows over themes and regions, so that nothing is counted twice. Knows no framework.

A row with two themes, or an offer for two regions, stands in each of their cells in full: a cell
answers "how much is there for this theme in this region". A total is never the sum of cells: it
adds up the rows themselves, each of them once.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from math import ceil, sqrt

Amounts = Mapping[str, Decimal]
SHADES = 5


@dataclass(frozen=True)
class Row:
    """A request or an offer: where it stands, and what it counts for, by measure."""

    record_id: int
    themes: frozenset[str]
    places: frozenset[str]
    states: frozenset[str]
    amounts: Amounts


@dataclass
class Sums:
    """What some rows come to, by measure."""

    amounts: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))

    def add(self, row: Row) -> None:
        """Add a row."""
        for measure, amount in row.amounts.items():
            self.amounts[measure] += amount

    def of(self, measure: str) -> Decimal:
        """Return the sum of a measure."""
        return self.amounts.get(measure, Decimal(0))


class Sheet:
    """Themes down, regions across, a total for each and one for all."""

    def __init__(self, rows: Iterable[Row], themes: Sequence[str], places: Sequence[str]) -> None:
        self.themes, self.places = themes, places
        self.cells: dict[tuple[str, str], Sums] = defaultdict(Sums)
        self.by_theme: dict[str, Sums] = defaultdict(Sums)
        self.by_place: dict[str, Sums] = defaultdict(Sums)
        self.by_state: dict[str, Sums] = defaultdict(Sums)
        self.total = Sums()
        for row in rows:
            self._add(row)

    def _add(self, row: Row) -> None:
        self.total.add(row)
        for theme in row.themes:
            self.by_theme[theme].add(row)
            for place in row.places:
                self.cells[theme, place].add(row)
        for place in row.places:
            self.by_place[place].add(row)
        for state in row.states:
            self.by_state[state].add(row)

    def largest(self, measure: str) -> Decimal:
        """Return the largest cell."""
        return max((cell.of(measure) for cell in self.cells.values()), default=Decimal(0))

    def largest_state(self, measure: str) -> Decimal:
        """Return the largest sum of a State."""
        return max((sums.of(measure) for sums in self.by_state.values()), default=Decimal(0))


def shade(value: Decimal, largest: Decimal) -> int:
    """Return how dark a value is, 0 (nothing) to 5; roots keep small values apart."""
    if value <= 0 or largest <= 0:
        return 0
    return min(SHADES, ceil(SHADES * sqrt(float(value / largest)) - 1e-9))
