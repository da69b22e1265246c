"""The addresses of a list: its pages, its orders, its filters taken away one by one."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.http import urlencode

NEIGHBOURS = 2


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


class Paged(ABC):
    """A list that is shown in pages; all it was asked is in its address."""

    def __init__(self, request: HttpRequest) -> None:
        self.path = request.path
        self.params = request.GET.copy()

    @property
    @abstractmethod
    def total(self) -> int:
        """How many records were found."""

    @property
    @abstractmethod
    def page(self) -> int:
        """The number of this page; a number past the end leads to the last one."""

    @property
    @abstractmethod
    def pages(self) -> int:
        """How many pages they fill; at least one."""

    @property
    def clear_url(self) -> str:
        """The address of the whole list."""
        return self.path

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
        return address(path, self._without("page"))

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

    def _links(self, name: str, choices: Iterable[tuple[str, str | Promise]]) -> list[Link]:
        choices = list(choices)
        active = self.params.get(name) or choices[0][0]
        return [Link(label, self._url(**{name: [v]}), v == active) for v, label in choices]

    def _url(self, **changes: list[str]) -> str:
        return address(self.path, self._without("page") | changes)

    def _without(self, *names: str) -> dict[str, list[str]]:
        return {name: values for name, values in self._lists if name not in names}

    @cached_property
    def _lists(self) -> list[tuple[str, list[str]]]:
        # Plain lists: hundreds of addresses are made of them, and copying a QueryDict is slow.
        return list(self.params.lists())


def address(path: str, params: Mapping[str, list[str]]) -> str:
    said = {name: [value for value in values if value] for name, values in params.items()}
    query = urlencode(said, doseq=True)
    return f"{path}?{query}" if query else path


def _numbers_around(page: int, pages: int) -> list[int]:
    near = {1, pages, *range(page - NEIGHBOURS, page + NEIGHBOURS + 1)}
    numbers = sorted(n for n in near if 1 <= n <= pages)
    gaps = [b for a, b in pairwise(numbers) if b - a > 1]
    return [x for n in numbers for x in ((0, n) if n in gaps else (n,))]
