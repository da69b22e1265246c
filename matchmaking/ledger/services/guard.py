"""What no posting may bring about, whatever its cause: looked at after each one is written."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from matchmaking.errors import DomainError
from matchmaking.ledger.choices import AccountKind
from matchmaking.ledger.facts import AVAILABLE
from matchmaking.ledger.legs import Leg
from matchmaking.ledger.models import Balance

# These never hold more than nothing on the left side, all others but one never less.
CREDITED = (
    AccountKind.COMMITTED,
    AccountKind.PROMISED,
    AccountKind.EARMARKED,
    AccountKind.UNEARMARKED,
    AccountKind.REFUNDED,
    AccountKind.GAINS,
    AccountKind.ACCOUNTED,
)
# What a project was paid, less what it gave back and accounted for, is still to be accounted for.
TO_ACCOUNT_FOR = (AccountKind.DISBURSED, AccountKind.REFUNDED, AccountKind.SPENT)


class NotPossible(DomainError):
    """An account would hold less than nothing."""

    message = _("This cannot be booked: later postings build on what it would take away.")


def refuse_impossible(legs: Iterable[Leg]) -> None:
    """Raise where what was just written leaves less than nothing anywhere."""
    touched = list(legs)
    contributions = {leg.place.contribution for leg in touched}
    applications = {leg.place.application for leg in touched if leg.place.application}
    rows = Balance.objects.filter(account__contribution__in=contributions)
    near = rows.filter(Q(account__application=None) | Q(account__application__in=applications))
    _refuse_wrong_side(near)
    _refuse_overspending(near)
    _refuse_overdraft(rows)


def refuse_impossible_balances(rows: QuerySet[Balance]) -> None:
    """Raise where any of these balances is one that no posting may bring about."""
    _refuse_wrong_side(rows)
    _refuse_overspending(rows)
    _refuse_overdraft(rows)


def _refuse_wrong_side(rows: QuerySet[Balance]) -> None:
    sides = rows.exclude(account__kind=AccountKind.EXCHANGE)
    credited = Q(account__kind__in=CREDITED)
    left = credited & (Q(minor__gt=0) | Q(reporting_minor__gt=0))
    right = ~credited & (Q(minor__lt=0) | Q(reporting_minor__lt=0))
    worth_of_nothing = Q(minor=0) & ~Q(reporting_minor=0)
    if sides.filter(left | right | worth_of_nothing).exists():
        raise NotPossible


def _refuse_overspending(rows: QuerySet[Balance]) -> None:
    paid = rows.filter(account__kind__in=TO_ACCOUNT_FOR)
    by_project = paid.values("account__contribution", "account__application", "account__currency")
    # Paid stands on the left, refunded on the right; spent is to be taken off as well.
    left = Sum("minor", filter=~Q(account__kind=AccountKind.SPENT), default=0)
    spent = Sum("minor", filter=Q(account__kind=AccountKind.SPENT), default=0)
    if by_project.annotate(open=left - spent).filter(open__lt=0).exists():
        raise NotPossible


def _refuse_overdraft(rows: QuerySet[Balance]) -> None:
    available = rows.filter(account__kind__in=AVAILABLE).values("account__contribution")
    if available.annotate(left=Sum("reporting_minor")).filter(left__lt=0).exists():
        raise NotPossible
