"""Computing suggestions: for one changed record, or for everything."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from files.background import counted
from matchmaking.matching import index
from matchmaking.matching.engine import Matcher, RowId, Scored
from matchmaking.matching.models import Suggestion, WeightSet
from matchmaking.matching.shortlist import best_needs, best_offers, is_needed
from matchmaking.matching.signals import suggestions_computed

KEPT = 20  # suggestions kept for each need and each offer
BATCH = 500
COMPUTED = ("score", "confidence", "needs_clearance", "reasons", "weights", "computed_at")

Lists = Mapping[Any, list[Scored]]


@transaction.atomic
def match_need(*, need_id: int) -> int:
    """Compare one need with every offer; return how many offers it is listed with.

    The lists of the offers it enters or leaves are made anew as well, so that the numbers are
    those of a full run.
    """
    _one_at_a_time()
    matcher = index.current()
    is_open = need_id in matcher.needs.position
    scored = best_offers(matcher, need_id, top=len(matcher.offers)) if is_open else []
    offers = _lists_entered(scored, "offer", "rank_for_offer")
    offers |= _listed_with(need=need_id, side="offer", rank="rank_for_offer")
    still_open = offers & matcher.offers.position.keys()
    for_offer = {pk: best_needs(matcher, pk, top=KEPT, besides=[need_id]) for pk in still_open}
    _store(matcher, {need_id: scored[:KEPT]}, for_offer)
    _announce([need_id], sorted(offers))
    return len(scored[:KEPT])


@transaction.atomic
def match_offer(*, offer_id: int) -> int:
    """Compare one offer with every need; return how many needs it is listed with."""
    _one_at_a_time()
    matcher = index.current()
    is_open = offer_id in matcher.offers.position
    scored = best_needs(matcher, offer_id, top=len(matcher.needs)) if is_open else []
    needs = _lists_entered(scored, "need", "rank_for_need")
    needs |= _listed_with(offer=offer_id, side="need", rank="rank_for_need")
    still_open = needs & matcher.needs.position.keys()
    for_need = {pk: best_offers(matcher, pk, top=KEPT, besides=[offer_id]) for pk in still_open}
    _store(matcher, for_need, {offer_id: scored[:KEPT]})
    _announce(sorted(needs), [offer_id])
    return len(scored[:KEPT])


@transaction.atomic
def match_all() -> int:
    """Compare everything with everything; return the number of pairs."""
    matcher = index.current()
    for_need, for_offer = everything(matcher)
    _one_at_a_time()
    Suggestion.objects.all().delete()
    _store(matcher, for_need, for_offer)
    _announce(None, None)
    return len(matcher.needs) * len(matcher.offers)


def everything(matcher: Matcher) -> tuple[Lists, Lists]:
    """Return the best offers of every need and the best needs of every offer."""
    needs, offers = matcher.needs.position, matcher.offers.position
    if is_needed(matcher):
        return (
            {pk: best_offers(matcher, pk, top=KEPT) for pk in counted(needs)},
            {pk: best_needs(matcher, pk, top=KEPT) for pk in counted(offers)},
        )
    ranking = matcher.rank_all(KEPT)
    return (
        {pk: ranking.of_need(pk) for pk in needs},
        {pk: ranking.of_offer(pk) for pk in offers},
    )


def _one_at_a_time() -> None:
    """Wait until nobody else writes suggestions: two would come to wait for each other's rows."""
    WeightSet.objects.select_for_update(no_key=True).filter(is_active=True).first()


def _announce(need_ids: list[int] | None, offer_ids: list[int] | None) -> None:
    """Tell the slices above whose lists are new, once they are."""
    told = {"need_ids": need_ids, "offer_ids": offer_ids}
    transaction.on_commit(partial(suggestions_computed.send, sender=Suggestion, **told))


def _listed_with(*, side: str, rank: str, **pair: int) -> set[int]:
    """Return the records of the other `side` in whose lists this one stands now."""
    rows = Suggestion.objects.filter(**pair, **{f"{rank}__isnull": False})
    return set(rows.values_list(side, flat=True))


def _lists_entered(scored: Iterable[Scored], side: str, rank: str) -> set[int]:
    """Return the records of the other `side` whose list is short, or whose last is beaten."""
    others = {getattr(pair, f"{side}_id"): pair.score for pair in scored}
    last: dict[int, list[float]] = defaultdict(list)
    listed = Suggestion.objects.filter(**{f"{rank}__isnull": False, f"{side}__in": others})
    for pk, score in listed.values_list(side, "score"):
        last[pk].append(score)
    return {pk for pk, score in others.items() if len(last[pk]) < KEPT or score >= min(last[pk])}


def _store(matcher: Matcher, for_need: Lists, for_offer: Lists) -> None:
    """Write these lists in place of the old ones of the same needs and offers."""
    needs, offers = list(for_need), list(for_offer)
    Suggestion.objects.filter(need__in=needs).update(rank_for_need=None)
    Suggestion.objects.filter(offer__in=offers).update(rank_for_offer=None)
    _write(matcher, for_need, "rank_for_need")
    _write(matcher, for_offer, "rank_for_offer")
    Suggestion.objects.filter(rank_for_need=None, rank_for_offer=None).delete()


def _write(matcher: Matcher, lists: Lists, rank: str) -> None:
    weights, now = index.active_weights(), timezone.now()
    explained = _explained(matcher, [pair for scored in lists.values() for pair in scored])
    rows = [
        Suggestion(
            need_id=pair.need_id,
            offer_id=pair.offer_id,
            score=pair.score,
            confidence=pair.confidence,
            weights=weights,
            computed_at=now,
            **explained[pair.need_id, pair.offer_id],
            **{rank: place},
        )
        for scored in lists.values()
        for place, pair in enumerate(scored, 1)
    ]
    Suggestion.objects.bulk_create(
        rows,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["need", "offer"],
        update_fields=[*COMPUTED, rank],
    )


def _explained(
    matcher: Matcher, pairs: Iterable[Scored]
) -> dict[tuple[RowId, RowId], dict[str, Any]]:
    """Return the reasons of each pair; the pairs of one need are explained together."""
    offers: dict[RowId, list[RowId]] = defaultdict(list)
    for pair in pairs:
        offers[pair.need_id].append(pair.offer_id)
    return {
        (need_id, explanation.offer_id): {
            "needs_clearance": explanation.needs_clearance,
            "reasons": [asdict(feature) for feature in explanation.features],
        }
        for need_id, ids in offers.items()
        for explanation in matcher.explain_many(need_id, ids)
    }
