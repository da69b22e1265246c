"""What every page of the portfolio begins with: who may see it, and what was asked."""

from dataclasses import replace
from typing import Any

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.http import SignedInRequest
from files.export import FORMATS
from files.paging import address
from matchmaking.portfolio import policies
from matchmaking.portfolio.choices import DOLLARS, Measure, Standing
from matchmaking.portfolio.forms import PortfolioFilters, PortfolioListing
from matchmaking.portfolio.selectors import Portfolio

PAGES = (
    ("heat", _("Themes and regions")),
    ("map", _("World map")),
    ("gaps", _("Gaps and redundancies")),
)


class Question:
    """What a page was asked: its filters, and the portfolio they leave."""

    def __init__(self, request: SignedInRequest, *, only_open: bool = False) -> None:
        if not policies.sees_portfolio(request.user):
            raise PermissionDenied
        self.filters = PortfolioFilters(request.GET, user=request.user)
        self.results = PortfolioListing(request, self.filters)
        asked = self.filters.asked
        if only_open:
            asked = replace(asked, standing=Standing.OPEN)
        self.portfolio = Portfolio(request.user, asked)
        self.request = request

    @property
    def measure(self) -> str:
        """What is shown."""
        return self.portfolio.asked.measure

    def context(self, page: str) -> dict[str, Any]:
        """Return what the template of every page needs."""
        asked = self.portfolio.asked
        return {
            "page": page,
            "pages": [(name, label, self._address(name), name == page) for name, label in PAGES],
            "results": self.results,
            "asked": asked,
            "measure_name": Measure(self.measure).label,
            "is_money": asked.count == DOLLARS,
            "unit": asked.unit,
            "portfolio": self.portfolio,
        }

    def formats(self, what: str) -> list[tuple[str, str]]:
        """Return the files of a table, with the filters in force."""
        paths = ((name, reverse("portfolio:export", args=[what, name])) for name in FORMATS)
        return [(name.upper(), self.results.export_url(path)) for name, path in paths]

    def behind(self, what: str, **of: str) -> str:
        """Return the address of a list, narrowed to one finding of this page."""
        asked = dict(self.request.GET.lists()) | {name: [value] for name, value in of.items()}
        return address(reverse(f"portfolio:{what}"), asked)

    def _address(self, name: str) -> str:
        return self.results.export_url(reverse(f"portfolio:{name}"))
