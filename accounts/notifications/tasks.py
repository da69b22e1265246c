"""What happens in the background: letters leave, digests are written, old news is forgotten."""

from celery import shared_task

from accounts.notifications import digests, forgetting, reminding
from accounts.notifications.delivery import deliver_mail

__all__ = ["deliver_mail", "forget_old_news", "remind_of_tasks", "send_digests"]


@shared_task
def send_digests(frequency: str) -> int:
    """Write the digests of the day or the week."""
    return digests.send_digests(frequency)


@shared_task
def remind_of_tasks() -> int:
    """Remind people of what is due in a few days; run once a day, before the digests."""
    return reminding.remind_of_tasks()


@shared_task
def forget_old_news() -> int:
    """Forget what was read long ago and letters that are done with; run once a day."""
    return forgetting.forget_old_news()
