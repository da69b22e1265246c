"""Countries and codes of our own lists, as an activity names them."""

from collections.abc import Iterable, Mapping

from matchmaking.opendata.iati.said import Coded, shares
from matchmaking.vocabulary.models import Country, TaxonomyRow


def countries_of(countries: Iterable[Country]) -> list[Coded]:
    """Return States with equal shares: nobody has said how the money falls on them."""
    found = {country.iso2: country.name_en for country in countries}
    return shared(found)


def coded(rows: Iterable[TaxonomyRow]) -> list[Coded]:
    """Return codes with their English names and equal shares."""
    return shared({row.code: row.name_en for row in rows})


def shared(names: Mapping[str, str]) -> list[Coded]:
    """Return each code with its name and its share."""
    parts = shares(len(names))
    return [Coded(*pair, part) for pair, part in zip(names.items(), parts, strict=True)]
