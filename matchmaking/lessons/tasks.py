"""What is computed from published evaluations, in the background and again at night."""

from celery import shared_task

from matchmaking.lessons import services


@shared_task
def renew_from_evaluations() -> int:
    """Compute track records and what lasted anew; return how many track records changed."""
    services.renew_approaches()
    return len(services.renew_track_records())
