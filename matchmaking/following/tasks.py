"""What the calendar, and every publication, do for followers."""

from celery import shared_task

from accounts.notifications.choices import Frequency
from matchmaking.following import alerting


@shared_task
def alert_at_once(listing: str = "") -> int:
    """Send the alerts that wait for no day; the calendar repeats it for what was missed."""
    return alerting.send_alerts(Frequency.AT_ONCE, listing)


@shared_task
def send_alerts(frequency: str) -> int:
    """Send the alerts of the day or the week."""
    return alerting.send_alerts(frequency)
