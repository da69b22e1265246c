"""Holding a fund's book, and writing a posting into it: the one door to the ledger."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypedDict

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from matchmaking.documents.models import Attachment
from matchmaking.errors import DomainError
from matchmaking.funds.models import Fund
from matchmaking.ledger.choices import Cause
from matchmaking.ledger.errors import KeyTaken
from matchmaking.ledger.legs import Leg, Place, balanced
from matchmaking.ledger.models import Account, Balance, Book, Entry, Posting
from matchmaking.ledger.seals import seal_of
from matchmaking.ledger.services.guard import refuse_impossible
from matchmaking.workflow import compare_and_set

LONGEST_KEY = 120


class How(TypedDict, total=False):
    """What may be said with every act."""

    words: str
    document: Attachment | None
    booked_on: datetime.date | None


@dataclass(frozen=True)
class Request:
    """What somebody asks to be booked, and what goes with it into the posting."""

    cause: Cause
    key: str
    actor: User | None
    # What makes it this request and no other, ready for JSON.
    asked: Mapping[str, Any]
    booked_on: datetime.date | None = None
    words: str = ""
    document: Attachment | None = None
    application_id: int | None = None
    contribution_id: int | None = None
    reverses: Posting | None = None

    @property
    def day(self) -> datetime.date:
        """The day it counts for."""
        return self.booked_on or timezone.localdate()

    @property
    def content(self) -> dict[str, Any]:
        """What the same key must always stand for."""
        day = {"booked_on": self.booked_on.isoformat()} if self.booked_on else {}
        return day | dict(self.asked)


@dataclass
class OpenBook:
    """The book of a fund while somebody holds it: until the transaction ends, nobody else does."""

    row: Book
    fund: Fund
    rates: dict[str, Any] = field(default_factory=dict)

    @property
    def own(self) -> str:
        """The fund's reporting currency."""
        return self.fund.currency


def hold(fund_id: int) -> OpenBook:
    """Wait for the fund's book and hold it. Call inside a transaction, before reading balances.

    It is the last lock that an act takes: after application and proposal, after project and
    payment (see `ApplicationQuerySet.held`). Who holds a book waits for nobody.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("Hold a book inside a transaction")
    Book.objects.get_or_create(fund_id=fund_id)
    row = Book.objects.select_for_update(of=("self",)).select_related("fund").get(fund_id=fund_id)
    return OpenBook(row, row.fund)


def repeated(book: OpenBook, request: Request) -> Posting | None:
    """Return what was booked with the key before; raise KeyTaken where that was something else."""
    if not 0 < len(request.key) <= LONGEST_KEY:
        raise ValueError(f"A key has 1 to {LONGEST_KEY} characters")
    found = Posting.objects.filter(fund=book.fund, key=request.key).first()
    if found and (found.cause, found.asked) != (request.cause, request.content):
        raise KeyTaken
    return found


def write(book: OpenBook, request: Request, legs: Iterable[Leg]) -> Posting:
    """Write a posting with its entries and carry the balances on, or raise and write nothing."""
    if request.day > timezone.localdate():
        raise DomainError(_("Nothing is booked for a day to come."), field="booked_on")
    whole = balanced(legs, book.own, request.application_id)
    accounts = _accounts(book, [leg.place for leg in whole])
    entries = [Entry(account_id=accounts[leg.place], **_amounts(leg)) for leg in whole]
    posting = _posting(book, request, entries)
    for entry in entries:
        entry.posting = posting
    Entry.objects.bulk_create(entries)
    _carry_on(whole, accounts)
    refuse_impossible(whole)
    compare_and_set(book.row, seal=posting.seal)
    return posting


def _amounts(leg: Leg) -> dict[str, int]:
    return {"amount_minor": leg.minor, "reporting_minor": leg.reporting}


def _posting(book: OpenBook, request: Request, entries: list[Entry]) -> Posting:
    posting = Posting(
        fund=book.fund,
        number=book.row.version + 1,
        key=request.key,
        asked=request.content,
        cause=request.cause,
        words=request.words.strip(),
        document=request.document,
        actor=request.actor,
        at=timezone.now(),
        booked_on=request.day,
        application_id=request.application_id,
        contribution_id=request.contribution_id,
        reverses=request.reverses,
        rates=book.rates,
    )
    figures = [(row.account_id, row.amount_minor, row.reporting_minor) for row in entries]
    posting.seal = seal_of(posting, figures, book.row.seal)
    posting.save()
    return posting


def _accounts(book: OpenBook, places: Iterable[Place]) -> dict[Place, int]:
    """Return the ids of the accounts at `places`, opening those that are new."""
    wanted = set(places)
    contributions = {place.contribution for place in wanted}
    rows = Account.objects.filter(contribution__in=contributions).filter(
        kind__in={place.kind for place in wanted}
    )
    names = ("contribution_id", "kind", "currency", "application_id", "pk")
    found = {Place(*row[:4]): row[4] for row in rows.values_list(*names)}
    new = sorted(wanted - found.keys(), key=str)
    for place, account in zip(new, _opened(book, new), strict=True):
        found[place] = account.pk
    return found


def _opened(book: OpenBook, places: list[Place]) -> list[Account]:
    accounts = Account.objects.bulk_create(
        Account(
            fund=book.fund,
            contribution_id=place.contribution,
            kind=place.kind,
            currency=place.currency,
            application_id=place.application,
        )
        for place in places
    )
    Balance.objects.bulk_create(Balance(account=account) for account in accounts)
    return accounts


def _carry_on(legs: list[Leg], accounts: Mapping[Place, int]) -> None:
    """Add the entries to the balances kept; whoever holds the book is alone with them."""
    ids = [accounts[leg.place] for leg in legs]
    balances = {row.account_id: row for row in Balance.objects.filter(account__in=ids)}
    for leg in legs:
        balance = balances[accounts[leg.place]]
        balance.minor += leg.minor
        balance.reporting_minor += leg.reporting
    Balance.objects.bulk_update(balances.values(), ["minor", "reporting_minor"])
