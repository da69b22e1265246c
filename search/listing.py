"""One page of a searched list, with the links that the pieces of the page need."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple, TypeVar
from urllib.parse import quote_plus

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.formats import localize
from django.utils.functional import Promise
from django.utils.http import urlencode

import search
from search.filters import Asked, FacetFilter, SearchFilterSet

Row = TypeVar("Row", bound=Model)
PER_PAGE = 20
NEIGHBOURS = 2


class Facet(NamedTuple):
    """One value of a facet: how many there are, and the address that chooses or drops it."""

    value: str
    label: str | Promise
    count: int  # type: ignore[assignment]
    is_active: bool
    url: str
    level: int = 0


class Pill(NamedTuple):
    """One filter in force, and the address without it."""

    label: str | Promise
    value: str | Promise
    remove_url: str


class Link(NamedTuple):
    """A page number or an order, and its address; an empty address is a gap."""

    label: str | Promise
    url: str
    is_active: bool


class Listing:
    """What a searched list shows: made from the request, asked once, read by the template."""

    def __init__(self, request: HttpRequest, filterset: SearchFilterSet) -> None:
        self.filterset = filterset
        self.path = request.path
        self.params = request.GET.copy()

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
    def clear_url(self) -> str:
        """The address of the whole list."""
        return self.path

    @property
    def sort_links(self) -> list[Link]:
        """The orders to choose from."""
        return self._links("sort", self.filterset.sorts)

    @property
    def lang_links(self) -> list[Link]:
        """The switch between the reader's language first and all languages alike."""
        return self._links("lang", self.filterset.filters["lang"].extra["choices"])

    @property
    def page_links(self) -> list[Link]:
        """The first, the last and the neighbouring pages, with gaps between."""
        return [
            Link(str(n), self.page_url(n), n == self.page) if n else Link("…", "", False)
            for n in _numbers_around(self.page, self.pages)
        ]

    @property
    def previous_url(self) -> str:
        """The address of the page before, or nothing."""
        return self.page_url(self.page - 1) if self.page > 1 else ""

    @property
    def next_url(self) -> str:
        """The address of the page after, or nothing."""
        return self.page_url(self.page + 1) if self.page < self.pages else ""

    def page_url(self, number: int) -> str:
        """Return the address of a page of the same list."""
        return self._url(page=[str(number)] if number > 1 else [])

    def export_url(self, path: str) -> str:
        """Return `path` with the same filters, for a file of everything found."""
        return _address(path, self._without("page"))

    def hidden(self, *names: str) -> list[tuple[str, str]]:
        """Return the parameters a form must carry besides its own fields `names`."""
        params = self._without("page", *names)
        return [(name, value) for name, values in params.items() for value in values]

    @property
    def hidden_beside_search(self) -> list[tuple[str, str]]:
        """What the search box carries along."""
        return self.hidden("q")

    @property
    def hidden_beside_sort(self) -> list[tuple[str, str]]:
        """What the menu of orders carries along."""
        return self.hidden("sort")

    @property
    def _wanted_page(self) -> int:
        number = self.params.get("page", "")
        return max(1, int(number)) if number.isdecimal() and len(number) < 6 else 1

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

    def _links(self, name: str, choices: Iterable[tuple[str, str | Promise]]) -> list[Link]:
        choices = list(choices)
        active = self.params.get(name) or choices[0][0]
        return [Link(label, self._url(**{name: [v]}), v == active) for v, label in choices]

    def _toggler(self, name: str, chosen: list[str]) -> Callable[[str], str]:
        """Return what makes the address that chooses a value of a facet, or drops it.

        What all these addresses share is written once: a list shows hundreds of them.
        """
        others = _address(self.path, self._without("page", name) | {name: chosen})
        start = f"{others}{'&' if '?' in others else '?'}{name}="

        def toggled(value: str) -> str:
            if value in chosen:
                return self._url(**{name: [v for v in chosen if v != value]})
            return start + quote_plus(value)

        return toggled

    def _url(self, **changes: list[str]) -> str:
        return _address(self.path, self._without("page") | changes)

    def _without(self, *names: str) -> dict[str, list[str]]:
        return {name: values for name, values in self._lists if name not in names}

    @cached_property
    def _lists(self) -> list[tuple[str, list[str]]]:
        # Plain lists: hundreds of addresses are made of them, and copying a QueryDict is slow.
        return list(self.params.lists())


def _address(path: str, params: Mapping[str, list[str]]) -> str:
    said = {name: [value for value in values if value] for name, values in params.items()}
    query = urlencode(said, doseq=True)
    return f"{path}?{query}" if query else path


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


def _numbers_around(page: int, pages: int) -> list[int]:
    near = {1, pages, *range(page - NEIGHBOURS, page + NEIGHBOURS + 1)}
    numbers = sorted(n for n in near if 1 <= n <= pages)
    gaps = [b for a, b in pairwise(numbers) if b - a > 1]
    return [x for n in numbers for x in ((0, n) if n in gaps else (n,))]
