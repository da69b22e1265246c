"""What the acts on contributions and on projects ask and compute alike."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from matchmaking.errors import DomainError
from matchmaking.funds.models import Fund
from matchmaking.ledger.models import Balance
from matchmaking.ledger.policies import keeps_books
from matchmaking.ledger.rates import Rate, rate_for
from matchmaking.ledger.services.book import OpenBook, Request
from matchmaking.money import Money


@dataclass(frozen=True)
class OwnRate:
    """A rate that somebody read elsewhere, such as on the advice of the bank."""

    value: Decimal
    source: str


@dataclass(frozen=True)
class Held:
    """What an account of one contribution holds: on its normal side, so never below zero."""

    contribution: int
    minor: int
    reporting: int

    def part(self, minor: int) -> int:
        """Return the book value of a part of it, in the fund's currency; all of it for all."""
        if minor == self.minor:
            return self.reporting
        return share_of(self.reporting, minor, self.minor)


def share_of(value: int, minor: int, whole: int) -> int:
    """Return `value` times `minor` of `whole`, rounded half up; nothing of nothing."""
    return (2 * value * minor + whole) // (2 * whole) if whole else 0


def refuse_stranger(actor: User | None, fund: Fund) -> None:
    """Raise PermissionDenied where `actor` does not keep the books; None is the system."""
    if actor is not None and not keeps_books(actor, fund):
        raise PermissionDenied


def refuse_nothing(amount: Money) -> None:
    """Raise where there is nothing to book."""
    if amount.minor <= 0:
        raise DomainError(_("Write an amount above zero."), field="amount")


def refuse_more(amount: Money, most: int, words: Any) -> None:
    """Raise with `words` where more is asked for than there is."""
    if amount.minor > most:
        there = Money(most, amount.currency)
        raise DomainError(words % {"there": there}, field="amount")


def refuse_other_currency(amount: Money, currency: str) -> None:
    """Raise where an amount is not in the currency it is booked in."""
    if amount.currency != currency:
        words = _("Write this amount in %(currency)s.")
        raise DomainError(words % {"currency": currency}, field="amount")


def rate_of(book: OpenBook, currency: str, request: Request, own: OwnRate | None = None) -> Rate:
    """Return the rate of the day, or the one that was given, and keep it with the posting."""
    if own is not None and currency != book.own:
        rate = Rate(currency, book.own, own.value, request.day, own.source.strip())
    else:
        rate = rate_for(currency, book.own, request.day)
    book.rates |= rate.as_data()
    return rate


def money_data(amount: Money) -> dict[str, Any]:
    """Return an amount as a request keeps it."""
    return {"amount": amount.minor, "currency": amount.currency}


def rate_data(own: OwnRate | None) -> dict[str, str]:
    """Return a rate that was given as a request keeps it."""
    return {"rate": f"{own.value:f}", "rate_source": own.source.strip()} if own else {}


def held(kind: str, *, application: int | None = None, **where: Any) -> list[Held]:
    """Return what the accounts of a kind hold, of the oldest contribution first."""
    rows = Balance.objects.filter(account__kind=kind, account__application=application)
    rows = rows.filter(**{f"account__{name}": value for name, value in where.items()})
    names = ("account__contribution", "minor", "reporting_minor")
    found = rows.order_by("account__contribution").values_list(*names)
    return [Held(contribution, abs(minor), abs(worth)) for contribution, minor, worth in found]


def total(rows: Iterable[Held]) -> int:
    """Return what they hold together."""
    return sum(row.minor for row in rows)
