"""What is done for the checks in the background."""

from celery import shared_task

from matchmaking.clearance.services import keeping


@shared_task
def end_overdue_checks() -> int:
    """Let the checks whose last day is over run out."""
    return keeping.end_overdue_checks()


@shared_task
def refresh_record(kind: str, record_id: int) -> int:
    """Look again at the pairs of a record."""
    return keeping.refresh_record(kind=kind, record_id=record_id)


@shared_task
def refresh_embargoes() -> int:
    """Look again at the pairs of the States whose embargoes changed."""
    return keeping.refresh_embargoes()


@shared_task
def refresh_all() -> int:
    """Look again at all pairs."""
    return keeping.refresh_all()
