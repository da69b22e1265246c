"""What happens to a contribution itself: pledged, received, earmarked, charged, given back."""

import datetime
from dataclasses import replace
from typing import Any, Unpack

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from matchmaking import audit
from matchmaking.documents.models import Attachment
from matchmaking.ledger.choices import AccountKind, Cause
from matchmaking.ledger.errors import InsufficientFunds
from matchmaking.ledger.facts import EarmarkData, left_of, said_of
from matchmaking.ledger.legs import Leg, Place, credit, debit
from matchmaking.ledger.models import Contribution, Posting
from matchmaking.ledger.policies import gives_for
from matchmaking.ledger.services.book import How, OpenBook, Request, hold, repeated, write
from matchmaking.ledger.services.earmarking import write_earmark
from matchmaking.ledger.services.values import (
    OwnRate,
    held,
    money_data,
    rate_data,
    rate_of,
    refuse_more,
    refuse_nothing,
    refuse_other_currency,
    refuse_stranger,
    total,
)
from matchmaking.money import Money
from matchmaking.workflow import compare_and_set

NO_EARMARK = EarmarkData()


@transaction.atomic
def pledge(
    *,
    fund_id: int,
    donor_id: int,
    amount: Money,
    actor: User | None,
    key: str,
    pledged_on: datetime.date | None = None,
    earmark: EarmarkData = NO_EARMARK,
    reference: str = "",
    document: Attachment | None = None,
    note: str = "",
) -> Contribution:
    """Enter what a donor promises; asking again with the same `key` enters nothing more."""
    book = hold(fund_id)
    if actor is None or not gives_for(actor, donor_id):
        refuse_stranger(actor, book.fund)
    refuse_nothing(amount)
    asked = money_data(amount) | {"donor": donor_id, "earmark": earmark.as_data()}
    asked |= {"reference": reference.strip()}
    request = Request(Cause.PLEDGE, key, actor, asked, pledged_on, note, document)
    if found := repeated(book, request):
        return Contribution.objects.get(postings=found)
    contribution = Contribution.objects.create(
        fund=book.fund,
        donor_id=donor_id,
        pledged_minor=amount.minor,
        currency=amount.currency,
        pledged_on=request.day,
        reference=reference.strip(),
        document=document,
        note=note.strip(),
        created_by=actor,
    )
    write_earmark(contribution, earmark)
    request = replace(request, contribution_id=contribution.pk)
    _write_pledge(book, request, contribution, amount)
    audit.record(contribution, "pledge", actor=actor, changes={"pledged": ("", str(amount))})
    return contribution


@transaction.atomic
def raise_pledge(
    *, contribution_id: int, amount: Money, actor: User | None, key: str, **how: Unpack[How]
) -> Posting:
    """Enter that a donor promises more for the same."""
    book, contribution = _held(contribution_id, actor)
    request = _request(Cause.PLEDGE, contribution, money_data(amount), actor, key, how)
    if found := repeated(book, request):
        return found
    _refuse_amount(amount, contribution.currency)
    set_pledged(contribution, contribution.pledged_minor + amount.minor, actor)
    return _write_pledge(book, request, contribution, amount)


@transaction.atomic
def reduce_pledge(
    *, contribution_id: int, amount: Money, actor: User | None, key: str, **how: Unpack[How]
) -> Posting:
    """Enter that a part of what was promised, and has not arrived, will not come."""
    book, contribution = _held(contribution_id, actor)
    request = _request(Cause.REDUCE_PLEDGE, contribution, money_data(amount), actor, key, how)
    if found := repeated(book, request):
        return found
    _refuse_amount(amount, contribution.currency)
    outstanding = held(AccountKind.PLEDGED, contribution=contribution)
    refuse_more(amount, total(outstanding), _("Only %(there)s are still to be received."))
    set_pledged(contribution, contribution.pledged_minor - amount.minor, actor)
    return write(book, request, _taken_off(contribution, amount.minor)[0])


@transaction.atomic
def receive(
    *,
    contribution_id: int,
    amount: Money,
    actor: User | None,
    key: str,
    rate: OwnRate | None = None,
    **how: Unpack[How],
) -> Posting:
    """Book money that arrived: it comes off the pledge and is exchanged at the rate of the day."""
    book, contribution = _held(contribution_id, actor)
    asked = money_data(amount) | rate_data(rate)
    request = _request(Cause.RECEIVE, contribution, asked, actor, key, how)
    if found := repeated(book, request):
        return found
    _refuse_amount(amount, contribution.currency)
    today = rate_of(book, amount.currency, request, rate)
    worth = today.worth(amount.minor)
    legs, promised, book_value = _taken_off(contribution, amount.minor)
    # What comes beyond the pledge was never valued before: no gain, no loss.
    value = book_value + worth - today.worth(promised)
    legs.append(debit(Place(contribution.pk, AccountKind.BANK, book.own), worth, worth))
    legs.append(credit(_received(contribution), amount.minor, value))
    return write(book, request, legs)


