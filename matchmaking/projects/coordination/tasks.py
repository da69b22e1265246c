"""What the calendar does."""

from celery import shared_task
from django.utils import timezone

from matchmaking.projects.coordination import services


@shared_task
def remind_of_endorsements() -> int:
    """Remind the bodies whose answer is due."""
    return services.remind_bodies(today=timezone.localdate())
