"""What happens by itself: what a broken off process left out, reminders of values."""

from celery import shared_task
from django.utils import timezone

from matchmaking.monitoring import services


@shared_task
def open_missing_undertakings() -> int:
    """Open what is monitored of signed projects and agreements that have nothing yet."""
    return services.open_missing()


@shared_task
def remind_of_values() -> int:
    """Remind those who owe values; running twice on a day reminds nobody twice."""
    return services.remind_of_values(timezone.localdate())
