"""What would have to change for a match, in words: for any pair, and for those that nearly fit."""

from dataclasses import asdict, dataclass
from typing import Any

from django.utils.functional import Promise

from accounts.selectors import Person
from matchmaking.desk import wording
from matchmaking.desk.changes import Changes, what_would_change
from matchmaking.disclosure.selectors import redact_for_all
from matchmaking.matching import index
from matchmaking.matching.engine import Explanation, near_misses_of_need, near_misses_of_offer
from matchmaking.matching.selectors import Reason, reasons_of
from matchmaking.matching.wording import condition
from matchmaking.needs.models import Need
from matchmaking.offers.models import Offer

NEARLY = 5


@dataclass(frozen=True)
class Advice:
    """One thing that would have to change: what is the matter, and what to do about it."""

    matter: str | Promise
    advice: str | Promise


@dataclass(frozen=True)
class InWords:
    """What would have to change before a pair is listed, and what would raise it most."""

    gates: list[Advice]
    feature: Advice | None
    name: str | Promise
    lost: float


@dataclass(frozen=True)
class NearMiss:
    """A record of the other side that one condition alone keeps out."""

    need_id: int
    offer_id: int
    other: Need | Offer
    score: float
    changes: InWords


def changes_in_words(explanation: Explanation) -> InWords:
    """Return what would have to change for a pair."""
    changes = what_would_change(explanation)
    reason = _reason(changes)
    return InWords(
        gates=[
            Advice(condition(gate).sentence, wording.GATES[gate.code]) for gate in changes.gates
        ],
        feature=_advice(reason, changes) if reason else None,
        name=reason.name if reason else "",
        lost=changes.lost,
    )


def near_misses(user: Person, record: Need | Offer) -> list[NearMiss]:
    """Return the best of the other side that fail exactly one condition, best first.

    Only open records are compared; one that is not open yet nearly fits nothing.
    """
    matcher = index.current()
    if isinstance(record, Need):
        is_open = record.pk in matcher.needs.position
        found = near_misses_of_need(matcher, record.pk, NEARLY) if is_open else []
        return _joined(
            found, Offer.objects.visible_to(user).select_related("organisation"), "offer"
        )
    is_open = record.pk in matcher.offers.position
    found = near_misses_of_offer(matcher, record.pk, NEARLY) if is_open else []
    return _joined(found, Need.objects.visible_to(user).select_related("country"), "need")


def _joined(found: list[Explanation], rows: Any, side: str) -> list[NearMiss]:
    known = rows.in_bulk([getattr(one, f"{side}_id") for one in found])
    redact_for_all(list(known.values()))
    return [
        NearMiss(
            need_id=int(one.need_id),
            offer_id=int(one.offer_id),
            other=known[getattr(one, f"{side}_id")],
            score=one.score,
            changes=changes_in_words(one),
        )
        for one in found
        if getattr(one, f"{side}_id") in known
    ]


def _reason(changes: Changes) -> Reason | None:
    return reasons_of([asdict(changes.feature)])[0] if changes.feature else None


def _advice(reason: Reason, changes: Changes) -> Advice:
    feature = changes.feature
    if feature is None or not feature.known:
        return Advice(reason.sentence, wording.NOT_STATED)
    return Advice(reason.sentence, wording.FEATURES[feature.name])
