"""What lessons do when an evaluation is published, or what is left of a project was verified."""

from typing import Any

from django.dispatch import receiver

from matchmaking.evaluation.signals import evaluation_published, evaluation_unpublished
from matchmaking.lessons import tasks
from matchmaking.observations.signals import observation_verified

HEARD = [evaluation_published, evaluation_unpublished, observation_verified]


@receiver(HEARD, dispatch_uid="lessons.renew")
def renew(**_told: Any) -> None:
    """Let what was published count."""
    tasks.renew_from_evaluations.delay()
