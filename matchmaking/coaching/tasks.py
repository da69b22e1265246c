"""What the coach does in the background."""

from celery import shared_task

from matchmaking.coaching.services import scores


@shared_task
def score_all() -> int:
    """Score every record anew: the rules have changed."""
    return scores.score_all()
