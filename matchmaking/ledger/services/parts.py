"""The part that each contribution has in what is paid to a project."""

from dataclasses import dataclass

from matchmaking.ledger.choices import AccountKind
from matchmaking.ledger.legs import Leg, Place, credit, debit
from matchmaking.ledger.models import Account


@dataclass(frozen=True)
class Accounts:
    """The accounts of a contribution for one project."""

    contribution: int
    application: int
    currency: str

    def of(self, kind: AccountKind) -> Place:
        """Return the account of a kind."""
        return Place(self.contribution, kind, self.currency, self.application)


@dataclass(frozen=True)
class Part:
    """So much of a commitment: what it is booked at as owed now, and as set aside at first."""

    accounts: Accounts
    minor: int
    owed: int
    reserved: int

    def taken_off(self) -> list[Leg]:
        """Return what takes it off the commitment, because it is paid or released."""
        return [
            debit(self.accounts.of(AccountKind.COMMITTED), self.minor, self.owed),
            credit(self.accounts.of(AccountKind.RESERVED), self.minor, self.reserved),
        ]


def currency_of(application_id: int) -> str | None:
    """Return the currency in which money was committed to a project; None before that."""
    rows = Account.objects.filter(application=application_id, kind=AccountKind.COMMITTED)
    return rows.values_list("currency", flat=True).first()
