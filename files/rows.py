"""A filtered list straight from the database, for records that are not in the search index.

It has the same links as a searched list, so the same pieces of the page show it.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, NamedTuple, Protocol, cast

import django_filters
from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise

from files.paging import Link, Paged, Pill

PER_PAGE = 20


class Sort(NamedTuple):
    """One order to choose from: its name in the address, its label, and the columns."""

    name: str
    label: str | Promise
    columns: tuple[Any, ...]


class RowFilterSet(django_filters.FilterSet):
    """Filters over a queryset, and the orders it may be shown in, the usual one first.

    `leave` names filters that say nothing on the page at hand.
    """

    sorts: tuple[Sort, ...] = ()

    def __init__(self, *args: Any, leave: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in leave:
            del self.filters[name]

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Keep what fits, in the order that was asked for."""
        rows: QuerySet[Any] = super().filter_queryset(queryset)
        wanted = self.data.get("sort") if self.data else None
        order = next((sort for sort in self.sorts if sort.name == wanted), self.sorts[0])
        return rows.order_by(*order.columns)


class Filters(Protocol):
    """What a list needs of its filters; rows that are no queryset may be filtered as well."""

    sorts: tuple[Sort, ...]

    @property
    def form(self) -> forms.Form:
        """The filters as a form."""

    @property
    def filters(self) -> Mapping[str, Any]:
        """The filters by name."""

    @property
    def qs(self) -> Any:
        """What fits, in order."""


class RowListing(Paged):
    """What a filtered list shows: made from the request and its filters, read by the template."""

    text = corrected = ""

    def __init__(self, request: HttpRequest, filterset: Filters, per_page: int = PER_PAGE) -> None:
        super().__init__(request)
        self.filterset = filterset
        self.per_page = per_page

    @property
    def queryset(self) -> QuerySet[Any]:
        """The records of this page, not yet read: the page may join what it shows of them."""
        return cast("QuerySet[Any]", self._found.object_list)

    @cached_property
    def rows(self) -> list[Any]:
        """The records of this page."""
        return list(self.queryset)

    @property
    def total(self) -> int:
        """How many records fit the filters."""
        return self._found.paginator.count

    @property
    def page(self) -> int:
        """The number of this page; a number past the end leads to the last one."""
        return self._found.number

    @property
    def pages(self) -> int:
        """How many pages they fill; at least one."""
        return self._found.paginator.num_pages

    @property
    def is_filtered(self) -> bool:
        """Whether anything was asked for at all."""
        return bool(self.pills)

    @cached_property
    def pills(self) -> list[Pill]:
        """The filters in force, each with the address that removes it."""
        return list(self._pills())

    @property
    def sort_links(self) -> list[Link]:
        """The orders to choose from."""
        return self._links("sort", [(sort.name, sort.label) for sort in self.filterset.sorts])

    @property
    def hidden_beside_filters(self) -> list[tuple[str, str]]:
        """What the form of the filters carries along."""
        return self.hidden(*self.filterset.filters)

    @cached_property
    def _found(self) -> Page[Any]:
        return Paginator(self.filterset.qs, self.per_page).get_page(self.params.get("page"))

    def _pills(self) -> Iterator[Pill]:
        form = self.filterset.form
        form.is_valid()
        for name, value in form.cleaned_data.items():
            if value not in (None, "", False, []):
                field = form.fields[name]
                yield Pill(field.label or name, _shown(field, value), self._url(**{name: []}))


def _shown(field: forms.Field, value: Any) -> str | Promise:
    """Return a chosen value as a person reads it; a tick has nothing to add to its label."""
    if value is True:
        return ""
    if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
        return dict(_each(field.choices)).get(str(value), str(value))
    return str(value)


def _each(choices: Any) -> Iterator[tuple[str, str]]:
    """Yield the choices of a field, those inside of groups as well."""
    for key, label in choices:
        if isinstance(label, list | tuple):
            yield from _each(label)
        else:
            yield str(key), str(label)
