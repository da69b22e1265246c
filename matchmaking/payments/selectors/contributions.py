"""What the pages of contributions show: earmarks in words, what arrived, what is left of a pot."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext as _

from accounts.choices import Role
from accounts.selectors import Person, organisation_ids
from matchmaking.documents.models import Attachment
from matchmaking.funds.models import Fund
from matchmaking.ledger.choices import AccountKind, Cause
from matchmaking.ledger.models import Balance, Contribution, Entry, Posting
from matchmaking.ledger.selectors import EarmarkBalance, money_left
from matchmaking.money import Money
from matchmaking.vocabulary.selectors import labels

RECEIVED = (AccountKind.EARMARKED, AccountKind.UNEARMARKED)
FUND_EYES = (Role.FUND_ADMINISTRATOR, Role.VIEWER)


@dataclass(frozen=True)
class ContributionRow:
    """A contribution with what arrived of it, in its own currency."""

    contribution: Contribution
    received: Money

    @property
    def outstanding(self) -> Money:
        """What is still to come; nothing where more arrived than was promised."""
        rest = self.contribution.pledged - self.received
        return max(rest, Money(0, rest.currency))

    @property
    def earmark(self) -> str:
        """For what it may be used, in a sentence."""
        return earmark_words(self.contribution)


@dataclass(frozen=True)
class Instalment:
    """Money that arrived: how much, when, and what it was worth in the fund's currency."""

    posting: Posting
    amount: Money
    worth: Money

    @property
    def number(self) -> int:
        """The number of the posting in the books of the fund."""
        return self.posting.number

    @property
    def document(self) -> Attachment | None:
        """The bank's paper."""
        return self.posting.document

    @property
    def rate(self) -> Mapping[str, str] | None:
        """The rate it came in at, its day and source; None in the fund's own currency."""
        return self.posting.rates.get(self.amount.currency)

    @property
    def rate_value(self) -> Decimal | None:
        """What one unit was worth."""
        return Decimal(self.rate["rate"]) if self.rate else None


@dataclass(frozen=True)
class Pot:
    """What a fund has left of the contributions that may be used for the same."""

    fund: Fund
    balance: EarmarkBalance

    @property
    def words(self) -> str:
        """For what it may be used; what is not earmarked has a line even where there is none."""
        if self.balance.is_free:
            return _("For anything the fund does.")
        return earmark_words(self.balance.contributions[0])


def contributions_for_listing(user: Person) -> QuerySet[Contribution]:
    """Return the contributions `user` may know of: to their fund, or of their organisation."""
    rows = Contribution.objects.visible_to(user).with_earmarks()
    return rows.select_related("fund__organisation", "donor", "call", "document")


def contribution_for_page(user: Person, pk: int) -> ContributionRow | None:
    """Return a contribution with what arrived, or None for what `user` may not know of."""
    return next(iter(gifts_of(contributions_for_listing(user).filter(pk=pk))), None)


def gifts_of(contributions: Iterable[Contribution]) -> list[ContributionRow]:
    """Join what arrived of each; one query for all of them."""
    rows = list(contributions)
    balances = Balance.objects.filter(account__contribution__in=rows, account__kind__in=RECEIVED)
    sums = balances.values_list("account__contribution").annotate(Sum("minor"))
    arrived: Mapping[int, int] = dict(sums)
    # What was received stands on the right side of its account: below zero.
    return [ContributionRow(row, Money(-arrived.get(row.pk, 0), row.currency)) for row in rows]


def instalments_of(contribution: Contribution) -> list[Instalment]:
    """Return what arrived of a contribution, the newest first; what was reversed is left out."""
    rows = Posting.objects.filter(
        contribution=contribution, cause=Cause.RECEIVE, reversed_by=None
    ).select_related("document", "actor")
    entries: dict[int, list[Entry]] = defaultdict(list)
    for entry in Entry.objects.filter(posting__in=rows).select_related("account"):
        entries[entry.posting_id].append(entry)
    return [_instalment(contribution, row, entries[row.pk]) for row in rows.order_by("-number")]


def pots_for(user: Person) -> list[Pot]:
    """Return what is left in the funds that `user` runs or audits."""
    funds = Fund.objects.filter(organisation__in=organisation_ids(user, FUND_EYES))
    return [
        Pot(fund, balance) for fund in funds.order_by("name") for balance in money_left(fund.pk)
    ]


def earmark_words(contribution: Contribution) -> str:
    """Say in a sentence what a contribution may be used for; fetch it `with_earmarks`."""
    parts = list(_earmark_parts(contribution))
    if not parts:
        return _("For anything the fund does.")
    return _("Only for projects %(conditions)s.") % {"conditions": "; ".join(parts)}


def _earmark_parts(contribution: Contribution) -> Iterator[str]:
    themes = [row.pk for row in contribution.themes.all()]
    if themes:
        yield _("on %(themes)s") % {"themes": _names("theme", themes)}
    places = _names("country", [row.pk for row in contribution.countries.all()])
    regions = _names("region", [row.pk for row in contribution.regions.all()])
    where = ", ".join(part for part in (places, regions) if part)
    if where:
        yield _("in %(places)s") % {"places": where}
    if contribution.call:
        yield _("of the call “%(call)s”") % {"call": contribution.call}


def _names(what: str, codes: list[str]) -> str:
    names = labels(what, codes)
    return ", ".join(sorted(names.get(code, code) for code in codes))


def _instalment(contribution: Contribution, row: Posting, entries: list[Entry]) -> Instalment:
    minor = sum(one.amount_minor for one in entries if one.account.kind in RECEIVED)
    bank = sum(one.reporting_minor for one in entries if one.account.kind == AccountKind.BANK)
    return Instalment(
        posting=row,
        amount=Money(-minor, contribution.currency),
        worth=Money(bank, contribution.fund.currency),
    )
