"""What is left, committed, paid and spent, from the balances kept."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Sum

from matchmaking.applications.models import Application
from matchmaking.funds.models import Fund
from matchmaking.ledger.choices import AccountKind
from matchmaking.ledger.earmarks import Project
from matchmaking.ledger.facts import EarmarkData, left_of, project_of, purses_of, said_of
from matchmaking.ledger.models import Balance, Contribution
from matchmaking.money import Money


@dataclass(frozen=True)
class ProjectMoney:
    """What a project has of a fund, in the currency in which it was committed."""

    committed: Money
    disbursed: Money
    spent: Money
    refunded: Money
    # Committed and not yet paid.
    open: Money

    @property
    def unaccounted(self) -> Money:
        """What was paid and is neither accounted for nor paid back."""
        return self.disbursed - self.refunded - self.spent


@dataclass(frozen=True)
class FundMoney:
    """What a fund has and owes, in its own currency, at book value."""

    outstanding: Money
    received: Money
    available: Money
    committed: Money
    disbursed: Money
    spent: Money
    refunded: Money
    fees: Money
    returned: Money
    gains: Money
    losses: Money


@dataclass(frozen=True)
class EarmarkBalance:
    """What is left of all contributions that are meant for the same."""

    earmark: EarmarkData
    contributions: tuple[Contribution, ...]
    outstanding: Money
    received: Money
    available: Money

    @property
    def is_free(self) -> bool:
        """Whether it may be used for anything the fund does."""
        return self.earmark.is_free


def available(
    fund_id: int,
    *,
    for_application: Application | None = None,
    themes: Iterable[str] = (),
    countries: Iterable[str] = (),
    call: int | None = None,
) -> Money:
    """Return what may be committed to a project, or to one that is like this."""
    project = Project(frozenset(themes), frozenset(countries), call)
    if for_application is not None:
        project = project_of(for_application)
    purses = [purse for purse in purses_of(fund_id) if purse.earmark.fits(project)]
    return Money(sum(max(purse.left, 0) for purse in purses), _currency(fund_id))


def money_left(fund_id: int) -> list[EarmarkBalance]:
    """Return what is left for each earmark; what may be used for anything comes first, always."""
    groups: dict[EarmarkData, list[Contribution]] = {EarmarkData(): []}
    rows = Contribution.objects.filter(fund=fund_id).with_earmarks().order_by("pledged_on", "pk")
    for contribution in rows:
        groups.setdefault(said_of(contribution), []).append(contribution)
    currency, left = _currency(fund_id), left_of(fund_id)
    pledged = _by_contribution(fund_id, [AccountKind.PLEDGED])
    received = _by_contribution(fund_id, [AccountKind.EARMARKED, AccountKind.UNEARMARKED])

    def together(group: list[Contribution], figures: dict[int, int]) -> Money:
        return Money(abs(sum(figures.get(row.pk, 0) for row in group)), currency)

    return [
        EarmarkBalance(
            earmark,
            tuple(group),
            together(group, pledged),
            together(group, received),
            together(group, dict(left)),
        )
        for earmark, group in groups.items()
    ]


def project_figures(application_ids: Collection[int]) -> dict[int, ProjectMoney]:
    """Return the figures of the projects to which anything was ever committed."""
    rows = Balance.objects.filter(account__application__in=application_ids)
    rows = rows.exclude(account__kind__in=[AccountKind.GAINS, AccountKind.LOSSES])
    names = ("account__application", "account__currency", "account__kind")
    found: dict[tuple[int, str], dict[str, int]] = {}
    for application, currency, kind, total in rows.values_list(*names).annotate(Sum("minor")):
        found.setdefault((application, currency), {})[kind] = abs(total)
    return {
        application: _project_money(kinds, currency)
        for (application, currency), kinds in found.items()
    }


def fund_figures(fund_ids: Collection[int]) -> dict[int, FundMoney]:
    """Return the figures of funds; all are nothing where nothing was booked."""
    rows = Balance.objects.filter(account__fund__in=fund_ids)
    totals = rows.values_list("account__fund", "account__kind").annotate(Sum("reporting_minor"))
    found: dict[int, dict[str, int]] = {pk: {} for pk in fund_ids}
    for fund, kind, total in totals:
        found[fund][kind] = total
    currencies = Fund.objects.filter(pk__in=fund_ids).values_list("pk", "currency")
    return {pk: _fund_money(found[pk], currency) for pk, currency in currencies}


def _project_money(kinds: dict[str, int], currency: str) -> ProjectMoney:
    def of(kind: str) -> Money:
        return Money(kinds.get(kind, 0), currency)

    paid, owed = of(AccountKind.DISBURSED), of(AccountKind.COMMITTED)
    return ProjectMoney(owed + paid, paid, of(AccountKind.SPENT), of(AccountKind.REFUNDED), owed)


def _fund_money(kinds: dict[str, int], currency: str) -> FundMoney:
    def of(*names: str) -> Money:
        return Money(abs(sum(kinds.get(name, 0) for name in names)), currency)

    return FundMoney(
        outstanding=of(AccountKind.PLEDGED),
        received=of(AccountKind.EARMARKED, AccountKind.UNEARMARKED),
        available=of(AccountKind.BANK, AccountKind.COMMITTED),
        committed=of(AccountKind.COMMITTED),
        disbursed=of(AccountKind.DISBURSED),
        spent=of(AccountKind.SPENT),
        refunded=of(AccountKind.REFUNDED),
        fees=of(AccountKind.FEES),
        returned=of(AccountKind.RETURNED),
        gains=of(AccountKind.GAINS),
        losses=of(AccountKind.LOSSES),
    )


def _by_contribution(fund_id: int, kinds: Iterable[str]) -> dict[int, int]:
    rows = Balance.objects.filter(account__fund=fund_id, account__kind__in=kinds)
    return dict(rows.values_list("account__contribution").annotate(Sum("reporting_minor")))


def _currency(fund_id: int) -> str:
    return Fund.objects.values_list("currency", flat=True).get(pk=fund_id)
