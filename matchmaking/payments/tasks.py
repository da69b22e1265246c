"""What happens by itself: projects that a broken off process left out, reminders of reports."""

from celery import shared_task
from django.utils import timezone

from matchmaking.payments import services


@shared_task
def open_missing_projects() -> int:
    """Open the projects of approved applications that have none."""
    return services.open_missing_projects()


@shared_task
def remind_of_reports() -> int:
    """Remind those who owe a report; running twice on a day reminds nobody twice."""
    return services.remind_of_reports(timezone.localdate())
