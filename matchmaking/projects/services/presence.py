"""Who has the form of a section open."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from matchmaking.projects.models import SectionText
from matchmaking.projects.services.common import SECTION
from matchmaking.writing.traces import GONE_AFTER, Presence


@transaction.atomic
def be_here(section: SectionText, *, user: User) -> None:
    """Note that `user` has the form open now, and forget who has gone."""
    now = timezone.now()
    Presence.objects.of(section).filter(seen_at__lt=now - GONE_AFTER).delete()
    Presence.objects.update_or_create(
        kind=SECTION,
        record_id=section.pk,
        user=user,
        defaults={"seen_at": now},
    )


def leave(section: SectionText, *, user: User) -> None:
    """Note that `user` has closed the form."""
    Presence.objects.of(section).filter(user=user).delete()
