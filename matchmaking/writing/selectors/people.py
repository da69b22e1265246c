"""Colleagues: those who work in the organisation whose record it is."""

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import Membership, User
from matchmaking.writing.models import Record
from matchmaking.writing.traces import KeptText, Presence


def colleagues_of(record: Record) -> QuerySet[User]:
    """Return the people of the organisation of a record, by name."""
    running = Membership.objects.filter(
        user=OuterRef("pk"), organisation=record.organisation_id, ended_at=None
    )
    return User.objects.filter(Exists(running), is_active=True).order_by("full_name", "email")


def others_editing(record: Record, user: User) -> list[User]:
    """Return who else has the form of a record open."""
    present = Presence.objects.of(record).still_there().exclude(user=user).select_related("user")
    return [row.user for row in present.order_by("user__full_name", "pk")]


def kept_texts(record: Record, user: User) -> QuerySet[KeptText]:
    """Return what `user` typed and could not save, the oldest first."""
    texts: QuerySet[KeptText] = KeptText.objects.of(record).filter(user=user).order_by("kept_at")
    return texts
