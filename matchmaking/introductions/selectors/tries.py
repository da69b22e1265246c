"""The tries of a record or a pair, for the pages of other slices."""

from collections.abc import Collection

from accounts.selectors import Person
from matchmaking.introductions.models import Introduction
from matchmaking.introductions.querysets import IntroductionQuerySet, Pair
from matchmaking.needs.models import Need
from matchmaking.offers.models import Offer


def tries_of_need(user: Person, need: Need) -> list[Introduction]:
    """Return every try for a request that `user` may know of, newest first, with its reason."""
    return _tries(Introduction.objects.visible_to(user).filter(need=need.pk))


def tries_of_offer(user: Person, offer: Offer) -> list[Introduction]:
    """Return every try with an offer that `user` may know of, newest first, with its reason."""
    return _tries(Introduction.objects.visible_to(user).filter(offer=offer.pk))


def open_by_pair(pairs: Collection[Pair]) -> dict[Pair, Introduction]:
    """Return the running introduction of each of these pairs that has one; one query."""
    if not pairs:
        return {}
    rows = Introduction.objects.running().between(pairs)
    return {row.pair: row for row in rows if row.pair in set(pairs)}


def _tries(rows: IntroductionQuerySet) -> list[Introduction]:
    joined = rows.select_related(
        "need__country", "need__organisation", "offer__organisation", "reason", "proposed_for"
    )
    return list(joined.order_by("-proposed_at", "-pk"))
