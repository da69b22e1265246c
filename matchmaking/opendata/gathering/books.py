"""What moved for projects, from the books of the funds: one row for each posting that counts."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, Sum

from matchmaking.ledger.choices import AccountKind
from matchmaking.ledger.models import Entry
from matchmaking.money import Money
from matchmaking.opendata.iati.said import COMMITMENT, DISBURSEMENT, EXPENDITURE

COUNTED = (AccountKind.COMMITTED, AccountKind.DISBURSED, AccountKind.REFUNDED, AccountKind.SPENT)


@dataclass(frozen=True)
class Movement:
    """Money that was committed, paid or spent on a day; below zero it was taken back."""

    kind: str
    amount: Money
    booked_on: datetime.date
    at: datetime.datetime


def movements_of(application_ids: Collection[int]) -> dict[int, list[Movement]]:
    """Return what moved for each project, in the order of the books; one query.

    What contributors gave is added up: who gave how much to a project is not published.
    """
    rows = Entry.objects.filter(account__application__in=application_ids, account__kind__in=COUNTED)
    names = ("posting", "posting__booked_on", "posting__at")
    sums = {kind.name: Sum("amount_minor", filter=_of(kind), default=0) for kind in COUNTED}
    rows = rows.values(*names, "account__currency", "account__application").annotate(**sums)
    found: dict[int, list[Movement]] = defaultdict(list)
    for row in rows.order_by("posting"):
        found[row["account__application"]] += _moved(row)
    return found


def _of(kind: AccountKind) -> Q:
    return Q(account__kind=kind)


def _moved(row: dict[str, Any]) -> Iterator[Movement]:
    """Say what a posting did. Debits are above zero, so what is owed stands below it."""
    moved = {
        # What is paid is no longer owed, and was committed all the same.
        COMMITMENT: row["DISBURSED"] - row["COMMITTED"],
        # Money that came back corrects what was paid.
        DISBURSEMENT: row["DISBURSED"] + row["REFUNDED"],
        EXPENDITURE: row["SPENT"],
    }
    for kind, minor in moved.items():
        if minor:
            money = Money(minor, row["account__currency"])
            yield Movement(kind, money, row["posting__booked_on"], row["posting__at"])
