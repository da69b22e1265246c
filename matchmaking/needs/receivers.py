"""What this slice does when something happens above it in the story."""

from typing import Any

from django.dispatch import receiver

from accounts.models import User
from matchmaking.needs import services
from matchmaking.needs.renewal import services as renewal
from matchmaking.reports.signals import candidate_accepted


@receiver(candidate_accepted, dispatch_uid="needs.draft_from_candidate")
def draft_from_candidate(*, candidate_id: int, actor_id: int, **_kwargs: Any) -> None:
    """Begin a request for an accepted passage, in the transaction that accepted it.

    A passage that renews a request begins none.
    """
    if renewal.is_linked(candidate_id):
        return
    actor = User.objects.get(pk=actor_id)
    services.draft_need_from_candidate(candidate_id=candidate_id, actor=actor)
