"""Letting somebody in who lost every second factor."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts import audit, policies
from accounts.errors import ReasonMissing
from accounts.models import Membership, User
from accounts.telling import tell_of_reset_factors


@transaction.atomic
def reset_factors(*, membership_id: int, actor: User, reason: str) -> User:
    """Remove all second factors and codes of a member, sign them out, and tell everybody.

    The password stays as it is: whoever asks in another's name still has to know it, and the
    person and every broker read at once what was done.
    """
    membership = Membership.objects.select_related("user").get(pk=membership_id, ended_at=None)
    if not policies.resets_factors(actor, membership):
        raise PermissionDenied
    if not reason.strip():
        raise ReasonMissing
    person = membership.user
    Authenticator.objects.filter(user=person).delete()
    for session in UserSession.objects.filter(user=person):
        session.end()
    audit.record(membership, "reset_factors", actor=actor, reason=reason.strip())
    tell_of_reset_factors(membership, actor, reason.strip())
    return person
