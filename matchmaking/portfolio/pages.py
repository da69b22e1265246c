"""The tables of the portfolio as a page and a file show them: names, shades, addresses."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.formats import number_format

from matchmaking.portfolio import geography
from matchmaking.portfolio.choices import Measure
from matchmaking.portfolio.counting import Sums, shade
from matchmaking.portfolio.selectors import Portfolio, country_points, place_names, theme_names
from matchmaking.vocabulary.selectors import labels


@dataclass(frozen=True)
class Cell:
    """A figure with its shade, and the list behind it; no address where there is nothing."""

    value: Decimal
    shade: int
    url: str

    @property
    def text(self) -> str:
        """The figure as the reader's language writes it."""
        return shown(self.value)


@dataclass(frozen=True)
class Line:
    """A row of the heat map, or of the table beside the map."""

    code: str
    name: str
    cells: list[Cell]
    total: Cell | None = None
    value: Decimal = Decimal(0)  # of the measure that is shown


def shown(value: Decimal) -> str:
    """Return a figure with its thousands apart and no useless decimals."""
    plain = value.normalize()
    places = max(0, -int(plain.as_tuple().exponent))
    return number_format(plain, decimal_pos=places, use_l10n=True, force_grouping=True)


class Addresses:
    """Makes the address of the list behind a figure: the filters in force, narrowed to it."""

    def __init__(self, params: QueryDict) -> None:
        self.params = params

    def behind(self, measure: str, **narrower: str) -> str:
        """Return the address of the requests, or the offers, that a figure counts."""
        asked = self.params.copy()
        asked.pop("page", None)
        for name, value in {"measure": measure, **narrower}.items():
            if value:
                asked[name] = value
        name = "offers" if measure == Measure.OFFERED else "requests"
        return f"{reverse(f'portfolio:{name}')}?{asked.urlencode()}"


class HeatMap:
    """Themes down, regions across: one measure, each cell leading to the list behind it."""

    def __init__(self, portfolio: Portfolio, params: QueryDict) -> None:
        self.portfolio = portfolio
        self.measure = portfolio.asked.measure
        self.addresses = Addresses(params)
        self.themes = theme_names(portfolio.asked.theme)
        self.places = place_names(portfolio.asked.region)
        self.largest = portfolio.sheet.largest(self.measure)

    @property
    def heads(self) -> list[str]:
        """The names of the columns."""
        return list(self.places.values())

    @property
    def lines(self) -> list[Line]:
        """The rows."""
        return [self._line(code, name) for code, name in self.themes.items()]

    @property
    def totals(self) -> list[Cell]:
        """The last row: each request and offer once, whatever its themes."""
        by_place = self.portfolio.sheet.by_place
        return [self._cell(by_place[place], region=place, tinted=False) for place in self.places]

    @property
    def total(self) -> Cell:
        """All of it, each request and offer once."""
        return self._cell(self.portfolio.sheet.total, tinted=False)

    def _line(self, code: str, name: str) -> Line:
        sheet = self.portfolio.sheet
        cells = [
            self._cell(sheet.cells[code, place], theme=code, region=place) for place in self.places
        ]
        return Line(code, name, cells, self._cell(sheet.by_theme[code], theme=code, tinted=False))

    def _cell(self, sums: Sums, *, tinted: bool = True, **narrower: str) -> Cell:
        value = sums.of(self.measure)
        url = self.addresses.behind(self.measure, **narrower) if value else ""
        return Cell(value, shade(value, self.largest) if tinted else 0, url)


@dataclass(frozen=True)
class Country:
    """A State on the map: an outline, or a circle where it is too small for one."""

    name: str
    text: str
    shade: int
    url: str
    path: str = ""
    point: tuple[int, int] | None = None


class WorldMap:
    """One measure by State, drawn and as a table with all measures."""

    width, height = geography.WIDTH, 425  # below it there is only ice

    def __init__(self, portfolio: Portfolio, params: QueryDict) -> None:
        self.portfolio = portfolio
        self.measure = portfolio.asked.measure
        self.addresses = Addresses(params)
        self.names = labels("country")
        self.largest = portfolio.sheet.largest_state(self.measure)

    @property
    def outlines(self) -> list[Country]:
        """All countries that have an outline; those that are no State stay blank."""
        return [self._country(one.iso3, path=one.path) for one in geography.shapes()]

    @property
    def circles(self) -> list[Country]:
        """The States too small for an outline."""
        drawn = {one.iso3 for one in geography.shapes()}
        points = country_points().items()
        return [
            self._country(iso3, point=geography.place_of(latitude, longitude))
            for iso3, (latitude, longitude) in points
            if iso3 not in drawn
        ]

    @property
    def legend(self) -> list[tuple[int, str, str]]:
        """The shades in use, each with its smallest and largest figure."""
        values: dict[int, list[Decimal]] = defaultdict(list)
        for sums in self.portfolio.sheet.by_state.values():
            values[shade(sums.of(self.measure), self.largest)].append(sums.of(self.measure))
        values.pop(0, None)
        return [(tint, shown(min(some)), shown(max(some))) for tint, some in sorted(values.items())]

    @property
    def lines(self) -> list[Line]:
        """The States with something of the measure that is shown, the largest first."""
        return [line for line in self._every_line if line.value]

    @property
    def other_lines(self) -> list[Line]:
        """The States with figures of other measures only, by name."""
        return [line for line in self._every_line if not line.value]

    @cached_property
    def _every_line(self) -> list[Line]:
        states = self.portfolio.sheet.by_state
        known = [code for code, sums in states.items() if any(sums.amounts.values())]
        order = sorted(known, key=lambda c: (-states[c].of(self.measure), self.names.get(c, c)))
        return [self._line(code) for code in order]

    def _line(self, code: str) -> Line:
        value = self.portfolio.sheet.by_state[code].of(self.measure)
        return Line(code, self.names.get(code, code), list(self._cells(code)), value=value)

    def _cells(self, code: str) -> Iterable[Cell]:
        sums = self.portfolio.sheet.by_state[code]
        for measure in Measure.values:
            value = sums.of(measure)
            tint = shade(value, self.largest) if measure == self.measure else 0
            url = self.addresses.behind(measure, country=code) if value else ""
            yield Cell(value, tint, url)

    def _country(self, iso3: str, **drawn: Any) -> Country:
        value = self.portfolio.sheet.by_state[iso3].of(self.measure)
        url = self.addresses.behind(self.measure, country=iso3) if value else ""
        tint = shade(value, self.largest)
        return Country(self.names.get(iso3, ""), shown(value), tint, url, **drawn)
