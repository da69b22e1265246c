"""The nightly check adds everything up again, and nobody can overlook what it finds."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from matchmaking.ledger import tasks, triggers
from matchmaking.ledger.models import Balance, Book, Contribution, Entry, Posting
from matchmaking.ledger.services.checking import check_book
from tests import cast
from tests.ledger import making
from tests.ledger.making import eur, usd

pytestmark = pytest.mark.django_db


@pytest.fixture
def book():
    """The books of a fund with postings of several kinds, in two currencies."""
    making.rate("EUR", "0.8")
    making.received(usd(1000))
    making.received(eur(80))
    project = making.application()
    for act, amount in (("commit", 500), ("disburse", 200), ("spend", 50)):
        making.on_project(act, project, usd(amount))
    return Book.objects.get()


def forge(words, *values):
    """Change the ledger as somebody might who owns the database and drops its triggers."""
    drop_triggers()
    with connection.cursor() as cursor:
        cursor.execute(words, values)
    triggers.install(None, connection.schema_editor())


def drop_triggers():
    connection.check_constraints()  # PostgreSQL alters no table while something waits for the end
    triggers.remove(None, connection.schema_editor())


def test_books_that_add_up_are_told_to_nobody(book, capsys):
    call_command("check_ledger")
    assert "add up" in capsys.readouterr().out
    book.refresh_from_db()
    assert book.faults == []
    assert book.checked_at is not None
    assert tasks.check_ledger() == 0


def last():
    return Entry.objects.order_by("pk").last().pk


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("UPDATE ledger_entry SET amount_minor = amount_minor + 1 WHERE id = %s", "not balance"),
        ("UPDATE ledger_entry SET reporting_minor = 7 WHERE id = %s", "kept"),
        (
            "UPDATE ledger_posting SET words = 'x' WHERE id ="
            " (SELECT posting_id FROM ledger_entry WHERE id = %s)",
            "not what was sealed",
        ),
        ("DELETE FROM ledger_entry WHERE id = %s", "not what was sealed"),
    ],
)
def test_whatever_was_forged_in_the_ledger_is_found(book, words, fault):
    forge(words, last())
    assert any(fault in found for found in check_book(fund_id=book.fund_id).faults)


def test_a_posting_that_disappeared_is_missed(book):
    posting = Posting.objects.get(cause="spend")
    pk = posting.pk
    forge("DELETE FROM ledger_entry WHERE posting_id = %s", pk)
    forge("DELETE FROM ledger_posting WHERE id = %s", pk)
    faults = check_book(fund_id=book.fund_id).faults
    assert "The book counts 7 postings, and 6 are there." in faults


def test_balances_and_pledges_that_were_changed_are_found(book):
    Balance.objects.filter(account__kind="1000").update(minor=1)
    Contribution.objects.update(pledged_minor=1)
    faults = " ".join(check_book(fund_id=book.fund_id).faults)
    assert "Money in the bank" in faults
    assert "another pledge than was booked" in faults


def test_a_lost_trigger_is_a_fault(book):
    drop_triggers()
    assert len(check_book(fund_id=book.fund_id).faults) == len(triggers.missing()) > 0


def test_a_fault_fails_the_command_and_is_told_to_the_administrators_each_day(book, capsys):
    petra, rania = cast.join("petra"), cast.join("rania")
    Balance.objects.filter(account__kind="1000").update(minor=1)
    for _twice in range(2):
        with pytest.raises(CommandError, match="do not add up"):
            call_command("check_ledger")
    assert "Money in the bank" in capsys.readouterr().err
    assert petra.notifications.filter(kind="ledger_faults").count() == 1
    assert not rania.notifications.exists()
    book.refresh_from_db()
    assert book.faults
