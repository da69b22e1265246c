"""What a slice tells search about its records.

A slice registers, for each type of record, how documents are built from the current rows:

    search.register("need", build=documents_of_needs, rows=Need.objects.all)
"""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from search.reserved import Reserved

SortValue = int | float | Decimal | datetime.date | None


@dataclass(frozen=True)
class SearchDoc:
    """A record as it is to be found.

    `title` and `text` hold only what everybody may read who has one of the codes in `visibility`;
    what fewer may read is `reserved`: found by them alone, never suggested, never highlighted.
    `facets` are exact values to filter by and count; of a tree, give the ancestors too.
    `sort_keys` are numbers, days or moments to sort by and to limit to a range; "date" is what
    the sorts "newest" and "oldest" go by. `boost` multiplies the relevance. `telling` names the
    facets by which `search.nearest` tells how near a record is.
    """

    type: str
    object_id: int
    language: str
    title: str
    text: str = ""
    facets: Mapping[str, Sequence[str]] = field(default_factory=dict)
    sort_keys: Mapping[str, SortValue] = field(default_factory=dict)
    visibility: Sequence[str] = ()
    reserved: Sequence[Reserved] = ()
    boost: float = 1.0
    telling: Sequence[str] = ()


Build = Callable[[Sequence[int]], Iterable[SearchDoc]]


class Builder(NamedTuple):
    """How the documents of one type are built; `rows` returns a queryset of all that there are."""

    type: str
    build: Build
    rows: Callable[[], Any]

    def ids(self, after: int, limit: int) -> list[int]:
        """Return the next ids behind `after`, in order."""
        following = self.rows().filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)
        return list(following[:limit])

    def how_many(self) -> int:
        """Return how many there are."""
        return int(self.rows().count())


_builders: dict[str, Builder] = {}


def register(type: str, *, build: Build, rows: Callable[[], Any]) -> None:
    """Say how documents of `type` are built.

    `build` takes ids and gives the documents of those that are to be found; others are removed
    from the index.
    """
    _builders[type] = Builder(type, build, rows)


def unregister(type: str) -> None:
    """Forget a type."""
    _builders.pop(type, None)


def builder_of(type: str) -> Builder:
    """Return the builder of a type that has been registered."""
    return _builders[type]


def registered_types() -> list[str]:
    """Return the names of all types."""
    return sorted(_builders)


def as_number(value: SortValue) -> float | None:
    """Return a sort key or the end of a range as a number; days count from year 1."""
    if value is None:
        return None
    if isinstance(value, datetime.datetime):
        moment = value.astimezone(datetime.UTC) if value.tzinfo else value
        midnight = moment.replace(hour=0, minute=0, second=0, microsecond=0)
        return moment.toordinal() + (moment - midnight).total_seconds() / 86_400
    if isinstance(value, datetime.date):
        return float(value.toordinal())
    return float(value)


def clean_facets(facets: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Return the facets without empty and repeated values."""
    return {name: list(_distinct(values)) for name, values in facets.items()}


def _distinct(values: Sequence[str]) -> Iterator[str]:
    yield from dict.fromkeys(str(value) for value in values if value not in (None, ""))
