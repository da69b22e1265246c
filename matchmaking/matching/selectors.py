"""What the pages of the matcher show."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, TypeVar

from django.db.models import Count, Exists, F, OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.functional import Promise

from accounts.policies import is_secretariat
from accounts.selectors import Person, organisation_ids
from matchmaking.matching import index, wording
from matchmaking.matching.engine import Explanation
from matchmaking.matching.models import Dismissal, Suggestion
from matchmaking.matching.wording import Condition
from matchmaking.needs.models import Need
from matchmaking.offers.models import Offer
from matchmaking.vocabulary.selectors import EmbargoNotice, embargoes_on

Row = TypeVar("Row", Need, Offer)


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


@dataclass(frozen=True)
class SetAside:
    """A suggestion that the reader's side dismissed, and why."""

    other: Need | Offer
    dismissal: Dismissal


def matches_for_need(user: Person, need: Need) -> list[Match]:
    """Return the offers that fit `need`, best first, without those its reader set aside."""
    rows = _of(user, Suggestion.objects.filter(need=need), "rank_for_need")
    rows = rows.filter(offer__in=Offer.objects.visible_to(user).published())
    joined = rows.select_related("need", "offer__organisation").prefetch_related("offer__themes")
    return [_match(row, row.offer) for row in joined]


def matches_for_offer(user: Person, offer: Offer) -> list[Match]:
    """Return the needs that `offer` fits, best first, without those its reader set aside."""
    rows = _of(user, Suggestion.objects.filter(offer=offer), "rank_for_offer")
    rows = rows.filter(need__in=Need.objects.visible_to(user).published())
    joined = rows.select_related("need__country").prefetch_related("need__themes")
    return [_match(row, row.need) for row in joined]


def set_aside_for_need(user: Person, need: Need) -> list[SetAside]:
    """Return the offers that the reader's side set aside for `need`."""
    rows = _dismissals(user).filter(need=need).select_related("offer__organisation")
    return [SetAside(row.offer, row) for row in rows]


def set_aside_for_offer(user: Person, offer: Offer) -> list[SetAside]:
    """Return the needs that the reader's side set aside for `offer`."""
    rows = _dismissals(user).filter(offer=offer).select_related("need__country")
    return [SetAside(row.need, row) for row in rows]


def needs_on_the_desk(user: Person) -> QuerySet[Need]:
    """Return the published needs whose matches `user` may see, with count and best score."""
    needs = Need.objects.visible_to(user).published().select_related("country")
    if not is_secretariat(user):
        needs = needs.filter(organisation__in=organisation_ids(user))
    return _with_best(needs, "need", "rank_for_need")


def offers_on_the_desk(user: Person) -> QuerySet[Offer]:
    """Return the published offers whose matches `user` may see, with count and best score."""
    offers = Offer.objects.visible_to(user).published().select_related("organisation")
    if not is_secretariat(user):
        offers = offers.filter(organisation__in=organisation_ids(user))
    return _with_best(offers, "offer", "rank_for_offer")


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
    parts = sorted((asdict(f) for f in explanation.features), key=lambda p: -p["contribution"])
    return PairExplained(
        explanation=explanation,
        reasons=[_reason(part) for part in parts],
        conditions=[wording.condition(gate) for gate in explanation.gates],
        embargoes=embargoes_on(need.country_id),
    )


def _of(user: Person, rows: QuerySet[Suggestion], rank: str) -> QuerySet[Suggestion]:
    same_pair = _dismissals(user).filter(need=OuterRef("need"), offer=OuterRef("offer"))
    return rows.filter(~Exists(same_pair), **{f"{rank}__isnull": False}).order_by(rank)


def _dismissals(user: Person) -> QuerySet[Dismissal]:
    return Dismissal.objects.filter(organisation__in=organisation_ids(user))


def _match(row: Suggestion, other: Need | Offer) -> Match:
    parts = sorted(row.reasons, key=lambda part: -part["contribution"])
    return Match(
        other=other,
        score=row.score,
        confidence=row.confidence,
        needs_clearance=row.needs_clearance,
        reasons=[_reason(part) for part in parts],
        embargoes=embargoes_on(row.need.country_id) if row.needs_clearance else (),
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


def _with_best(rows: QuerySet[Row], side: str, rank: str) -> QuerySet[Row]:
    listed = Suggestion.objects.filter(**{side: OuterRef("pk"), f"{rank}__isnull": False})
    best = listed.order_by(rank).values("score")[:1]
    counted = listed.order_by().values(side).annotate(n=Count("pk")).values("n")
    counted_rows: QuerySet[Row] = rows.annotate(best=Subquery(best), matches=Subquery(counted))
    return counted_rows.order_by(F("best").desc(nulls_last=True), "pk")
