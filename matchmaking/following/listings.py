"""The lists whose filters can be saved and followed."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from accounts.selectors import Person, visibility_codes
from matchmaking.needs.filters import NeedFilterSet
from matchmaking.needs.models import Need
from matchmaking.offers.filters import OfferFilterSet
from matchmaking.offers.models import Offer
from search.filters import SearchFilterSet

LONGEST_QUERY = 2_000
# What says how a list is shown, not what is in it.
NOT_KEPT = {"page"}


class Followed(NamedTuple):
    """One list: its page, its filters, and the records in it that someone may know of."""

    name: str
    label: str | Promise
    page: str
    filters: type[SearchFilterSet]
    rows: Callable[[Person], QuerySet[Any]]

    def address(self, query: str) -> str:
        """Return the address of the list with these filters."""
        return f"{reverse(self.page)}?{query}" if query else reverse(self.page)

    def filterset(self, query: str, user: Person) -> SearchFilterSet:
        """Return the filters as that person asks them."""
        return self.filters(QueryDict(query), visible_to=visibility_codes(user))


def _published_needs(user: Person) -> QuerySet[Need]:
    return Need.objects.visible_to(user).published()


def _published_offers(user: Person) -> QuerySet[Offer]:
    return Offer.objects.visible_to(user).published()


LISTINGS = {
    "needs": Followed(
        "needs", _("Assistance requests"), "needs:list", NeedFilterSet, _published_needs
    ),
    "offers": Followed("offers", _("Offers"), "offers:list", OfferFilterSet, _published_offers),
}
CHOICES = [(listing.name, listing.label) for listing in LISTINGS.values()]


def tidy(query: str) -> str:
    """Return the part of an address that says what is looked for, always in the same order."""
    asked = QueryDict(query.lstrip("?"))
    kept = {name: values for name, values in asked.lists() if name not in NOT_KEPT}
    said = {name: [v for v in values if v] for name, values in sorted(kept.items())}
    return urlencode(said, doseq=True)
