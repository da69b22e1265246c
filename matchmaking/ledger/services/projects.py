"""What happens to the money of a project: committed, released, paid, spent and refunded.

The right to these is that of the act above, a decision or a payment, which calls them.
"""

from collections import defaultdict
from dataclasses import replace
from typing import Any, Unpack

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from matchmaking.applications.models import Application
from matchmaking.ledger.choices import AccountKind, Cause
from matchmaking.ledger.earmarks import Share, choose, fitting, share_out
from matchmaking.ledger.errors import InsufficientFunds
from matchmaking.ledger.facts import project_of, purses_of
from matchmaking.ledger.legs import Place, credit, debit
from matchmaking.ledger.models import Posting
from matchmaking.ledger.rates import Rate
from matchmaking.ledger.services.book import How, OpenBook, Request, hold, repeated, write
from matchmaking.ledger.services.covering import covered
from matchmaking.ledger.services.parts import Accounts, Part, currency_of
from matchmaking.ledger.services.values import (
    OwnRate,
    held,
    money_data,
    rate_data,
    rate_of,
    refuse_more,
    refuse_nothing,
    refuse_other_currency,
    total,
)
from matchmaking.money import Money


@transaction.atomic
def commit(
    *, application_id: int, amount: Money, actor: User | None, key: str, **how: Unpack[How]
) -> Posting:
    """Set money aside for a project, of the contributions whose earmarks fit, narrowest first.

    Raise InsufficientFunds with what is left where that is not enough; then nothing is booked.
    """
    book, application = _held(application_id)
    request = _request(Cause.COMMIT, application, money_data(amount), actor, key, how)
    if found := repeated(book, request):
        return found
    refuse_nothing(amount)
    if currency := currency_of(application_id):
        refuse_other_currency(amount, currency)
    rate = rate_of(book, amount.currency, request)
    legs = []
    for share in _chosen(book, application, amount, rate):
        accounts = Accounts(share.contribution, application_id, amount.currency)
        worth = rate.worth(share.minor)
        legs.append(debit(accounts.of(AccountKind.RESERVED), share.minor, worth))
        legs.append(credit(accounts.of(AccountKind.COMMITTED), share.minor, worth))
    return write(book, request, legs)


@transaction.atomic
def release(
    *,
    application_id: int,
    amount: Money | None = None,
    actor: User | None,
    key: str,
    **how: Unpack[How],
) -> Posting:
    """Give back what was committed and not paid; all of it where no amount is said."""
    book, application = _held(application_id)
    asked = money_data(amount) if amount else {"amount": "all"}
    request = _request(Cause.RELEASE, application, asked, actor, key, how)
    if found := repeated(book, request):
        return found
    parts = _committed_parts(application_id, amount)
    return write(book, request, [leg for part in parts for leg in part.taken_off()])


@transaction.atomic
def close_project(
    *, application_id: int, actor: User | None, key: str, **how: Unpack[How]
) -> Posting | None:
    """Release what is left of a project's commitment; None where nothing is."""
    book, _application = _held(application_id)
    is_booked = Posting.objects.filter(fund=book.fund, key=key).exists()
    if not is_booked and not total(held(AccountKind.COMMITTED, application=application_id)):
        return None
    return release(application_id=application_id, actor=actor, key=key, **how)


@transaction.atomic
def disburse(
    *,
    application_id: int,
    amount: Money,
    actor: User | None,
    key: str,
    rate: OwnRate | None = None,
    **how: Unpack[How],
) -> Posting:
    """Pay a project out of what is committed to it, of each contribution in proportion.

    What the rates changed since the commitment is booked as an exchange gain or loss.
    """
    book, application = _held(application_id)
    asked = money_data(amount) | rate_data(rate)
    request = _request(Cause.DISBURSE, application, asked, actor, key, how)
    if found := repeated(book, request):
        return found
    parts = _committed_parts(application_id, amount)
    today = rate_of(book, amount.currency, request, rate)
    legs = [leg for part in parts for leg in part.taken_off()]
    changes = {}
    for part in parts:
        cost = today.worth(part.minor)
        changes[part.accounts.contribution] = part.owed - cost
        legs.append(debit(part.accounts.of(AccountKind.DISBURSED), part.minor, part.reserved))
        legs.append(credit(_bank(book, part.accounts.contribution), cost, cost))
    legs += covered(book, application, changes)
    return write(book, request, legs)


