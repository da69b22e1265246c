"""The two sides of a posting before it is written, and how several currencies balance. Pure.

Every posting balances in each of its currencies, in the fund's own one, and for each
contribution. Where it moves money from one currency to another, both go through the account
EXCHANGE; what then remains in the fund's currency is an exchange gain or loss.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from matchmaking.ledger.choices import AccountKind


@dataclass(frozen=True, order=True)
class Place:
    """Where an amount is booked: an account that may still have to be opened."""

    contribution: int
    kind: str
    currency: str
    application: int | None = None


@dataclass(frozen=True)
class Leg:
    """An amount on an account: debit above zero, in the account's currency and the fund's."""

    place: Place
    minor: int
    reporting: int


def debit(place: Place, minor: int, reporting: int) -> Leg:
    """Return an amount on the left side."""
    return Leg(place, minor, reporting)


def credit(place: Place, minor: int, reporting: int) -> Leg:
    """Return an amount on the right side."""
    return Leg(place, -minor, -reporting)


def balanced(legs: Iterable[Leg], own: str, application: int | None = None) -> list[Leg]:
    """Return `legs` with what balances them for each contribution in each currency.

    `own` is the fund's currency. A gain or loss is only booked where another currency had part
    in it; anything else that does not balance is a mistake of the caller.
    """
    by_contribution: dict[int, list[Leg]] = defaultdict(list)
    is_mixed = False
    for leg in legs:
        by_contribution[leg.place.contribution].append(leg)
        is_mixed = is_mixed or leg.place.currency != own
    written = []
    for contribution, group in by_contribution.items():
        group += _exchanged(contribution, group, own)
        rest = sum(leg.reporting for leg in group)
        if rest and not is_mixed:
            raise ValueError(f"The posting is out of balance by {rest}")
        written += group + _difference(contribution, rest, own, application)
    return merged(written)


def merged(legs: Iterable[Leg]) -> list[Leg]:
    """Return one leg for each account, without those that come to nothing."""
    found: dict[Place, Leg] = {}
    for leg in legs:
        there = found.get(leg.place, Leg(leg.place, 0, 0))
        minor, reporting = there.minor + leg.minor, there.reporting + leg.reporting
        found[leg.place] = replace(there, minor=minor, reporting=reporting)
    return [leg for leg in found.values() if leg.minor or leg.reporting]


def _exchanged(contribution: int, legs: list[Leg], own: str) -> list[Leg]:
    """Return what carries the open amounts of other currencies over into the fund's own."""
    over = []
    for currency in sorted({leg.place.currency for leg in legs} - {own}):
        minor = sum(leg.minor for leg in legs if leg.place.currency == currency)
        value = sum(leg.reporting for leg in legs if leg.place.currency == currency)
        over.append(credit(Place(contribution, AccountKind.EXCHANGE, currency), minor, value))
        over.append(debit(Place(contribution, AccountKind.EXCHANGE, own), value, value))
    return over


def _difference(contribution: int, rest: int, own: str, application: int | None) -> list[Leg]:
    kind = AccountKind.GAINS if rest > 0 else AccountKind.LOSSES
    return [credit(Place(contribution, kind, own, application), rest, rest)]
