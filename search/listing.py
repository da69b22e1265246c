"""One page of a searched list, with the links that the pieces of the page need."""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple, TypeVar
from urllib.parse import quote_plus

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.formats import localize
from django.utils.functional import Promise

import search
from search.filters import Asked, FacetFilter, SearchFilterSet
from search.paging import Link, Paged, Pill, address

Row = TypeVar("Row", bound=Model)
PER_PAGE = 20


class Facet(NamedTuple):
    """One value of a facet: how many there are, and the address that chooses or drops it."""

    value: str
    label: str | Promise
    count: int  # type: ignore[assignment]
    is_active: bool
    url: str
    level: int = 0


class Listing(Paged):
    """What a searched list shows: made from the request, asked once, read by the template."""

    def __init__(self, request: HttpRequest, filterset: SearchFilterSet) -> None:
        super().__init__(request)
        self.filterset = filterset

    @cached_property
    def asked(self) -> Asked:
        """The question that was asked."""
        return self.filterset.asked

    @cached_property
    def found(self) -> "search.Results":
        """The engine's answer: ids of this page, total, counts, correction, highlights."""
        return search.find(
            type=self.filterset.search_type,
            facets=list(self.filterset.facet_filters),
            page=self._wanted_page,
            per_page=PER_PAGE,
            visible_to=self.filterset.visible_to,
            **self.asked.as_arguments(),
        )

    @property
    def text(self) -> str:
        """The words that were looked for."""
        return self.asked.text

    @property
    def corrected(self) -> str:
        """The words that were searched instead, where a typing mistake was put right."""
        return self.found.corrected or ""

    @property
    def total(self) -> int:
        """How many records were found."""
        return self.found.total

    @property
    def pages(self) -> int:
        """How many pages they fill; at least one."""
        return self.found.pages

    @property
    def page(self) -> int:
        """The number of this page; a number past the end leads to the last one."""
        return self.found.page

    @property
    def is_filtered(self) -> bool:
        """Whether anything was asked for at all."""
        return bool(self.text or self.asked.filters or self.asked.ranges)

    def rows(self, queryset: QuerySet[Row]) -> list[Row]:
        """Return the records of this page, best first, each with its highlights as `found`."""
        known = queryset.in_bulk(self.found.ids)
        rows = [known[pk] for pk in self.found.ids if pk in known]
        for row in rows:
            row.found = self.found.highlights.get(row.pk)  # type: ignore[attr-defined]
        return rows

    @cached_property
    def facets(self) -> dict[str, list[Facet]]:
        """The counted values of each facet, the most frequent first."""
        return {
            name: list(self._facet(name, one, self._counts(name)))
            for name, one in self.filterset.facet_filters.items()
        }

    @cached_property
    def pills(self) -> list[Pill]:
        """The filters in force, each with the address that removes it."""
        pills = [Pill(self._label("q"), self.text, self._url(q=[]))] if self.text else []
        pills += [
            Pill(self._label(name), self._labels[name].get(value, value), url)
            for name, values in self.asked.filters.items()
            for value, url in ((v, self._toggler(name, values)(v)) for v in values)
        ]
        return pills + list(self._range_pills())

    @property
    def sort_links(self) -> list[Link]:
        """The orders to choose from."""
        return self._links("sort", self.filterset.sorts)

    @property
    def lang_links(self) -> list[Link]:
        """The switch between the reader's language first and all languages alike."""
        return self._links("lang", self.filterset.filters["lang"].extra["choices"])

    def _counts(self, name: str) -> dict[str, int]:
        return dict(self.found.facets.get(name, {}))

    def _label(self, name: str) -> str | Promise:
        return self.filterset.filters[name].label  # type: ignore[no-any-return]

    @cached_property
    def _labels(self) -> dict[str, Mapping[str, str | Promise]]:
        return {
            name: one.labels({*self._counts(name), *self.asked.filters.get(name, [])})
            for name, one in self.filterset.facet_filters.items()
        }

    def _facet(self, name: str, one: FacetFilter, counts: dict[str, int]) -> Iterator[Facet]:
        chosen = self.asked.filters.get(name, [])
        labels = self._labels[name]
        values = {**dict.fromkeys(chosen, 0), **counts}
        ordered = sorted(values, key=lambda v: (-values[v], str(labels.get(v, v))))
        if one.in_order:
            ordered = [v for v in labels if v in values]
        address = self._toggler(name, chosen)
        for value, level in _open_branches(ordered, chosen, one):
            label, url = labels.get(value, value), address(value)
            yield Facet(value, label, values[value], value in chosen, url, level)

    def _range_pills(self) -> Iterator[Pill]:
        for name, (label, value) in self.filterset.bounds.items():
            yield Pill(label, str(localize(value)), self._url(**{name: []}))

    def _toggler(self, name: str, chosen: list[str]) -> Callable[[str], str]:
        """Return what makes the address that chooses a value of a facet, or drops it.

        What all these addresses share is written once: a list shows hundreds of them.
        """
        others = address(self.path, self._without("page", name) | {name: chosen})
        start = f"{others}{'&' if '?' in others else '?'}{name}="

        def toggled(value: str) -> str:
            if value in chosen:
                return self._url(**{name: [v for v in chosen if v != value]})
            return start + quote_plus(value)

        return toggled


def _open_branches(
    values: list[str], chosen: list[str], one: FacetFilter
) -> Iterator[tuple[str, int]]:
    """Yield values with their depth; of a tree only what is below a chosen value is unfolded."""
    if one.above is None:
        yield from ((value, 0) for value in values)
        return
    known = set(values)
    above = {value: top if (top := one.above(value)) in known else "" for value in values}
    opened = {p for v in chosen for p in (v, *_ancestors(v, above))}

    def branch(parent: str, level: int) -> Iterator[tuple[str, int]]:
        for value in values:
            if above[value] == parent:
                yield value, level
                if value in opened:
                    yield from branch(value, level + 1)

    yield from branch("", 0)


def _ancestors(value: str, above: Mapping[str, str]) -> Iterator[str]:
    while value := above.get(value, ""):
        yield value
