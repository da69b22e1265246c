"""Which pairs are scored: every one, or, where that would be too many, those the engine names.

The search engine applies the conditions that it knows of (eligibility, kind, window, open) inside
its query and puts the rest in the order of terms, themes and kinds in common; the matcher scores
the first of them, with every condition, as it scores any pair.
"""

from collections.abc import Collection, Iterable
from datetime import date

from django.conf import settings

import search
from accounts.selectors import MEMBERS, PUBLIC
from matchmaking.matching.engine import (
    Matcher,
    NeedProfile,
    OfferProfile,
    RowId,
    Scored,
)
from matchmaking.matching.engine.affinity import affinity
from matchmaking.matching.engine.serving import LEAST
from matchmaking.needs.choices import NeedStatus
from matchmaking.offers.choices import OfferStatus
from matchmaking.writing.search import NO_LINES

EVERYONE = frozenset({PUBLIC, MEMBERS})  # what is published is known to one of them


def is_needed(matcher: Matcher) -> bool:
    """Tell whether there are too many pairs to score them all."""
    return len(matcher.needs) * len(matcher.offers) > settings.MATCHING_MOST_PAIRS


def best_offers(
    matcher: Matcher, need_id: RowId, *, top: int, besides: Iterable[RowId] = ()
) -> list[Scored]:
    """List the best offers for a need; of a shortlist, `besides` are scored as well."""
    if not is_needed(matcher):
        return matcher.rank_need(need_id, top)
    some = {*offers_for(matcher, need_id), *besides}
    return matcher.of_offers(some).rank_need(need_id, top)


def best_needs(
    matcher: Matcher, offer_id: RowId, *, top: int, besides: Iterable[RowId] = ()
) -> list[Scored]:
    """List the needs an offer fits best; of a shortlist, `besides` are scored as well."""
    if not is_needed(matcher):
        return matcher.rank_offer(offer_id, top)
    some = {*needs_for(matcher, offer_id), *besides}
    return matcher.of_needs(some).rank_offer(offer_id, top)


def offers_for(matcher: Matcher, need_id: RowId) -> list[int]:
    """Return the ids of the offers most like a need, among those it may have."""
    need = matcher.needs.profiles[matcher.needs.position[need_id]]
    asked, kinds = need.importance.keys(), matcher.profiler.world.kinds
    first = max(need.row.starts_on or date.min, matcher.as_of)
    return search.nearest(
        _likeness(need, [kind for kind in kinds if _fit(asked, [kind]) >= LEAST]),
        type="offer",
        visible_to=EVERYONE,
        filters={
            "status": [OfferStatus.PUBLISHED],
            "country": [need.row.state],
            **_of_kinds([kind for kind in kinds if _fit(asked, [kind])], asked),
        },
        ranges={"window_from": (None, need.row.ends_on), "window_to": (first, None)},
        most=settings.MATCHING_SHORTLIST,
    )


def needs_for(matcher: Matcher, offer_id: RowId) -> list[int]:
    """Return the ids of the needs most like an offer, among those that may have it."""
    offer = matcher.offers.profiles[matcher.offers.position[offer_id]]
    given, kinds = offer.strengths.keys(), matcher.profiler.world.kinds
    return search.nearest(
        _likeness(offer, [kind for kind in kinds if _fit([kind], given) >= LEAST]),
        type="need",
        visible_to=EVERYONE,
        filters={
            "status": [NeedStatus.PUBLISHED],
            "country": matcher.recipients(offer_id),
            **_of_kinds([kind for kind in kinds if _fit([kind], given)], given),
        },
        ranges={
            "window_from": (None, offer.row.closes_on),
            "window_to": (offer.row.opens_on, None),
        },
        most=settings.MATCHING_SHORTLIST,
    )


def _likeness(profile: NeedProfile | OfferProfile, kinds: Collection[str]) -> search.Likeness:
    row = profile.row
    text = "\n".join([row.title, row.description, *(line.description for line in row.lines)])
    return search.Likeness(text, row.language, {"theme": profile.themes.keys(), "kind": kinds})


def _of_kinds(kinds: list[str], known: Collection[str]) -> dict[str, list[str]]:
    """Filter by kinds, where any are known on this side; what has no lines may be of any kind."""
    return {"stated": [*kinds, NO_LINES]} if known else {}


def _fit(asked: Iterable[str], given: Collection[str]) -> float:
    """Say how far the best of what is given serves what is asked for."""
    return max((affinity(one, other) for one in asked for other in given), default=0.0)
