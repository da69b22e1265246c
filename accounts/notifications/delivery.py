"""From the outbox to the mail server: every letter leaves, and leaves once.

1. A letter is claimed (committed) before a word is said to the server. A worker that dies now has
   handed nothing over: when its lease is over, another takes the letter up.
2. The server gets the whole letter except its end. Only then the letter is marked as handed over
   (committed), by a compare-and-set that fails when the claim was lost meanwhile; then follows
   the end. A worker that dies after this has handed it over, so nobody sends it again.
3. The server's answer decides: delivered, to be tried again, or refused for good.

Between the commit of step 2 and the end of the letter lies an instant, the only one in which a
death is not told apart. See docs/notifications.md.
"""

import datetime
import logging
import smtplib
import uuid
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from celery import shared_task
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.notifications.addresses import own_host
from accounts.notifications.choices import EmailState
from accounts.notifications.models import Email

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 12
FIRST_DELAY = datetime.timedelta(minutes=1)
LONGEST_DELAY = datetime.timedelta(hours=6)
AT_A_TIME = 50
# The server has spoken; after anything else nobody knows what it made of the letter.
ANSWERS = (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused)


class ClaimLost(Exception):
    """The lease was over and somebody else has the letter now."""


def deliver() -> int:
    """Send what is due and return how many letters the server took."""
    postman = Postman()
    try:
        return sum(postman.deliver(email) for email in _claimed())
    finally:
        postman.rest()


# Here and not in tasks.py, which knows those who post letters, as they know this.
@shared_task(name="accounts.notifications.tasks.deliver_mail", is_light=True)
def deliver_mail() -> int:
    """Send what is due; run after each commit that wrote a letter, and every minute."""
    return deliver()


def message_id(email: Email) -> str:
    """Return the name of the letter in the world, the same at every attempt."""
    return f"<{email.uid}@{own_host()}>"


def as_message(email: Email) -> EmailMultiAlternatives:
    """Return the letter as it goes over the wire."""
    headers = {
        "Message-ID": message_id(email),
        "Auto-Submitted": "auto-generated",
        "Content-Language": email.language,
    }
    if email.unsubscribe_url:
        headers["List-Unsubscribe"] = f"<{email.unsubscribe_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message = EmailMultiAlternatives(email.subject, email.text, to=[email.address], headers=headers)
    if email.html:
        message.attach_alternative(email.html, "text/html")
    return message


class Postman:
    """One connection to the mail server, and what its answers mean."""

    def __init__(self) -> None:
        self.backend: Any = None

    def deliver(self, email: Email) -> bool:
        """Send a claimed letter; say whether the server took it."""
        try:
            self._hand_over(email)
        except ClaimLost:
            self.rest()
        except (smtplib.SMTPException, OSError, ValueError) as error:
            self.rest()
            _refused(email, error)
        else:
            now = timezone.now()
            return _move(email, EmailState.DELIVERED, delivered_at=now, error="")
        return False

    def rest(self) -> None:
        """Hang up."""
        if self.backend is not None:
            with suppress(smtplib.SMTPException, OSError):
                self.backend.close()
        self.backend = None

    def _hand_over(self, email: Email) -> None:
        if self.backend is None:
            self.backend = get_connection()
        message = as_message(email)
        if hasattr(self.backend, "hand_over"):
            self.backend.hand_over(message, lambda: _handed(email))
        else:
            _handed(email)
            self.backend.send_messages([message])


def _claimed() -> Iterator[Email]:
    """Take due letters one by one, for as long as there are any."""
    while ids := list(Email.objects.due(timezone.now()).values_list("pk", flat=True)[:AT_A_TIME]):
        for pk in ids:
            email = Email.objects.filter(pk=pk).first()
            if email and _take(email):
                yield email


def _take(email: Email) -> bool:
    """Claim a letter for one attempt; False where another was faster, or there is no need."""
    if email.state == EmailState.HANDED:
        return _settle(email)
    fresh = uuid.uuid4()
    due = Email.objects.due(timezone.now()).order_by().filter(pk=email.pk, claim=email.claim)
    taken = due.filter(state=email.state).update(
        state=EmailState.CLAIMED, claim=fresh, due_at=_lease_end(), attempts=F("attempts") + 1
    )
    email.claim, email.state, email.attempts = fresh, EmailState.CLAIMED, email.attempts + 1
    return taken == 1


def _settle(email: Email) -> bool:
    """Decide about a letter whose worker died waiting for the answer.

    The server has it, as good as certainly. Whoever has an account reads the same in the app, so
    it is left at that; for the others a second copy, with the same Message-ID, beats none.
    """
    logger.warning("letter %s: handed over, the answer was never heard", email.pk)
    if email.user_id:
        _move(email, EmailState.UNSURE)
    else:
        _move(email, EmailState.WAITING, due_at=timezone.now())
    return False


def _handed(email: Email) -> None:
    # In a transaction: PostgreSQL would carry out a single statement that waits for a lock even
    # when whoever sent it has died meanwhile.
    with transaction.atomic():
        is_mine = _move(email, EmailState.HANDED, due_at=_lease_end())
    if not is_mine:
        raise ClaimLost


def _refused(email: Email, error: Exception) -> None:
    """Try again later, each time after twice the time; give up what is refused for good."""
    logger.warning("letter %s: %r", email.pk, error)
    answer = {"error": repr(error)[:2_000]}
    was_handed = email.state == EmailState.HANDED
    if was_handed and not isinstance(error, ANSWERS):
        _move(email, EmailState.HANDED, due_at=timezone.now(), **answer)  # to be settled
    elif _is_final(error) or email.attempts >= MOST_ATTEMPTS:
        _move(email, EmailState.FAILED, **answer)
    else:
        pause = min(FIRST_DELAY * 2 ** (email.attempts - 1), LONGEST_DELAY)
        _move(email, EmailState.WAITING, due_at=timezone.now() + pause, **answer)


def _is_final(error: Exception) -> bool:
    """Say whether this letter is refused (5xx) or impossible, rather than everything for now."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _text in error.recipients.values())
    if isinstance(error, ValueError):
        return True  # an address or a subject that would break the rules of mail
    about_the_letter = (smtplib.SMTPDataError, smtplib.SMTPSenderRefused)
    return isinstance(error, about_the_letter) and error.smtp_code >= 500


def _move(email: Email, state: EmailState, **values: Any) -> bool:
    """Move the letter on, unless somebody else has it now."""
    mine = Email.objects.filter(pk=email.pk, claim=email.claim, state=email.state)
    moved = mine.update(state=state, **values)
    if moved:
        email.state = state
    return moved == 1


def _lease_end() -> datetime.datetime:
    return timezone.now() + datetime.timedelta(seconds=settings.MAIL_LEASE)
