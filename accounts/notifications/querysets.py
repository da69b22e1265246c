"""The usual selections of notifications and letters."""

import datetime
from typing import TYPE_CHECKING

from django.db import models

from accounts.notifications.choices import EmailState
from accounts.selectors import Person

if TYPE_CHECKING:
    from accounts.notifications.models import Email, Notification  # noqa: F401 (named below)

UNDER_WAY = (EmailState.WAITING, EmailState.CLAIMED, EmailState.HANDED)
DONE_WITH = (EmailState.DELIVERED, EmailState.UNSURE, EmailState.FAILED)


class NotificationQuerySet(models.QuerySet["Notification"]):
    """Chainable selections of notifications."""

    def visible_to(self, user: Person) -> "NotificationQuerySet":
        """Keep one's own."""
        return self.filter(user=user) if user.is_authenticated else self.none()

    def unread(self) -> "NotificationQuerySet":
        """Keep what the person has not looked at."""
        return self.filter(read_at=None)


class EmailQuerySet(models.QuerySet["Email"]):
    """Chainable selections of letters."""

    def due(self, now: datetime.datetime) -> "EmailQuerySet":
        """Keep what may be taken up: new, to be tried again, or left behind by a dead worker."""
        return self.filter(state__in=UNDER_WAY, due_at__lte=now).order_by("due_at", "pk")

    def done_with(self) -> "EmailQuerySet":
        """Keep what nobody will take up again."""
        return self.filter(state__in=DONE_WITH)