@transaction.atomic
def charge_fee(
    *, contribution_id: int, amount: Money, actor: User | None, key: str, **how: Unpack[How]
) -> Posting:
    """Take a fee out of what is left of a contribution, in the fund's currency."""
    return _take_out(Cause.FEE, AccountKind.FEES, contribution_id, amount, actor, key, how)


@transaction.atomic
def give_back(
    *, contribution_id: int, amount: Money, actor: User | None, key: str, **how: Unpack[How]
) -> Posting:
    """Return to its contributor what is not used, in the fund's currency."""
    kind = AccountKind.RETURNED
    return _take_out(Cause.GIVE_BACK, kind, contribution_id, amount, actor, key, how)


def _take_out(
    cause: Cause,
    kind: AccountKind,
    contribution_id: int,
    amount: Money,
    actor: User | None,
    key: str,
    how: How,
) -> Posting:
    book, contribution = _held(contribution_id, actor)
    request = _request(cause, contribution, money_data(amount), actor, key, how)
    if found := repeated(book, request):
        return found
    _refuse_amount(amount, book.own)
    left = Money(left_of(book.fund.pk, [contribution.pk]).get(contribution.pk, 0), book.own)
    if amount.minor > left.minor:
        raise InsufficientFunds(amount, left)
    out, bank = (Place(contribution.pk, name, book.own) for name in (kind, AccountKind.BANK))
    minor = amount.minor
    return write(book, request, [debit(out, minor, minor), credit(bank, minor, minor)])


def _held(contribution_id: int, actor: User | None) -> tuple[OpenBook, Contribution]:
    """Return the contribution, read after its fund's book is held by somebody who keeps it."""
    fund_id = Contribution.objects.values_list("fund", flat=True).get(pk=contribution_id)
    book = hold(fund_id)
    refuse_stranger(actor, book.fund)
    return book, Contribution.objects.with_earmarks().get(pk=contribution_id)


def _request(
    cause: Cause,
    contribution: Contribution,
    asked: dict[str, Any],
    actor: User | None,
    key: str,
    how: How,
) -> Request:
    asked = {"contribution": contribution.pk} | asked
    return Request(cause, key, actor, asked, contribution_id=contribution.pk, **how)


def _refuse_amount(amount: Money, currency: str) -> None:
    refuse_nothing(amount)
    refuse_other_currency(amount, currency)


def _write_pledge(
    book: OpenBook, request: Request, contribution: Contribution, amount: Money
) -> Posting:
    worth = rate_of(book, amount.currency, request).worth(amount.minor)
    pledged, promised = _pledge_places(contribution)
    legs = [debit(pledged, amount.minor, worth), credit(promised, amount.minor, worth)]
    return write(book, request, legs)


def _taken_off(contribution: Contribution, minor: int) -> tuple[list[Leg], int, int]:
    """Return what takes so much off the pledge, as far as it goes: legs, amount, book value."""
    outstanding = held(AccountKind.PLEDGED, contribution=contribution)
    part = min(minor, total(outstanding))
    value = sum(row.part(part) for row in outstanding)
    pledged, promised = _pledge_places(contribution)
    return [credit(pledged, part, value), debit(promised, part, value)], part, value


def _pledge_places(contribution: Contribution) -> tuple[Place, Place]:
    kinds = (AccountKind.PLEDGED, AccountKind.PROMISED)
    pledged, promised = (Place(contribution.pk, kind, contribution.currency) for kind in kinds)
    return pledged, promised


def _received(contribution: Contribution) -> Place:
    is_free = said_of(contribution).is_free
    kind = AccountKind.UNEARMARKED if is_free else AccountKind.EARMARKED
    return Place(contribution.pk, kind, contribution.currency)


def set_pledged(contribution: Contribution, minor: int, actor: User | None) -> None:
    """Write what is pledged in all."""
    was, now = contribution.pledged, Money(minor, contribution.currency)
    compare_and_set(contribution, pledged_minor=minor)
    changes = {"pledged": (str(was), str(now))}
    audit.record(contribution, "change_pledge", actor=actor, changes=changes)
