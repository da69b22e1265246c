"""What projects do when something happens above them in the story."""

from typing import Any

from django.dispatch import receiver

from matchmaking.decisions.signals import application_decided
from matchmaking.payments import services


@receiver(application_decided, dispatch_uid="payments.open_project")
def open_project(*, application_id: int, **_kwargs: Any) -> None:
    """Open a project for an application that was approved; for any other decision do nothing."""
    services.open_project(application_id=application_id)
