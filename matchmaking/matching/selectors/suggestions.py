"""Suggestions as a page shows them: for one need, for one offer, and one pair explained."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.functional import Promise

from accounts.policies import is_secretariat
from accounts.selectors import Person, organisation_ids
from matchmaking.disclosure.selectors import redact_for_all
from matchmaking.matching import index, wording
from matchmaking.matching.engine import Explanation
from matchmaking.matching.models import Dismissal, Look, Suggestion
from matchmaking.matching.wording import Condition
from matchmaking.needs.models import Need
from matchmaking.offers.models import Offer
from matchmaking.vocabulary.selectors import EmbargoNotice, embargoes_on


@dataclass(frozen=True)
class Reason:
    """One part of a score, ready for a page: a name, a small bar and a sentence."""

    name: str | Promise
    value: float
    weight: float
    contribution: float
    known: bool
    sentence: str


@dataclass(frozen=True)
class Match:
    """A suggestion as one side sees it: `other` is the record of the other side."""

    other: Need | Offer
    score: float
    confidence: float
    needs_clearance: bool
    reasons: list[Reason]
    embargoes: tuple[EmbargoNotice, ...]
    set_aside_because: str = ""


@dataclass(frozen=True)
class SetAside:
    """A suggestion that the reader's side dismissed, and why."""

    other: Need | Offer
    dismissal: Dismissal


def suggestions_for(user: Person) -> QuerySet[Suggestion]:
    """Return every pair whose match `user` may see, both sides published.

    Each row says whether the reader's side set it aside, whether it was looked at, and since when
    both sides have been published.
    """
    rows = Suggestion.objects.filter(
        need__in=Need.objects.visible_to(user).published(),
        offer__in=Offer.objects.visible_to(user).published(),
    )
    if not is_secretariat(user):
        own = organisation_ids(user)
        asked = Q(need__organisation__in=own, rank_for_need__isnull=False)
        rows = rows.filter(asked | Q(offer__organisation__in=own, rank_for_offer__isnull=False))
    return _told(user, rows)


def suggestions_for_need(user: Person, need: Need) -> QuerySet[Suggestion]:
    """Return the offers suggested for `need`, those its reader set aside included."""
    rows = Suggestion.objects.filter(need=need, rank_for_need__isnull=False)
    return _told(user, rows.filter(offer__in=Offer.objects.visible_to(user).published()))


def suggestions_for_offer(user: Person, offer: Offer) -> QuerySet[Suggestion]:
    """Return the needs suggested for `offer`, those its reader set aside included."""
    rows = Suggestion.objects.filter(offer=offer, rank_for_offer__isnull=False)
    return _told(user, rows.filter(need__in=Need.objects.visible_to(user).published()))


def matches_for_need(user: Person, need: Need) -> list[Match]:
    """Return the offers that fit `need`, best first, without those its reader set aside."""
    rows = suggestions_for_need(user, need).filter(Q(is_set_aside=False))
    return as_matches(user, rows.order_by("rank_for_need"), side="offer")


def matches_for_offer(user: Person, offer: Offer) -> list[Match]:
    """Return the needs that `offer` fits, best first, without those its reader set aside."""
    rows = suggestions_for_offer(user, offer).filter(Q(is_set_aside=False))
    return as_matches(user, rows.order_by("rank_for_offer"), side="need")


def as_matches(user: Person, rows: QuerySet[Suggestion], *, side: str) -> list[Match]:
    """Return suggestions with reasons in words; `side` is the one that is shown."""
    found = list(with_both_sides(user, rows))
    # A match shows no more of either side than everyone may read.
    redact_for_all([row.need for row in found])
    redact_for_all([row.offer for row in found])
    return [_match(row, row.offer if side == "offer" else row.need) for row in found]


def with_both_sides(user: Person, rows: QuerySet[Suggestion]) -> QuerySet[Suggestion]:
    """Join what a list of pairs shows, and why the reader's side set one aside."""
    return rows.select_related(
        "need__country", "need__organisation", "offer__organisation", "weights"
    ).prefetch_related(
        "need__themes",
        "offer__themes",
        Prefetch("need__dismissals", _dismissals(user), to_attr="set_aside_here"),
    )


def set_aside_for_need(user: Person, need: Need) -> list[SetAside]:
    """Return the offers that the reader's side set aside for `need`."""
    rows = _dismissals(user).filter(need=need).select_related("offer__organisation")
    return [SetAside(row.offer, row) for row in rows]


def set_aside_for_offer(user: Person, offer: Offer) -> list[SetAside]:
    """Return the needs that the reader's side set aside for `offer`."""
    rows = _dismissals(user).filter(offer=offer).select_related("need__country")
    return [SetAside(row.need, row) for row in rows]


@dataclass(frozen=True)
class PairExplained:
    """Why a pair is listed where it is, or which conditions keep it out."""

    explanation: Explanation
    reasons: list[Reason]
    conditions: list[Condition]
    embargoes: tuple[EmbargoNotice, ...]


def pair_explained(need: Need, offer: Offer) -> PairExplained:
    """Explain any pair, published or not, as the matcher sees it today."""
    needs, offers = Need.objects.filter(pk=need.pk), Offer.objects.filter(pk=offer.pk)
    matcher = index.matcher_of(needs, offers, timezone.localdate())
    explanation = matcher.explain(need.pk, offer.pk)
    return PairExplained(
        explanation=explanation,
        reasons=reasons_of(asdict(feature) for feature in explanation.features),
        conditions=[wording.condition(gate) for gate in explanation.gates],
        embargoes=embargoes_on(need.country_id),
    )


def reasons_of(parts: Iterable[Mapping[str, Any]]) -> list[Reason]:
    """Return the parts of a score in words, what adds most first."""
    return [_reason(part) for part in sorted(parts, key=lambda part: -part["contribution"])]


def set_aside_because(row: Suggestion) -> str:
    """Return why the reader's side set a pair aside; needs `with_both_sides`."""
    here = [one for one in row.need.set_aside_here if one.offer_id == row.offer_id]  # type: ignore[attr-defined]
    return here[0].reason if here else ""


def _told(user: Person, rows: QuerySet[Suggestion]) -> QuerySet[Suggestion]:
    same_pair = {"need": OuterRef("need"), "offer": OuterRef("offer")}
    looks = Look.objects.filter(organisation__in=organisation_ids(user), **same_pair)
    return rows.annotate(
        is_set_aside=Exists(_dismissals(user).filter(**same_pair)),
        is_seen=Exists(looks),
        since=Greatest(F("need__published_at"), F("offer__published_at")),
    )


def _dismissals(user: Person) -> QuerySet[Dismissal]:
    return Dismissal.objects.filter(organisation__in=organisation_ids(user))


def _match(row: Suggestion, other: Need | Offer) -> Match:
    return Match(
        other=other,
        score=row.score,
        confidence=row.confidence,
        needs_clearance=row.needs_clearance,
        reasons=reasons_of(row.reasons),
        embargoes=embargoes_on(row.need.country_id) if row.needs_clearance else (),
        set_aside_because=set_aside_because(row),
    )


def _reason(part: Mapping[str, Any]) -> Reason:
    return Reason(
        name=wording.feature_name(part["name"]),
        value=part["value"],
        weight=part["weight"],
        contribution=part["contribution"],
        known=part["known"],
        sentence=wording.sentence(part["message"], part["params"]),
    )
