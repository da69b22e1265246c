"""The broker in the conversation of the parties: by invitation, until they leave."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.policies import is_broker
from matchmaking import audit
from matchmaking.errors import DomainError, NotInThisState
from matchmaking.introductions import notices, policies
from matchmaking.introductions.choices import TALKING
from matchmaking.introductions.models import BrokerSeat
from matchmaking.introductions.services.common import locked


@transaction.atomic
def invite_broker(*, introduction_id: int, actor: User, broker: User) -> BrokerSeat:
    """Let a broker read and write in the conversation, what was said before included."""
    introduction = locked(introduction_id)
    side = policies.spoken_side(actor, introduction)
    if side is None:
        raise PermissionDenied
    if introduction.status not in TALKING:
        raise NotInThisState
    if not is_broker(broker) or policies.is_side(broker, introduction):
        raise DomainError(_("Choose a broker of the secretariat."), field="broker")
    seat = BrokerSeat.objects.filter(introduction=introduction, left_at=None).first()
    if seat is not None:
        return seat
    seat = BrokerSeat.objects.create(
        introduction=introduction, broker=broker, invited_by=actor, side=side
    )
    audit.record(introduction, "invite_broker", actor=actor, reason=str(broker))
    notices.tell_of_invitation(seat)
    return seat


@transaction.atomic
def leave_conversation(*, introduction_id: int, actor: User) -> None:
    """End the broker's part in the conversation: the broker, or a side shows them out."""
    introduction = locked(introduction_id)
    if not (policies.sits_in(actor, introduction) or policies.spoken_side(actor, introduction)):
        raise PermissionDenied
    seats = BrokerSeat.objects.filter(introduction=introduction, left_at=None)
    seat = seats.select_related("broker").first()
    if seat is None:
        raise NotInThisState
    seats.update(left_at=timezone.now())
    audit.record(introduction, "broker_leaves", actor=actor, reason=str(seat.broker))
