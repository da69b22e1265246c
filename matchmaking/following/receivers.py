"""What followers are told when something is published."""

from typing import Any

from django.dispatch import receiver

from matchmaking.following import tasks
from matchmaking.needs.signals import need_changed, need_published
from matchmaking.offers.signals import offer_changed, offer_published


@receiver([need_published, need_changed], dispatch_uid="following.need")
def alert_of_need(**_kwargs: Any) -> None:
    """Ask the searches of requests that are followed at once."""
    tasks.alert_at_once.delay("needs")


@receiver([offer_published, offer_changed], dispatch_uid="following.offer")
def alert_of_offer(**_kwargs: Any) -> None:
    """Ask the searches of offers that are followed at once."""
    tasks.alert_at_once.delay("offers")
