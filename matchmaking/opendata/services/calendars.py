"""The private address of one person's due dates: made, made anew, revoked."""

from secrets import token_urlsafe

from django.db import transaction

from accounts.hashing import fingerprint
from accounts.models import User
from matchmaking import audit
from matchmaking.opendata.models import CalendarAddress


@transaction.atomic
def make_calendar(*, actor: User) -> str:
    """Make an address and return its secret, which is shown once; an older one ends."""
    token = token_urlsafe(32)
    CalendarAddress.objects.filter(user=actor).delete()
    CalendarAddress.objects.create(user=actor, token_hash=fingerprint(token))
    audit.record(actor, "make_calendar", actor=actor)
    return token


@transaction.atomic
def revoke_calendar(*, actor: User) -> None:
    """End the address: whoever asks it is told that there is none."""
    deleted, _by_model = CalendarAddress.objects.filter(user=actor).delete()
    if deleted:
        audit.record(actor, "revoke_calendar", actor=actor)


def forget_calendar(*, user_id: int) -> None:
    """End the address of somebody who left."""
    CalendarAddress.objects.filter(user=user_id).delete()
