"""What every page of the figures begins with: what was asked, and the figures that fit."""

from collections.abc import Collection
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from files.export import FORMATS
from files.rows import RowListing
from matchmaking.insights.asking import Asked
from matchmaking.insights.choices import MAIN, Count, Measure
from matchmaking.insights.forms import OF_LISTS, InsightsFilters, InsightsForm
from matchmaking.insights.pages import Addresses, Sheet
from matchmaking.insights.selectors import Figures, figures

PAGES = (
    ("dashboard", _("Figures")),
    ("map", _("World map")),
    ("flow", _("From requests to results")),
    ("profiles", _("States, donors, funds, bodies")),
    ("definitions", _("Definitions")),
)

FILTERS = tuple(InsightsForm.base_fields)


class Question:
    """What a page was asked, beside what it is itself about (`own`, as the lists are told)."""

    def __init__(
        self,
        request: HttpRequest,
        *,
        leave: Collection[str] = OF_LISTS,
        own: dict[str, str] | None = None,
        **fixed: Any,
    ) -> None:
        self.request = request
        self.own = own or {}
        self.filters = InsightsFilters(request.GET, leave={*leave, *self.own}, **fixed)
        self.results = RowListing(request, self.filters)

    @property
    def asked(self) -> Asked:
        """What is asked."""
        return self.filters.asked

    @cached_property
    def figures(self) -> Figures:
        """The figures that fit."""
        return figures(self.asked)

    @property
    def addresses(self) -> Addresses:
        """The addresses of the lists behind the figures."""
        said = {name: str(self.request.GET.get(name, "")) for name in FILTERS}
        return Addresses(said | self.own)

    def sheet(self, measures: tuple[Measure, ...] = MAIN) -> Sheet:
        """Return the figures as a page shows them."""
        return Sheet(self.figures, self.filters.count, self.addresses, measures)

    def context(self, page: str) -> dict[str, Any]:
        """Return what the template of every page needs."""
        return {
            "page": page,
            "pages": [(name, label, self._address(name), name == page) for name, label in PAGES],
            "results": self.results,
            "is_money": self.filters.count == Count.DOLLARS,
        }

    def formats(self, what: str) -> list[tuple[str, str]]:
        """Return the files of a table or a list, with the filters in force."""
        own = "&".join(f"{name}={value}" for name, value in self.own.items())
        found = []
        for name in FORMATS:
            url = self.results.export_url(reverse("insights:export", args=[what, name]))
            joint = "&" if "?" in url else "?"
            found.append((name.upper(), f"{url}{joint}{own}" if own else url))
        return found

    def _address(self, name: str) -> str:
        if name in ("profiles", "definitions"):
            return reverse(f"insights:{name}")
        return self.results.export_url(reverse(f"insights:{name}"))
