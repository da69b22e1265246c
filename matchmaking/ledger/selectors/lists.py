"""Whose statements somebody may read, and who pays for a project."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import QuerySet, Sum

from accounts.models import Organisation
from accounts.selectors import Person, organisation_ids
from matchmaking.applications.access import FUND_EYES
from matchmaking.applications.models import Application
from matchmaking.funds.models import Fund
from matchmaking.ledger.choices import AccountKind
from matchmaking.ledger.models import Account, Balance, Contribution
from matchmaking.money import Money


@dataclass(frozen=True)
class Giver:
    """What one contribution gives to a project."""

    contribution: Contribution
    open: Money
    disbursed: Money


def funds_read_by(user: Person) -> QuerySet[Fund]:
    """Return the funds whose books `user` may read."""
    return Fund.objects.filter(organisation__in=organisation_ids(user, FUND_EYES)).order_by("name")


def contributors_read_by(user: Person) -> list[tuple[Fund, Organisation]]:
    """Return the funds to which the organisations of `user` contribute, with which one does."""
    rows = Contribution.objects.filter(donor__in=organisation_ids(user))
    rows = rows.select_related("fund", "donor").order_by("fund__name", "donor__name")
    return list(dict.fromkeys((row.fund, row.donor) for row in rows))


def projects_read_by(user: Person) -> QuerySet[Application]:
    """Return the applications of the side of `user` to which anything was committed."""
    paid = Account.objects.filter(kind=AccountKind.COMMITTED).values("application")
    rows = Application.objects.of_applicant(user).filter(pk__in=paid)
    return rows.select_related("proposal").order_by("number")


def givers_of(application_id: int) -> list[Giver]:
    """Return which contributions serve a project, and with how much each."""
    kinds = (AccountKind.COMMITTED, AccountKind.DISBURSED)
    rows = Balance.objects.filter(account__application=application_id, account__kind__in=kinds)
    names = ("account__contribution", "account__kind", "account__currency")
    found: dict[int, dict[str, Money]] = defaultdict(dict)
    for contribution, kind, currency, minor in rows.values_list(*names).annotate(Sum("minor")):
        found[contribution][kind] = Money(abs(minor), currency)
    contributions = Contribution.objects.filter(pk__in=found).with_earmarks().order_by("pk")
    return [
        Giver(row, found[row.pk][kinds[0]], found[row.pk].get(kinds[1]) or _none(found[row.pk]))
        for row in contributions
    ]


def _none(amounts: dict[str, Money]) -> Money:
    return Money(0, next(iter(amounts.values())).currency)
