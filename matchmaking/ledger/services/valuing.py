"""Valuing what is open in other currencies at the rates of a day."""

import datetime
from dataclasses import replace

from django.db import transaction
from django.db.models import Q

from accounts.models import User
from matchmaking.applications.models import Application
from matchmaking.ledger.choices import AccountKind, Cause
from matchmaking.ledger.legs import Leg, Place, debit
from matchmaking.ledger.models import Balance, Posting
from matchmaking.ledger.services.book import OpenBook, Request, hold, repeated, write
from matchmaking.ledger.services.covering import covered
from matchmaking.ledger.services.values import rate_of, refuse_stranger


@transaction.atomic
def revalue(
    *, fund_id: int, on: datetime.date, actor: User | None, key: str, words: str = ""
) -> list[Posting]:
    """Bring pledges and commitments in other currencies to what they are worth on a day.

    A posting for all pledges, and one for each project, so that nobody must read of another one.
    Commitments gain or lose for the fund; a pledge that is worth more is not yet anybody's gain.
    Raise InsufficientFunds where commitments would be worth more than the money that is there.
    """
    book = hold(fund_id)
    refuse_stranger(actor, book.fund)
    asked = {"fund": fund_id, "on": on.isoformat()}
    request = Request(Cause.REVALUE, key, actor, asked, on, words)
    if repeated(book, request):
        same = Q(key=key) | Q(key__startswith=f"{key}:")
        return list(Posting.objects.filter(same, fund=fund_id, cause=Cause.REVALUE))
    legs = [leg for row in _open(book, AccountKind.PLEDGED) for leg in _pledge(book, request, row)]
    done = [write(book, request, legs)]
    for application in Application.objects.filter(pk__in=_projects(book)).order_by("pk"):
        book.rates = {}
        own = replace(request, key=f"{key}:{application.pk}", application_id=application.pk)
        if legs := _commitments(book, own, application):
            done.append(write(book, own, legs))
    return done


def _open(book: OpenBook, kind: AccountKind, application: int | None = None) -> list[Balance]:
    rows = Balance.objects.filter(account__fund=book.fund, account__kind=kind)
    rows = rows.exclude(account__currency=book.own).exclude(minor=0)
    rows = rows.filter(account__application=application)
    return list(rows.select_related("account").order_by("account_id"))


def _projects(book: OpenBook) -> list[int]:
    rows = Balance.objects.filter(account__fund=book.fund, account__kind=AccountKind.COMMITTED)
    rows = rows.exclude(account__currency=book.own).exclude(minor=0)
    return list(rows.values_list("account__application", flat=True))


def _pledge(book: OpenBook, request: Request, row: Balance) -> list[Leg]:
    change = _change(book, request, row)
    return [debit(_place(row), 0, change), debit(_place(row, AccountKind.PROMISED), 0, -change)]


def _commitments(book: OpenBook, request: Request, application: Application) -> list[Leg]:
    """Return what the commitments to a project gain or lose, whoever has to bear it."""
    rows = _open(book, AccountKind.COMMITTED, application.pk)
    changes = {row.account.contribution_id: _change(book, request, row) for row in rows}
    legs = [debit(_place(row), 0, changes[row.account.contribution_id]) for row in rows]
    return legs + covered(book, application, changes)


def _change(book: OpenBook, request: Request, row: Balance) -> int:
    rate = rate_of(book, row.account.currency, request)
    return rate.worth(row.minor) - row.reporting_minor


def _place(row: Balance, kind: str = "") -> Place:
    account = row.account
    return Place(
        account.contribution_id, kind or account.kind, account.currency, account.application_id
    )
