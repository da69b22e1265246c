"""What happens in the background: letters leave, digests are written, old news is forgotten."""

from celery import shared_task

from accounts.notifications import delivery


@shared_task
def deliver_mail() -> int:
    """Send what is due; run after each commit that wrote a letter, and every minute."""
    return delivery.deliver()


def start_delivery() -> None:
    """Send what is due, in the background where there is one."""
    deliver_mail.delay()
