"""The figures as pages and files show them: names, shades, addresses of the lists behind."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from files.paging import address
from matchmaking.insights.choices import MAIN, Count, Measure
from matchmaking.insights.counting import By, Sum, Sums
from matchmaking.insights.selectors import Figures
from matchmaking.money import Money
from matchmaking.portfolio import geography
from matchmaking.portfolio.counting import shade
from matchmaking.portfolio.pages import Cell, Country, Line, shown
from matchmaking.portfolio.selectors import country_points
from matchmaking.vocabulary.selectors import kind_tree, labels, region_choices, theme_tree

NOTHING = Decimal(0)
Measures = Sequence[Measure]


class Addresses:
    """Makes the address of the list behind a figure: the filters in force, narrowed to it."""

    def __init__(self, said: Mapping[str, str]) -> None:
        self.said = said

    def behind(self, measure: str, **narrower: str) -> str:
        """Return the address of the records that a figure counts."""
        asked = {name: [value] for name, value in {**self.said, **narrower}.items()}
        return address(reverse("insights:list", args=[measure]), asked)


@dataclass(frozen=True)
class Headline:
    """One of the main figures: how many, what they come to, and how many name no amount."""

    measure: Measure
    number: str
    dollars: str
    unpriced: int
    url: str


@dataclass(frozen=True)
class Grouped:
    """Figures by something: a table, its rows leading to the lists behind."""

    code: str
    title: str | Promise
    head: str | Promise
    lines: list[Line]


class Sheet:
    """The figures of one question, as one page shows them."""

    def __init__(
        self, figures: Figures, count: str, addresses: Addresses, measures: Measures = MAIN
    ) -> None:
        self.figures, self.count = figures, count
        self.addresses, self.measures = addresses, measures

    @property
    def headlines(self) -> list[Headline]:
        """The main figures, counted and in dollars."""
        total = self.figures.tally.total
        return [self._headline(measure, total[measure]) for measure in self.measures]

    @property
    def heads(self) -> list[str | Promise]:
        """The names of the columns."""
        return [measure.label for measure in self.measures]

    @property
    def total(self) -> list[Cell]:
        """The last row of each table: every record once."""
        return self.cells(self.figures.tally.total)

    def grouped(self, *names: str) -> list[Grouped]:
        """Return the tables of these names that have any rows."""
        found = (self._grouped(name) for name in names)
        return [one for one in found if one.lines]

    def cells(self, sums: Sums, **narrower: str) -> list[Cell]:
        """Return a row of figures, each with the address of the list behind it."""
        return [self._cell(measure, sums, narrower) for measure in self.measures]

    def value(self, one: Sum) -> Decimal:
        """Return a figure in what is counted: records, or whole dollars."""
        return Decimal(one.number) if self.count == Count.NUMBER else Decimal(one.minor) / 100

    def _headline(self, measure: Measure, one: Sum) -> Headline:
        dollars = str(Money(one.minor, "USD").rounded()) if one.number > one.unpriced else ""
        url = self.addresses.behind(measure) if one.number else ""
        return Headline(measure, shown(Decimal(one.number)), dollars, one.unpriced, url)

    def _grouped(self, name: str) -> Grouped:
        title, head, by, order = GROUPS[name]
        sums = by(self.figures)
        codes = [(code, label) for code, label in order(sums) if any(sums[code].values())]
        return Grouped(name, title, head, [self._line(name, *one, sums) for one in codes])

    def _line(self, name: str, code: str, label: str, sums: By) -> Line:
        return Line(code, label, self.cells(sums[code], **{PARAMETER.get(name, name): code}))

    def _cell(self, measure: Measure, sums: Sums, narrower: Mapping[str, str]) -> Cell:
        one = sums[measure]
        url = self.addresses.behind(measure, **narrower) if one.number else ""
        return Cell(self.value(one), 0, url)


def _in_order(known: Iterable[tuple[str, str]], sums: By) -> Iterator[tuple[str, str]]:
    return ((code, name) for code, name in known if code in sums)


def _themes(sums: By) -> Iterator[tuple[str, str]]:
    return _in_order(_branches(theme_tree()), sums)


def _kinds(sums: By) -> Iterator[tuple[str, str]]:
    return _in_order(_branches(kind_tree()), sums)


def _regions(sums: By) -> Iterator[tuple[str, str]]:
    return _in_order(region_choices(), sums)


def _states(sums: By) -> Iterator[tuple[str, str]]:
    names = labels("country")
    return iter(sorted(((code, names.get(code, code)) for code in sums), key=lambda one: one[1]))


def _years(sums: By) -> Iterator[tuple[str, str]]:
    return ((year, year) for year in sorted(sums, reverse=True))


def _branches(tree: Iterable[Any]) -> Iterator[tuple[str, str]]:
    for top in tree:
        yield top.code, top.name
        yield from ((one.code, one.name) for one in top.children)


Order = Callable[[By], Iterator[tuple[str, str]]]
GROUPS: dict[str, tuple[Any, Any, Callable[[Figures], By], Order]] = {
    "theme": (_("By theme"), _("Theme"), lambda found: found.tally.by_theme, _themes),
    "kind": (_("By kind of assistance"), _("Kind"), lambda found: found.tally.by_kind, _kinds),
    "region": (_("By region"), _("Region"), lambda found: found.tally.by_region, _regions),
    "state": (_("By State"), _("State"), lambda found: found.tally.by_state, _states),
    "year": (_("By year"), _("Year"), lambda found: found.tally.by_year, _years),
}
PARAMETER = {"state": "country"}  # of the address, where it has another name


class WorldMap:
    """One measure by State, drawn and as a table with all of the main measures."""

    width, height = geography.WIDTH, 425  # below it there is only ice

    def __init__(self, sheet: Sheet, measure: str) -> None:
        self.sheet, self.measure = sheet, measure
        self.states = sheet.figures.tally.by_state
        self.names = labels("country")
        self.largest = max((self._value(code) for code in list(self.states)), default=NOTHING)

    @property
    def outlines(self) -> list[Country]:
        """All countries that have an outline; those that are no State stay blank."""
        return [self._country(one.iso3, path=one.path) for one in geography.shapes()]

    @property
    def circles(self) -> list[Country]:
        """The States too small for an outline."""
        drawn = {one.iso3 for one in geography.shapes()}
        return [
            self._country(iso3, point=geography.place_of(*where))
            for iso3, where in country_points().items()
            if iso3 not in drawn
        ]

    @property
    def legend(self) -> list[tuple[int, str, str]]:
        """The shades in use, each with its smallest and largest figure."""
        values: dict[int, list[Decimal]] = defaultdict(list)
        for code in self.states:
            values[shade(self._value(code), self.largest)].append(self._value(code))
        values.pop(0, None)
        return [(tint, shown(min(some)), shown(max(some))) for tint, some in sorted(values.items())]

    @property
    def lines(self) -> list[Line]:
        """The States with something of the measure that is shown, the largest first."""
        known = [line for line in self._every_line if self._value(line.code)]
        return sorted(known, key=lambda line: (-self._value(line.code), line.name))

    @property
    def other_lines(self) -> list[Line]:
        """The States with figures of other measures only, by name."""
        return [line for line in self._every_line if not self._value(line.code)]

    @cached_property
    def _every_line(self) -> list[Line]:
        found = self.sheet.grouped("state")
        return found[0].lines if found else []

    def _value(self, code: str) -> Decimal:
        return self.sheet.value(self.states[code][self.measure]) if code in self.states else NOTHING

    def _country(self, iso3: str, **drawn: Any) -> Country:
        value = self._value(iso3)
        url = self.sheet.addresses.behind(self.measure, country=iso3) if value else ""
        tint = shade(value, self.largest)
        return Country(self.names.get(iso3, ""), shown(value), tint, url, **drawn)
