"""Adding a fund's books up again from its entries: what the nightly check compares.

The words are English and stay so: they are kept with the book and read by whoever repairs it.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django.db.models import F, Q, Sum

from matchmaking.errors import DomainError
from matchmaking.ledger import triggers
from matchmaking.ledger.choices import AccountKind
from matchmaking.ledger.models import Account, Balance, Book, Contribution, Entry, Posting
from matchmaking.ledger.seals import seal_of
from matchmaking.ledger.services.guard import refuse_impossible_balances

CHUNK = 2000
NOTHING = (0, 0)


def faults_of(book: Book) -> list[str]:
    """Return what is wrong with a fund's books; read them while the book is held."""
    return [
        *(f"The database lacks the trigger {name}." for name in triggers.missing()),
        *_wrong_balances(book),
        *_impossible_balances(book),
        *_unbalanced(book),
        *_broken_seals(book),
        *_wrong_pledges(book),
    ]


def _wrong_balances(book: Book) -> Iterator[str]:
    """Compare the balances kept with the sums of the entries, account by account."""
    entries = Entry.objects.filter(account__fund=book.fund_id).values_list("account")
    sums = {
        account: (minor, worth)
        for account, minor, worth in entries.annotate(Sum("amount_minor"), Sum("reporting_minor"))
    }
    kept = Balance.objects.filter(account__fund=book.fund_id)
    names = ("account", "minor", "reporting_minor")
    balances = {account: (minor, worth) for account, minor, worth in kept.values_list(*names)}
    for account in Account.objects.filter(fund=book.fund_id).order_by("pk"):
        added, held = sums.get(account.pk, NOTHING), balances.get(account.pk)
        if held != added:
            yield f"Account {account.pk} {account}: kept {held}, its entries come to {added}."


def _impossible_balances(book: Book) -> Iterator[str]:
    """Ask again what no posting may bring about."""
    try:
        refuse_impossible_balances(Balance.objects.filter(account__fund=book.fund_id))
    except DomainError:
        yield "An account holds less than nothing, or more is accounted for than was paid."


def _unbalanced(book: Book) -> Iterator[str]:
    """Add up every posting, in each currency and for each contribution."""
    entries = Entry.objects.filter(posting__fund=book.fund_id)
    groups = entries.values_list("posting__number", "account__contribution")
    worth = groups.annotate(off=Sum("reporting_minor"))
    amounts = groups.annotate(currency=F("account__currency"), off=Sum("amount_minor"))
    for rows in (worth, amounts):
        for number in sorted({row[0] for row in rows.exclude(off=0)}):
            yield f"Posting {number} does not balance."
    strange = entries.exclude(account__fund=book.fund_id)
    yield from (
        f"Entry {pk} is on an account of another fund." for (pk,) in strange.values_list("pk")
    )


def _broken_seals(book: Book) -> Iterator[str]:
    """Seal every posting again, one after the other, and look for numbers that are missing."""
    seal, expected = "", 1
    for posting, entries in _with_entries(book):
        if posting.number != expected:
            yield f"Posting {expected} is missing."
            expected = posting.number
        if seal_of(posting, entries, seal) != posting.seal:
            yield f"Posting {posting.number} is not what was sealed."
        seal, expected = posting.seal, expected + 1
    if (seal, expected - 1) != (book.seal, book.version):
        yield f"The book counts {book.version} postings, and {expected - 1} are there."


def _with_entries(book: Book) -> Iterator[tuple[Posting, list[tuple[int, int, int]]]]:
    """Yield the postings in order with their figures, without holding all in memory."""
    postings = Posting.objects.filter(fund=book.fund_id).order_by("number")
    names = ("posting__number", "account", "amount_minor", "reporting_minor")
    entries = Entry.objects.filter(posting__fund=book.fund_id).order_by("posting__number")
    rows = entries.values_list(*names).iterator(chunk_size=CHUNK)
    groups = groupby(rows, key=lambda row: row[0])
    waiting: Any = next(groups, None)
    for posting in postings.iterator(chunk_size=CHUNK):
        figures = []
        if waiting is not None and waiting[0] == posting.number:
            figures = [row[1:] for row in waiting[1]]
            waiting = next(groups, None)
        yield posting, figures


def _wrong_pledges(book: Book) -> Iterator[str]:
    """Compare what each contribution says was pledged with what was booked as such."""
    pledging = Q(cause__in=["pledge", "reduce_pledge"])
    pledging |= Q(reverses__cause__in=["pledge", "reduce_pledge"])
    entries = Entry.objects.filter(
        account__kind=AccountKind.PLEDGED, posting__in=Posting.objects.filter(pledging)
    )
    booked = entries.values_list("account__contribution").annotate(Sum("amount_minor"))
    sums = dict(booked.filter(account__fund=book.fund_id))
    for contribution in Contribution.objects.filter(fund=book.fund_id):
        if sums.get(contribution.pk, 0) != contribution.pledged_minor:
            yield f"Contribution {contribution.pk} says another pledge than was booked."