@transaction.atomic
def spend(
    *, application_id: int, amount: Money, actor: User | None, key: str, **how: Unpack[How]
) -> Posting:
    """Book what a project accounted for of what it was paid."""
    book, application = _held(application_id)
    request = _request(Cause.SPEND, application, money_data(amount), actor, key, how)
    if found := repeated(book, request):
        return found
    legs = []
    for accounts, minor, worth in _unaccounted_parts(application_id, amount):
        legs.append(debit(accounts.of(AccountKind.SPENT), minor, worth))
        legs.append(credit(accounts.of(AccountKind.ACCOUNTED), minor, worth))
    return write(book, request, legs)


@transaction.atomic
def refund(
    *,
    application_id: int,
    amount: Money,
    actor: User | None,
    key: str,
    rate: OwnRate | None = None,
    **how: Unpack[How],
) -> Posting:
    """Book what a project paid back; it is left again of the contributions it came from."""
    book, application = _held(application_id)
    asked = money_data(amount) | rate_data(rate)
    request = _request(Cause.REFUND, application, asked, actor, key, how)
    if found := repeated(book, request):
        return found
    parts = _unaccounted_parts(application_id, amount)
    today = rate_of(book, amount.currency, request, rate)
    legs = []
    for accounts, minor, worth in parts:
        back = today.worth(minor)
        legs.append(debit(_bank(book, accounts.contribution), back, back))
        legs.append(credit(accounts.of(AccountKind.REFUNDED), minor, worth))
    return write(book, request, legs)


def _held(application_id: int) -> tuple[OpenBook, Application]:
    """Return the application, with the book of its fund held."""
    application = Application.objects.select_related("call", "proposal").get(pk=application_id)
    return hold(application.call.fund_id), application


def _request(
    cause: Cause,
    application: Application,
    asked: dict[str, Any],
    actor: User | None,
    key: str,
    how: How,
) -> Request:
    asked = {"application": application.pk} | asked
    return Request(cause, key, actor, asked, application_id=application.pk, **how)


def _chosen(book: OpenBook, application: Application, amount: Money, rate: Rate) -> list[Share]:
    """Return what each contribution gives, in the currency of the project."""
    project = project_of(application)
    purses = [
        replace(purse, left=rate.bought_with(max(purse.left, 0)))
        for purse in purses_of(book.fund.pk)
    ]
    shares = choose(amount.minor, purses, project)
    if sum(share.minor for share in shares) < amount.minor:
        left = sum(purse.left for purse in fitting(purses, project))
        raise InsufficientFunds(amount, Money(left, amount.currency))
    return shares


def _committed_parts(application_id: int, amount: Money | None) -> list[Part]:
    """Divide what is to be paid or released over the contributions that are committed."""
    committed = held(AccountKind.COMMITTED, application=application_id)
    currency = currency_of(application_id) or ""
    amount = amount or Money(total(committed), currency)
    refuse_nothing(amount)
    refuse_other_currency(amount, currency)
    refuse_more(amount, total(committed), _("Only %(there)s are committed and not yet paid."))
    reserved = held(AccountKind.RESERVED, application=application_id)
    shares = share_out(amount.minor, [row.minor for row in committed])
    return [
        Part(Accounts(row.contribution, application_id, currency), *figures)
        for row, *figures in (
            (owed, share, owed.part(share), kept.part(share))
            for owed, kept, share in zip(committed, reserved, shares, strict=True)
        )
        if figures[0]
    ]


def _unaccounted_parts(application_id: int, amount: Money) -> list[tuple[Accounts, int, int]]:
    """Divide what is spent or paid back over the contributions: amount and book value of each."""
    currency = currency_of(application_id) or ""
    refuse_nothing(amount)
    refuse_other_currency(amount, currency)
    paid = held(AccountKind.DISBURSED, application=application_id)
    done: dict[int, int] = defaultdict(int)
    for kind in (AccountKind.REFUNDED, AccountKind.SPENT):
        for row in held(kind, application=application_id):
            done[row.contribution] += row.minor
    left = [row.minor - done[row.contribution] for row in paid]
    words = _("Only %(there)s were paid and are still to be accounted for.")
    refuse_more(amount, sum(left), words)
    shares = share_out(amount.minor, left)
    return [
        (Accounts(row.contribution, application_id, currency), share, row.part(share))
        for row, share in zip(paid, shares, strict=True)
        if share
    ]


def _bank(book: OpenBook, contribution: int) -> Place:
    return Place(contribution, AccountKind.BANK, book.own)
