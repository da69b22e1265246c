"""Who bears what exchange rates take: first the contribution itself, then others that fit."""

from collections.abc import Mapping
from dataclasses import replace

from matchmaking.applications.models import Application
from matchmaking.ledger.choices import AccountKind
from matchmaking.ledger.earmarks import choose
from matchmaking.ledger.errors import InsufficientFunds
from matchmaking.ledger.facts import project_of, purses_of
from matchmaking.ledger.legs import Leg, Place, credit, debit
from matchmaking.ledger.services.book import OpenBook
from matchmaking.money import Money


def covered(book: OpenBook, application: Application, changes: Mapping[int, int]) -> list[Leg]:
    """Return what lets others pay where `changes` leave a contribution with less than nothing.

    Raise InsufficientFunds where nobody else may, or has enough.
    """
    if not any(change < 0 for change in changes.values()):
        return []
    purses = [
        replace(purse, left=purse.left + changes.get(purse.contribution, 0))
        for purse in purses_of(book.fund.pk)
    ]
    short = {purse.contribution: -purse.left for purse in purses if purse.left < 0}
    needed = sum(short.values())
    shares = choose(needed, purses, project_of(application))
    found = sum(share.minor for share in shares)
    if found < needed:
        raise InsufficientFunds(Money(needed, book.own), Money(found, book.own))
    gets = [debit(_bank(book, pk), minor, minor) for pk, minor in short.items()]
    return gets + [credit(_bank(book, share.contribution), *2 * [share.minor]) for share in shares]


def _bank(book: OpenBook, contribution: int) -> Place:
    return Place(contribution, AccountKind.BANK, book.own)
