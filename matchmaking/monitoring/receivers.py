"""What monitoring does when something happens above it in the story."""

from typing import Any

from django.dispatch import receiver

from matchmaking.agreements.signals import (
    agreement_amended,
    agreement_ended,
    agreement_fulfilled,
    agreement_signed,
)
from matchmaking.monitoring import services
from matchmaking.monitoring.models import Undertaking
from matchmaking.payments.signals import project_closed, project_signed


@receiver(project_signed, dispatch_uid="monitoring.open_project")
def open_project(*, project_id: int, **_kwargs: Any) -> None:
    """Monitor a project from the day that both have signed."""
    services.open_project(project_id=project_id)


@receiver(agreement_signed, dispatch_uid="monitoring.open_agreement")
def open_agreement(*, agreement_id: int, **_kwargs: Any) -> None:
    """Monitor an agreement from the day that both sides have signed."""
    services.open_agreement(agreement_id=agreement_id)


@receiver(agreement_amended, dispatch_uid="monitoring.follow_amendment")
def follow_amendment(*, agreement_id: int, **_kwargs: Any) -> None:
    """Measure what the amended agreement says."""
    for undertaking in Undertaking.objects.open().filter(agreement=agreement_id):
        services.follow_amendment(undertaking_id=undertaking.pk)


@receiver(project_closed, dispatch_uid="monitoring.close_project")
def close_project(*, project_id: int, **_kwargs: Any) -> None:
    """Ask for no more values of a project that is over."""
    _close(project=project_id)


@receiver([agreement_fulfilled, agreement_ended], dispatch_uid="monitoring.close_agreement")
def close_agreement(*, agreement_id: int, **_kwargs: Any) -> None:
    """Ask for no more values of an agreement that is over."""
    _close(agreement=agreement_id)


def _close(**of: int) -> None:
    for undertaking in Undertaking.objects.open().filter(**of):
        services.close_undertaking(undertaking_id=undertaking.pk)
