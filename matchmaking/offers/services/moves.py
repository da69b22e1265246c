"""The moves of the workflow, one act each."""

import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from matchmaking.disclosure.services import consent_to_publish
from matchmaking.offers.models import Offer
from matchmaking.offers.services.capacity import settle
from matchmaking.offers.services.record import OFFER
from matchmaking.offers.signals import offer_published
from matchmaking.writing.services import (
    confirm_record,
    expire_record,
    move_record,
    submit_record,
)


@transaction.atomic
def submit_offer(*, offer_id: int, actor: User, version: int | None = None) -> Offer:
    """Hand a complete draft to the secretariat, and agree to its being published.

    Raise IncompleteRecord with what is missing.
    """
    offer = submit_record(OFFER, record_id=offer_id, actor=actor, version=version)
    consent_to_publish(record=offer, actor=actor)
    return offer


def publish_offer(*, offer_id: int, actor: User, version: int | None = None) -> Offer:
    """Open a submitted offer to States."""
    return move_record(
        OFFER,
        "publish",
        record_id=offer_id,
        actor=actor,
        version=version,
        signal=offer_published,
        published_at=timezone.now(),
    )


def return_offer(*, offer_id: int, actor: User, reason: str, version: int | None = None) -> Offer:
    """Send a submitted offer back to its owner, with a reason they can act on."""
    return move_record(
        OFFER,
        "return",
        record_id=offer_id,
        actor=actor,
        version=version,
        reason=reason,
        return_reason=reason.strip(),
    )


def pause_offer(
    *, offer_id: int, actor: User, reason: str = "", version: int | None = None
) -> Offer:
    """Take no new requests for the time being."""
    return move_record(
        OFFER, "pause", record_id=offer_id, actor=actor, version=version, reason=reason
    )


@transaction.atomic
def resume_offer(*, offer_id: int, actor: User, version: int | None = None) -> Offer:
    """Open a paused offer again, which says that it stands; exhausted where nothing was left."""
    now = timezone.now()
    offer = move_record(
        OFFER, "resume", record_id=offer_id, actor=actor, version=version, confirmed_at=now
    )
    settle(offer)
    return offer


def withdraw_offer(
    *, offer_id: int, actor: User, reason: str = "", version: int | None = None
) -> Offer:
    """Take an offer back; it is no longer shown to others."""
    return move_record(
        OFFER, "withdraw", record_id=offer_id, actor=actor, version=version, reason=reason
    )


def confirm_offer(*, offer_id: int, actor: User) -> Offer:
    """Say that an open offer still stands; its words and its version stay as they are."""
    return confirm_record(OFFER, record_id=offer_id, actor=actor)


def expire_offers(*, today: datetime.date | None = None) -> int:
    """Close every open offer whose window is over, and say how many there were."""
    overdue = Offer.objects.overdue(today or timezone.localdate())
    return sum(expire_record(OFFER, pk) for pk in list(overdue.values_list("pk", flat=True)))
