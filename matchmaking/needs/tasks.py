"""What the calendar does to requests."""

from celery import shared_task

from matchmaking.needs import services


@shared_task
def expire_needs() -> int:
    """Close the requests whose window is over; run once a day."""
    return services.expire_needs()
