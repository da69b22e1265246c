"""What can be asked of a list, defined once: the page, the export and the API read it alike."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

import search

Labels = Callable[[Collection[str]], Mapping[str, str | Promise]]
MOST_VALUES = 60
LONGEST_TEXT = 400
MODES = (("mine", _("My language first")), ("all", _("All languages alike")))


@dataclass(frozen=True)
class Asked:
    """The question a list was asked, in the words of `search.find`."""

    text: str = ""
    mode: str = "mine"
    sort: str = ""
    filters: dict[str, list[str]] = field(default_factory=dict)
    ranges: dict[str, tuple[Any, Any]] = field(default_factory=dict)

    def as_arguments(self) -> dict[str, Any]:
        """Return the keyword arguments for `search.find`."""
        return vars(self) | {"language": (get_language() or "en").split("-")[0]}


class ValuesField(forms.Field):
    """Several values of a facet. A value nobody knows finds nothing, but breaks no address."""

    widget = forms.SelectMultiple

    def clean(self, value: Any) -> list[str]:
        """Return the distinct values, in the order they came."""
        values = [value] if isinstance(value, str) else value or []
        return [v[:LONGEST_TEXT] for v in dict.fromkeys(values) if v][:MOST_VALUES]


class SearchFilter(django_filters.Filter):
    """A filter that the search engine applies, inside its query, together with the rights."""

    def filter(self, qs: QuerySet[Any], value: Any) -> QuerySet[Any]:
        """Leave the rows alone: `SearchFilterSet.filter_queryset` asks the engine once for all."""
        return qs


class TextFilter(SearchFilter):
    """The words that are looked for."""

    field_class = forms.CharField

    def __init__(self) -> None:
        super().__init__(label=_("Search"), max_length=LONGEST_TEXT, strip=True)


class ChoiceFilter(SearchFilter):
    """One of a few ways to look: the order, or the language."""

    field_class = forms.ChoiceField


class FacetFilter(SearchFilter):
    """A facet with counted values, of which several may be chosen.

    `labels` names many values at once; `above`, for a tree, gives the value above one.
    """

    field_class = ValuesField

    def __init__(
        self,
        label: str | Promise,
        labels: Labels,
        *,
        above: Callable[[str], str] | None = None,
        in_order: bool = False,
    ) -> None:
        super().__init__(label=label)
        self.labels = labels
        self.above = above
        self.in_order = in_order


class BoundFilter(SearchFilter):
    """One end of a range: a smallest or a largest value of `measure`."""

    def __init__(
        self,
        label: str | Promise,
        measure: str,
        *,
        is_upper: bool,
        field_class: type[forms.Field] = forms.DecimalField,
        **extra: Any,
    ) -> None:
        self.field_class = field_class
        self.measure = measure
        self.is_upper = is_upper
        super().__init__(label=label, **extra)


def code_above(code: str) -> str:
    """Return the code in which this one lies: "MRK.02" in "MRK"."""
    return code.rpartition(".")[0]


def fixed(choices: Iterable[tuple[str, str | Promise]]) -> Labels:
    """Return the labels of a facet whose values are known beforehand."""
    names = dict(choices)
    return lambda values: names


def as_they_are(values: Collection[str]) -> Mapping[str, str]:
    """Return the labels of a facet whose values speak for themselves, such as years."""
    return {value: value for value in sorted(values)}


class SearchFilterSet(django_filters.FilterSet):
    """The filters of one type of record. A subclass names `search_type`, `sorts` and facets."""

    search_type: str
    sorts: tuple[tuple[str, str | Promise], ...] = ()

    q = TextFilter()
    lang = ChoiceFilter(label=_("Languages"), choices=MODES)

    def __init__(
        self,
        data: Any = None,
        queryset: QuerySet[Any] | None = None,
        *,
        visible_to: frozenset[str],
        request: Any = None,
        prefix: str | None = None,
    ) -> None:
        # Always bound: an address without a query asks for everything.
        super().__init__(data if data is not None else {}, queryset, request=request, prefix=prefix)
        self.visible_to = visible_to
        self.filters["sort"] = ChoiceFilter(label=_("Sort by"), choices=self.sorts)

    @property
    def facet_filters(self) -> dict[str, FacetFilter]:
        """The facets by name, in the order the page shows them."""
        return {name: f for name, f in self.filters.items() if isinstance(f, FacetFilter)}

    @property
    def asked(self) -> Asked:
        """The question, without the parts that the form refused."""
        self.form.is_valid()
        said: dict[str, Any] = self.form.cleaned_data
        return Asked(
            text=said.get("q", ""),
            mode=said.get("lang") or "mine",
            sort=said.get("sort") or "",
            filters={name: said[name] for name in self.facet_filters if said.get(name)},
            ranges=self._ranges(),
        )

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Keep what the engine finds, for those who want rows and not a page."""
        return queryset.filter(pk__in=self.all_ids())

    def all_ids(self) -> list[int]:
        """Return the ids of everything found, best first."""
        found = search.find(
            type=self.search_type,
            visible_to=self.visible_to,
            per_page=search.MOST_RESULTS,
            **self.asked.as_arguments(),
        )
        return found.ids

    @property
    def bounds(self) -> dict[str, tuple[str | Promise, Any]]:
        """The ends of ranges that were typed and could be read, by name: label and value."""
        self.form.is_valid()
        said = {name: value for name, value in self.form.cleaned_data.items() if value is not None}
        return {
            name: (bound.label, said[name])
            for name, bound in self.filters.items()
            if isinstance(bound, BoundFilter) and name in said
        }

    def _ranges(self) -> dict[str, tuple[Any, Any]]:
        ranges: dict[str, tuple[Any, Any]] = {}
        for name, (_label, value) in self.bounds.items():
            bound = self.filters[name]
            low, high = ranges.get(bound.measure, (None, None))
            ranges[bound.measure] = (low, value) if bound.is_upper else (value, high)
        return ranges
