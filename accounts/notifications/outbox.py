"""The way into the outbox: letters are rows, and leave once the transaction is committed."""

from collections.abc import Iterable

from django.db import transaction

from accounts.notifications.delivery import deliver_mail
from accounts.notifications.models import Email


def post(letters: Iterable[Email]) -> None:
    """Put letters into the outbox, each once for its key."""
    rows = Email.objects.bulk_create(list(letters), ignore_conflicts=True)
    if rows:
        # Robust: where no broker answers now, the calendar sends them a minute later.
        transaction.on_commit(start_delivery, robust=True)


def start_delivery() -> None:
    """Send what is due, in the background where there is one."""
    deliver_mail.delay()
