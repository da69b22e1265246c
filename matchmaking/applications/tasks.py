"""What the night does with applications."""

from celery import shared_task

from matchmaking.applications import services


@shared_task
def find_conflicts() -> int:
    """Look for conflicts of interest that arose without anybody telling the fund."""
    return services.find_all()
