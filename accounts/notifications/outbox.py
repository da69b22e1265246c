"""The way into the outbox: letters are rows, and leave once the transaction is committed."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from accounts.notifications.choices import EmailState
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


def send_again(email_id: int) -> bool:
    """Send a letter that was given up once more; False where it is not given up."""
    rows = Email.objects.filter(pk=email_id, state=EmailState.FAILED)
    if not rows.update(state=EmailState.WAITING, claim=None, attempts=0, due_at=timezone.now()):
        return False
    transaction.on_commit(start_delivery, robust=True)
    return True
