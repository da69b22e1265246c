"""What is kept no longer than it is of use: it is about people."""

import datetime

from django.utils import timezone

from accounts.notifications.models import Email, Notification

READ_NEWS = datetime.timedelta(days=180)
OLD_LETTERS = datetime.timedelta(days=30)


def forget_old_news() -> int:
    """Delete what was read long ago and letters that are done with; say how many rows."""
    now = timezone.now()
    news = Notification.objects.filter(read_at__lt=now - READ_NEWS)
    letters = Email.objects.done_with().filter(created_at__lt=now - OLD_LETTERS)
    return news.delete()[0] + letters.delete()[0]
