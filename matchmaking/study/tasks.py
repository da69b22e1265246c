"""Making a study takes a while; no page waits for it."""

from celery import shared_task

from matchmaking.study import services


@shared_task
def make_study(study_id: int) -> None:
    """Make one study."""
    services.make_study(study_id=study_id)
