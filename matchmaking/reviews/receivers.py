"""What reviews do when something happens above them in the story."""

from typing import Any

from django.dispatch import receiver

from matchmaking.applications.signals import (
    application_submitted,
    application_withdrawn,
    person_recused,
)
from matchmaking.reviews import services


@receiver(person_recused, dispatch_uid="reviews.set_aside")
def set_aside(*, application_id: int, user_id: int, **_kwargs: Any) -> None:
    """Take off whom a conflict keeps away; what they handed in counts no longer."""
    services.set_aside_for_conflict(application_id=application_id, person_id=user_id)


@receiver([application_withdrawn, application_submitted], dispatch_uid="reviews.end")
def end(*, application_id: int, **_kwargs: Any) -> None:
    """End what is still to come of a withdrawn application, or of the round before."""
    services.end_with_application(application_id=application_id)
