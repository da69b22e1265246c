"""What becomes of a letter when the server refuses, hangs up, or the worker dies."""

import datetime
import smtplib
import uuid

import pytest
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from accounts.notifications import delivery
from accounts.notifications.choices import EmailState
from accounts.notifications.models import Email
from accounts.notifications.services import write_email


@pytest.fixture
def letter(amina):
    return Email.objects.create(
        key="one", kind="x", user=amina, address=amina.email, language="en", subject="Hi", text="."
    )


@pytest.fixture
def to_a_stranger(db, kind):
    kind("x", mail="Hi")
    write_email(key="two", kind="x", address="new@example.org", language="en", url="/")
    return Email.objects.get()


class Server(EmailBackend):
    """A mail server that says what the test wants, before or after it has the letter."""

    taken = []
    refuses = None
    dies_before_the_end = False

    def hand_over(self, message, before_the_end):
        message.message()
        if self.dies_before_the_end and self.refuses:
            raise self.refuses
        before_the_end()
        if self.refuses:
            raise self.refuses
        self.taken.append(message)


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setattr(Server, "taken", [])
    monkeypatch.setattr(delivery, "get_connection", Server)
    return Server


def later(letter):
    """Let time pass until the letter may be taken up again."""
    Email.objects.filter(pk=letter.pk).update(due_at=timezone.now())


def state(letter):
    letter.refresh_from_db()
    return letter.state


BUSY = smtplib.SMTPDataError(451, b"try later")
REFUSED = smtplib.SMTPDataError(550, b"no")
UNKNOWN = smtplib.SMTPRecipientsRefused({"x@example.org": (550, b"unknown")})
GREYLISTED = smtplib.SMTPRecipientsRefused({"x@example.org": (450, b"later")})
HUNG_UP = smtplib.SMTPServerDisconnected("gone")


@pytest.mark.parametrize(
    "error", [BUSY, GREYLISTED, HUNG_UP, TimeoutError(), ConnectionRefusedError()]
)
def test_what_cannot_be_sent_now_is_tried_again_later(server, letter, monkeypatch, error):
    monkeypatch.setattr(server, "refuses", error)
    monkeypatch.setattr(server, "dies_before_the_end", True)
    assert delivery.deliver() == 0
    assert state(letter) == EmailState.WAITING
    assert letter.due_at > timezone.now() + datetime.timedelta(seconds=50)
    assert delivery.deliver() == 0
    monkeypatch.setattr(server, "refuses", None)
    later(letter)
    assert delivery.deliver() == 1
    assert state(letter) == EmailState.DELIVERED


def test_the_pauses_grow_and_have_an_end(server, letter, monkeypatch):
    monkeypatch.setattr(server, "refuses", BUSY)
    pauses = []
    for _n in range(delivery.MOST_ATTEMPTS):
        later(letter)
        delivery.deliver()
        letter.refresh_from_db()
        pauses.append(round((letter.due_at - timezone.now()).total_seconds() / 60))
    assert pauses[:-1] == sorted(pauses[:-1])
    assert pauses[:4] == [1, 2, 4, 8]
    assert max(pauses) == delivery.LONGEST_DELAY.total_seconds() / 60
    assert letter.state == EmailState.FAILED
    assert "try later" in letter.error


@pytest.mark.parametrize("error", [REFUSED, UNKNOWN])
def test_what_is_refused_for_good_is_given_up_at_once(server, letter, monkeypatch, error):
    monkeypatch.setattr(server, "refuses", error)
    delivery.deliver()
    assert state(letter) == EmailState.FAILED


def test_one_letter_that_is_refused_holds_no_other_back(server, letter, amina, monkeypatch):
    second = Email.objects.create(
        key="b", kind="x", address="b@example.org", language="en", subject="Hi", text="."
    )
    real = Server.hand_over

    def refuse_the_first(self, message, before_the_end):
        if message.to == [amina.email]:
            raise UNKNOWN
        real(self, message, before_the_end)

    monkeypatch.setattr(server, "hand_over", refuse_the_first)
    assert delivery.deliver() == 1
    assert state(letter) == EmailState.FAILED
    assert state(second) == EmailState.DELIVERED


def test_a_letter_that_breaks_the_rules_of_mail_is_given_up(server, letter):
    Email.objects.filter(pk=letter.pk).update(address="a@example.org\nBcc: all@example.org")
    assert delivery.deliver() == 0
    assert state(letter) == EmailState.FAILED
    assert "BadHeaderError" in letter.error


# --- A worker that died --------------------------------------------------------------------------
def left_behind(letter, state):
    """Leave the letter as a dead worker does, its lease just over."""
    Email.objects.filter(pk=letter.pk).update(
        state=state, claim=uuid.uuid4(), due_at=timezone.now(), attempts=1
    )


def test_a_letter_in_the_hands_of_a_worker_is_not_touched_before_its_lease_is_over(server, letter):
    left_behind(letter, EmailState.CLAIMED)
    soon = timezone.now() + datetime.timedelta(minutes=1)
    Email.objects.filter(pk=letter.pk).update(due_at=soon)
    assert delivery.deliver() == 0
    assert server.taken == []


def test_a_letter_whose_worker_died_before_handing_over_is_sent(server, letter):
    left_behind(letter, EmailState.CLAIMED)
    assert delivery.deliver() == 1
    assert len(server.taken) == 1


def test_a_letter_whose_worker_died_after_handing_over_is_not_sent_twice(server, letter):
    left_behind(letter, EmailState.HANDED)
    assert delivery.deliver() == 0
    assert state(letter) == EmailState.UNSURE
    assert server.taken == []


def test_somebody_without_account_gets_it_again_under_the_same_name(server, to_a_stranger):
    left_behind(to_a_stranger, EmailState.HANDED)
    assert delivery.deliver() == 1
    assert [m.extra_headers["Message-ID"] for m in server.taken] == [
        delivery.message_id(to_a_stranger)
    ]


def test_a_connection_lost_after_the_end_counts_as_handed_over(server, letter, monkeypatch):
    monkeypatch.setattr(server, "refuses", HUNG_UP)
    delivery.deliver()
    assert state(letter) == EmailState.UNSURE


def test_a_worker_that_lost_its_claim_breaks_off_before_the_end(server, letter, monkeypatch):
    real = Server.hand_over

    def slow(self, message, before_the_end):
        Email.objects.filter(pk=letter.pk).update(claim=uuid.uuid4())  # another has it meanwhile
        real(self, message, before_the_end)

    monkeypatch.setattr(server, "hand_over", slow)
    assert delivery.deliver() == 0
    assert server.taken == []
    assert state(letter) == EmailState.CLAIMED
