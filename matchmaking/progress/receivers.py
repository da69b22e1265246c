"""What progress does when monitoring begins."""

from typing import Any

from django.dispatch import receiver

from matchmaking.monitoring.signals import undertaking_opened
from matchmaking.progress import services


@receiver(undertaking_opened, dispatch_uid="progress.carry_over")
def carry_over(*, undertaking_id: int, **_kwargs: Any) -> None:
    """Take over the plan, the milestones and the risks of the proposal."""
    services.carry_over(undertaking_id=undertaking_id)
