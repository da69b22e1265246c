"""What the calendar does to the books."""

from celery import shared_task

from matchmaking.ledger.services.checking import check_books


@shared_task
def check_ledger() -> int:
    """Add up every fund's books again; run once a night. Return how many have faults."""
    return len(check_books())
