"""What a reviewer reads and knows, said by themselves or by who runs their fund."""

import datetime
from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from matchmaking import audit
from matchmaking.reviews import policies
from matchmaking.reviews.models import ReviewerProfile
from matchmaking.vocabulary.models import Theme


@transaction.atomic
def save_profile(
    *,
    person_id: int,
    actor: User,
    languages: Collection[str],
    themes: Collection[str],
    most_at_once: int,
    away_until: datetime.date | None = None,
) -> ReviewerProfile:
    """Write the profile of a reviewer."""
    person = User.objects.select_for_update().get(pk=person_id)
    if not policies.edits_profile(actor, person):
        raise PermissionDenied
    profile, _created = ReviewerProfile.objects.update_or_create(
        person=person,
        defaults={
            "languages": sorted(languages),
            "most_at_once": most_at_once,
            "away_until": away_until,
            "updated_by": actor,
        },
    )
    profile.themes.set(Theme.objects.filter(pk__in=themes))
    audit.record(profile, "edit", actor=actor)
    return profile
