"""The rows and columns of the heat map: themes and regions at the level that was chosen."""

from collections.abc import Iterable, Mapping

from matchmaking.vocabulary.models import Country
from matchmaking.vocabulary.selectors import (
    countries_in,
    labels,
    region_choices,
    regions_of,
    theme_tree,
)
from matchmaking.vocabulary.selectors.memory import remembered

Point = tuple[float, float]


def theme_names(within: str = "") -> dict[str, str]:
    """Return the themes of the rows by code: the first level, or what a chosen theme holds."""
    tree = theme_tree()
    if not within:
        return {top.code: top.name for top in tree}
    found = {top.code: top.name for top in tree if top.code == within}
    found |= {c.code: c.name for top in tree if top.code == within for c in top.children}
    return found or dict(labels("theme", [within]))


def theme_row(code: str, within: str = "") -> str:
    """Return the row a theme is shown in; nothing where it lies outside of the chosen one."""
    if not within:
        return code.partition(".")[0]
    return code if code == within or code.startswith(f"{within}.") else ""


def place_names(within: str = "") -> dict[str, str]:
    """Return the regions of the columns by code: continents, or the parts of a chosen region."""
    names = labels("region")
    found = {place_of(country, within) for country in _countries(within)}
    return {code: names[code] for code, _name in region_choices() if code in found}


def place_of(country: str, within: str = "") -> str:
    """Return the column a State is shown in; nothing where it lies outside of the chosen region."""
    path = regions_of(country)
    if not within:
        return path[-1] if path else ""
    if within not in path:
        return ""
    place = path.index(within)
    return path[place - 1] if place else within


def place_of_each(within: str = "") -> dict[str, str]:
    """Return the column of every State that has one: asked once, however many rows there are."""
    found = {country: place_of(country, within) for country in labels("country")}
    return {country: place for country, place in found.items() if place}


@remembered
def country_points() -> Mapping[str, Point]:
    """Return where each State is: latitude and longitude."""
    rows = Country.objects.values_list("pk", "latitude", "longitude")
    return {pk: (lat, lon) for pk, lat, lon in rows if lat is not None and lon is not None}


def _countries(within: str) -> Iterable[str]:
    return countries_in(within) if within else labels("country")
