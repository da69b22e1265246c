"""What the calendar does to offers."""

from celery import shared_task

from matchmaking.offers import services


@shared_task
def expire_offers() -> int:
    """Close the offers whose window is over; run once a day."""
    return services.expire_offers()
