"""What applications do when people come to a fund, or to an organisation that applies."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from accounts.models import Membership
from matchmaking.applications import services


@receiver(post_save, sender=Membership, dispatch_uid="applications.find_conflicts")
def find_conflicts(*, instance: Membership, raw: bool = False, **_kwargs: Any) -> None:
    """Look at once for conflicts of somebody who has a new role, before they read anything."""
    if not raw and instance.ended_at is None:
        services.find_for([instance.user_id])
