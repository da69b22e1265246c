"""The ledger of what is promised: rows are added, never changed, and never exceed the capacity."""

from decimal import Decimal
from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

import search
from accounts.models import User
from matchmaking import audit
from matchmaking.errors import DomainError, NotInThisState
from matchmaking.offers.choices import OfferStatus
from matchmaking.offers.models import CapacityUse, Offer, OfferLine
from matchmaking.offers.policies import commits_capacity
from matchmaking.offers.signals import offer_capacity_changed
from matchmaking.offers.workflow import OFFER_WORKFLOW

SMALLEST = Decimal("0.01")
LONGEST_KEY = 100
# A paused offer takes no new requests, but what was being agreed may still be committed.
TAKES_COMMITMENTS = (OfferStatus.PUBLISHED, OfferStatus.PAUSED)


class CapacityTaken(DomainError):
    """Less is left than is asked for."""

    def __init__(self, line: OfferLine, remaining: Decimal) -> None:
        super().__init__(
            _("Of “%(line)s” only %(remaining)s are left.")
            % {"line": line, "remaining": f"{remaining.normalize():f}"},
            field="quantity",
        )


class KeyTaken(DomainError):
    """The key stands for another commitment, or for one that was given back."""

    message = _("This commitment was already recorded otherwise. Record a new one instead.")


@transaction.atomic
def reserve_capacity(
    *, line_id: int, quantity: Decimal, key: str, actor: User | None, note: str = ""
) -> CapacityUse:
    """Promise `quantity` of a line; asking again with the same `key` promises nothing more.

    `actor` None is the system, which no policy binds.
    """
    line = _locked_line(line_id, actor)
    quantity = Decimal(quantity).quantize(SMALLEST)
    if recorded := CapacityUse.objects.filter(key=key).first():
        return _same(recorded, line, quantity)
    _refuse_impossible(line, quantity, key)
    return _write(line, quantity, key, verb="reserve", actor=actor, note=note)


@transaction.atomic
def release_capacity(*, key: str, actor: User | None, note: str = "") -> CapacityUse:
    """Give back what was reserved with `key`; asking again gives back nothing more."""
    reserved = CapacityUse.objects.get(key=key)
    line = _locked_line(reserved.line_id, actor)
    if given_back := CapacityUse.objects.filter(key=_release_key(key)).first():
        return given_back
    return _write(
        line, -reserved.quantity, _release_key(key), verb="release", actor=actor, note=note
    )


@transaction.atomic
def return_capacity(
    *, line_id: int, quantity: Decimal, key: str, actor: User | None, note: str = ""
) -> CapacityUse:
    """Give back a part of what is promised of a line; asking again with the same `key` is in vain.

    An agreement became smaller, or ended before all was delivered.
    """
    line = _locked_line(line_id, actor)
    quantity = Decimal(quantity).quantize(SMALLEST)
    if recorded := CapacityUse.objects.filter(key=key).first():
        return _same(recorded, line, -quantity)
    if not 0 < quantity <= line.used:
        raise DomainError(_("No more can be given back than was committed."), field="quantity")
    return _write(line, -quantity, key, verb="release", actor=actor, note=note)


def settle(offer: Offer) -> None:
    """Mark a published offer as exhausted when nothing is left, and reopen it when there is."""
    if offer.status == OfferStatus.PUBLISHED and not _has_some_left(offer):
        OFFER_WORKFLOW.move(offer, "exhaust", actor=None)
    elif offer.status == OfferStatus.EXHAUSTED and _has_some_left(offer):
        OFFER_WORKFLOW.move(offer, "resume", actor=None)


def _locked_line(line_id: int, actor: User | None) -> OfferLine:
    """Return the line with its offer locked: all promises of one offer wait for each other."""
    offer = Offer.objects.select_for_update(of=("self",)).get(lines=line_id)
    if actor is not None and not commits_capacity(actor, offer):
        raise PermissionDenied
    line: OfferLine = OfferLine.objects.with_remaining().get(pk=line_id)
    line.offer = offer
    return line


def _same(recorded: CapacityUse, line: OfferLine, quantity: Decimal) -> CapacityUse:
    is_same = recorded.line_id == line.pk and recorded.quantity == quantity
    if not is_same or CapacityUse.objects.filter(key=_release_key(recorded.key)).exists():
        raise KeyTaken
    return recorded


def _refuse_impossible(line: OfferLine, quantity: Decimal, key: str) -> None:
    if not 0 < len(key) <= LONGEST_KEY:
        raise ValueError(f"A key has 1 to {LONGEST_KEY} characters")
    if quantity <= 0:
        raise DomainError(_("Commit more than nothing."), field="quantity")
    if line.offer.status not in TAKES_COMMITMENTS:
        raise NotInThisState
    if line.remaining is not None and quantity > line.remaining:
        raise CapacityTaken(line, line.remaining)


def _write(
    line: OfferLine, quantity: Decimal, key: str, *, verb: str, actor: User | None, note: str
) -> CapacityUse:
    use = CapacityUse.objects.create(
        line=line, quantity=quantity, key=key, note=note, created_by=actor
    )
    committed = (_committed(line, line.used), _committed(line, line.used + quantity))
    audit.record(line.offer, verb, actor=actor, reason=note, changes={"committed": committed})
    settle(line.offer)
    search.enqueue("offer", [line.offer_id])
    announce = partial(offer_capacity_changed.send_robust, sender=Offer, offer_id=line.offer_id)
    transaction.on_commit(announce)
    return use


def _committed(line: OfferLine, used: Decimal) -> str:
    quantity = f"{used.normalize():f}"
    return " | ".join([line.kind_id, line.description.replace("|", "/"), quantity, line.unit])


def _release_key(key: str) -> str:
    return f"{key}:released"


def _has_some_left(offer: Offer) -> bool:
    lines = OfferLine.objects.filter(offer=offer).with_remaining()
    return any(line.remaining is None or line.remaining > 0 for line in lines)
