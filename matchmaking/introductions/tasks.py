"""What the calendar does with conversations."""

from celery import shared_task

from matchmaking.introductions import services


@shared_task
def remind_of_questions() -> int:
    """Remind of questions that are due, and tell of those that are overdue."""
    return services.remind_of_questions()
