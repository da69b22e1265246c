"""The moves of the workflow, one act each."""

import datetime
from functools import partial

from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone

import search
from accounts.models import User
from matchmaking.errors import ChangedMeanwhile, NotInThisState
from matchmaking.offers.models import Offer
from matchmaking.offers.services.capacity import settle
from matchmaking.offers.services.completeness import refuse_incomplete
from matchmaking.offers.signals import offer_changed, offer_published
from matchmaking.offers.workflow import OFFER_WORKFLOW


@transaction.atomic
def submit_offer(*, offer_id: int, actor: User, version: int | None = None) -> Offer:
    """Hand a complete draft to the secretariat; raise IncompleteOffer with what is missing."""
    offer = _locked(offer_id)
    _move(offer, "submit", actor=actor, version=version)
    refuse_incomplete(offer)
    _set(offer, submitted_at=timezone.now(), return_reason="")
    return offer


@transaction.atomic
def publish_offer(*, offer_id: int, actor: User, version: int | None = None) -> Offer:
    """Open a submitted offer to States."""
    offer = _locked(offer_id)
    _move(offer, "publish", actor=actor, version=version, announce=offer_published)
    _set(offer, published_at=timezone.now())
    return offer


@transaction.atomic
def return_offer(*, offer_id: int, actor: User, reason: str, version: int | None = None) -> Offer:
    """Send a submitted offer back to its owner, with a reason they can act on."""
    offer = _locked(offer_id)
    _move(offer, "return", actor=actor, version=version, reason=reason)
    _set(offer, return_reason=reason.strip())
    return offer


@transaction.atomic
def pause_offer(
    *, offer_id: int, actor: User, reason: str = "", version: int | None = None
) -> Offer:
    """Take no new requests for the time being."""
    offer = _locked(offer_id)
    _move(offer, "pause", actor=actor, version=version, reason=reason)
    return offer


@transaction.atomic
def resume_offer(*, offer_id: int, actor: User, version: int | None = None) -> Offer:
    """Open a paused offer again; it is exhausted where nothing was left meanwhile."""
    offer = _locked(offer_id)
    _move(offer, "resume", actor=actor, version=version)
    settle(offer)
    return offer


@transaction.atomic
def withdraw_offer(
    *, offer_id: int, actor: User, reason: str = "", version: int | None = None
) -> Offer:
    """Take an offer back; it is no longer shown to others."""
    offer = _locked(offer_id)
    _move(offer, "withdraw", actor=actor, version=version, reason=reason)
    return offer


def expire_offers(*, today: datetime.date | None = None) -> int:
    """Close every open offer whose window is over, and say how many there were."""
    overdue = Offer.objects.overdue(today or timezone.localdate())
    return sum(_expire(offer_id) for offer_id in list(overdue.values_list("pk", flat=True)))


@transaction.atomic
def _expire(offer_id: int) -> bool:
    try:
        _move(_locked(offer_id), "expire", actor=None)
    except (NotInThisState, ChangedMeanwhile):
        return False  # its owner moved it first, which is just as well
    return True


def _locked(offer_id: int) -> Offer:
    offer: Offer = Offer.objects.select_for_update().get(pk=offer_id)
    return offer


def _move(
    offer: Offer,
    name: str,
    *,
    actor: User | None,
    version: int | None = None,
    reason: str = "",
    announce: Signal = offer_changed,
) -> None:
    """Move `offer`, put it into the index anew, and announce it once all is written."""
    OFFER_WORKFLOW.move(offer, name, actor=actor, reason=reason)
    if version is not None and version != offer.version - 1:
        raise ChangedMeanwhile
    search.enqueue("offer", [offer.pk])
    transaction.on_commit(partial(announce.send_robust, sender=Offer, offer_id=offer.pk))


def _set(offer: Offer, **values: object) -> None:
    for name, value in values.items():
        setattr(offer, name, value)
    offer.save(update_fields=[*values, "updated_at"])
