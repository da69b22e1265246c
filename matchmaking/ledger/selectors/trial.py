"""The trial balance: every account of the chart, in each currency, and that all comes to zero."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet, Sum

from accounts.selectors import Person
from matchmaking.funds.models import Fund
from matchmaking.ledger.choices import AccountKind
from matchmaking.ledger.models import Balance, Entry, Posting
from matchmaking.money import Money


@dataclass(frozen=True)
class TrialRow:
    """What the accounts of a kind hold in a currency, and what that is in the fund's own."""

    kind: str
    held: Money
    worth: Money

    @property
    def label(self) -> str:
        """The account as the chart names it."""
        return f"{self.kind} {AccountKind(self.kind).label}"

    @property
    def debit(self) -> Money | None:
        """What is held on the left side."""
        return self.held if self.held.minor > 0 else None

    @property
    def credit(self) -> Money | None:
        """What is held on the right side."""
        return Money(-self.held.minor, self.held.currency) if self.held.minor < 0 else None

    @property
    def worth_debit(self) -> Money | None:
        """What it is worth on the left side."""
        return self.worth if self.worth.minor > 0 else None

    @property
    def worth_credit(self) -> Money | None:
        """What it is worth on the right side."""
        return Money(-self.worth.minor, self.worth.currency) if self.worth.minor < 0 else None


@dataclass(frozen=True)
class Side:
    """The sums of both sides; their difference is always nothing."""

    debit: Money
    credit: Money

    @property
    def difference(self) -> Money:
        """What is missing on a side."""
        return self.debit - self.credit


@dataclass(frozen=True)
class TrialBalance:
    """All accounts of a fund on a day."""

    rows: list[TrialRow]
    by_currency: dict[str, Side]
    reporting: Side

    @property
    def is_balanced(self) -> bool:
        """Whether both sides agree in every currency."""
        sides = [self.reporting, *self.by_currency.values()]
        return not any(side.difference.minor for side in sides)


def trial_balance(
    fund_id: int, on: datetime.date | None = None, *, reader: Person | None = None
) -> TrialBalance:
    """Return the trial balance of today from the balances kept, of another day from the entries.

    For a `reader`, of the postings they may read: each balances in itself, so their sum does.
    """
    fund = Fund.objects.get(pk=fund_id)
    everything = Posting.objects.filter(fund=fund)
    postings = everything if reader is None else everything.readable_by(reader)
    if on is not None:
        postings = postings.filter(booked_on__lte=on)
    is_whole = on is None and (reader is None or not everything.hides_from(reader))
    sums = _of_balances(fund) if is_whole else _of_entries(fund, postings)
    rows = [
        TrialRow(kind, Money(minor, currency), Money(worth, fund.currency))
        for kind, currency, minor, worth in sums
        if minor or worth
    ]
    return TrialBalance(rows, _by_currency(rows), _side((row.worth for row in rows), fund.currency))


Sums = list[tuple[str, str, int, int]]


def _of_balances(fund: Fund) -> Sums:
    rows = Balance.objects.filter(account__fund=fund)
    sums = rows.values_list("account__kind", "account__currency").annotate(
        Sum("minor"), Sum("reporting_minor")
    )
    return list(sums.order_by("account__kind", "account__currency"))


def _of_entries(fund: Fund, postings: QuerySet[Posting]) -> Sums:
    rows = Entry.objects.filter(account__fund=fund, posting__in=postings)
    sums = rows.values_list("account__kind", "account__currency").annotate(
        Sum("amount_minor"), Sum("reporting_minor")
    )
    return list(sums.order_by("account__kind", "account__currency"))


def _by_currency(rows: list[TrialRow]) -> dict[str, Side]:
    found: dict[str, list[Money]] = defaultdict(list)
    for row in rows:
        found[row.held.currency].append(row.held)
    return {currency: _side(amounts, currency) for currency, amounts in sorted(found.items())}


def _side(amounts: Iterable[Money], currency: str) -> Side:
    minors = [amount.minor for amount in amounts]
    debit, credit = (sum(m for m in minors if m > 0), -sum(m for m in minors if m < 0))
    return Side(Money(debit, currency), Money(credit, currency))
