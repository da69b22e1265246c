"""What happens by itself: recipients are reminded of what is asked."""

from celery import shared_task
from django.utils import timezone

from matchmaking.observations import services


@shared_task
def remind_of_observations() -> int:
    """Remind those who owe an answer; running twice on a day reminds nobody twice."""
    return services.remind_of_observations(timezone.localdate())
