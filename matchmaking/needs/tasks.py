"""What the calendar does to requests."""

from celery import shared_task

from matchmaking.needs import services
from matchmaking.needs.renewal.tasks import compare_report, remind_and_lapse

__all__ = ["compare_report", "expire_needs", "remind_and_lapse"]


@shared_task
def expire_needs() -> int:
    """Close the requests whose window is over; run once a day."""
    return services.expire_needs()
