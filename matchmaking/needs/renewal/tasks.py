"""What the calendar and new reports do to renewals."""

from celery import shared_task

from matchmaking.needs.renewal import services


@shared_task
def compare_report(report_id: int) -> int:
    """Compare one report with the open requests before it."""
    return services.compare_report(report_id=report_id)


@shared_task
def remind_and_lapse() -> int:
    """Send the reminders that are due, then let lapse what was not confirmed; run once a day."""
    services.send_reminders()
    return services.lapse_renewals()
