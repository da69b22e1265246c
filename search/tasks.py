"""What the calendar does for the index."""

from celery import shared_task

from search import sync


@shared_task
def drain_outbox() -> int:
    """Index what a crash left over, or what a remote engine has still to take."""
    return sync.drain()
