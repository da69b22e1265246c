"""What observations do when something is over."""

from typing import Any

from django.dispatch import receiver

from matchmaking.monitoring.signals import undertaking_closed
from matchmaking.observations import services


@receiver(undertaking_closed, dispatch_uid="observations.open_observations")
def open_observations(*, undertaking_id: int, **_kwargs: Any) -> None:
    """Plan to look back in one, two and three years."""
    services.open_observations(undertaking_id=undertaking_id)
