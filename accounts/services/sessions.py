"""Signing out elsewhere."""

from allauth.usersessions.models import UserSession
from django.db import transaction

from accounts import audit
from accounts.models import User


@transaction.atomic
def end_session(*, session: UserSession, actor: User) -> None:
    """Sign one browser out."""
    session.end()
    audit.record(actor, "end_session", actor=actor)


@transaction.atomic
def end_other_sessions(*, actor: User, keep: str | None) -> int:
    """Sign every browser out but the one whose session key is `keep`; say how many."""
    others = list(UserSession.objects.filter(user=actor).exclude(session_key=keep or ""))
    for session in others:
        session.end()
    if others:
        audit.record(actor, "end_session", actor=actor)
    return len(others)
