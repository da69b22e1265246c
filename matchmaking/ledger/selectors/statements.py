"""Statements of a fund, a contributor and a project: opening, lines, running totals, closing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet, Sum
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from accounts.selectors import Person
from matchmaking.applications.models import Application
from matchmaking.funds.models import Fund
from matchmaking.ledger.choices import AccountKind
from matchmaking.ledger.models import Entry, Posting
from matchmaking.ledger.querysets import PostingQuerySet
from matchmaking.ledger.services.parts import currency_of
from matchmaking.money import Money


class Measure(NamedTuple):
    """One column of a statement: which accounts it adds up, with which sign."""

    name: str
    label: str | Promise
    kinds: tuple[str, ...]
    sign: int = 1


OUTSTANDING = Measure("outstanding", _("Pledged, to be received"), (AccountKind.PLEDGED,))
RECEIVED = Measure("received", _("Received"), (AccountKind.EARMARKED, AccountKind.UNEARMARKED), -1)
BANK = Measure("bank", _("In the bank"), (AccountKind.BANK,))
COMMITTED = Measure("committed", _("Committed, to be paid"), (AccountKind.COMMITTED,), -1)
AVAILABLE = Measure("available", _("Available"), (AccountKind.BANK, AccountKind.COMMITTED))
DISBURSED = Measure("disbursed", _("Paid to the project"), (AccountKind.DISBURSED,))
PAID = Measure("disbursed", _("Paid to projects"), (AccountKind.DISBURSED,))
REFUNDED = Measure("refunded", _("Refunded"), (AccountKind.REFUNDED,), -1)
SPENT = Measure("spent", _("Accounted for"), (AccountKind.SPENT,))


@dataclass(frozen=True)
class Line:
    """One posting on a statement: what it changed, and what there was after it."""

    posting: Posting
    changes: list[Money]
    running: list[Money]

    @property
    def pairs(self) -> list[tuple[Money, Money]]:
        """Each change with what there was after it."""
        return list(zip(self.changes, self.running, strict=True))


@dataclass(frozen=True)
class Statement:
    """What a statement is of, before a period is chosen: its postings and its columns."""

    kind: str
    title: str
    fund: Fund
    currency: str
    measures: tuple[Measure, ...]
    postings: PostingQuerySet
    # Which entries of these postings count.
    entries: Mapping[str, Any]
    column: str = "reporting_minor"

    def totals(self, rows: "QuerySet[Posting]", before: Posting | None = None) -> list[Money]:
        """Return what the columns come to over postings, or over those before one of them."""
        entries = self._counted(rows)
        if before is not None:
            day = before.booked_on
            earlier = Q(posting__booked_on=day, posting__number__lt=before.number)
            entries = entries.filter(Q(posting__booked_on__lt=day) | earlier)
        return self._moneys(entries.aggregate(**self._sums()))

    def lines(self, page: Sequence[Posting], opening: Sequence[Money]) -> list[Line]:
        """Return postings in their order as lines, after what there was before the first one.

        What each changes is asked for those alone: of a whole book it takes seconds.
        """
        shown, running = [], list(opening)
        changed: Any = self._counted(page).values("posting").annotate(**self._sums())
        found = {row["posting"]: self._moneys(row) for row in changed.order_by()}
        nothing = self._moneys({measure.name: 0 for measure in self.measures})
        for posting in page:
            changes = found.get(posting.pk, nothing)
            running = [was + change for was, change in zip(running, changes, strict=True)]
            shown.append(Line(posting, changes, running))
        return shown

    def _counted(self, postings: Iterable[Posting]) -> "QuerySet[Entry]":
        return Entry.objects.filter(**self.entries, posting__in=postings)

    def _sums(self) -> dict[str, Sum]:
        return {
            measure.name: Sum(self.column, filter=Q(account__kind__in=measure.kinds), default=0)
            for measure in self.measures
        }

    def _moneys(self, sums: dict[str, Any]) -> list[Money]:
        return [Money(m.sign * int(sums[m.name]), self.currency) for m in self.measures]


def fund_statement(user: Person, fund: Fund) -> Statement:
    """Return the statement of a fund: what it has in the bank, owes, and has left."""
    return Statement(
        "fund",
        str(fund),
        fund,
        fund.currency,
        (OUTSTANDING, RECEIVED, BANK, COMMITTED, AVAILABLE),
        fund.postings.readable_by(user),
        {"account__fund": fund.pk},
    )


def contributor_statement(user: Person, fund: Fund, donor: Organisation) -> Statement:
    """Return the statement of one donor's contributions to a fund."""
    postings = fund.postings.readable_by(user)
    own = Entry.objects.filter(account__contribution__donor=donor, account__fund=fund)
    return Statement(
        "contributor",
        str(donor),
        fund,
        fund.currency,
        (OUTSTANDING, RECEIVED, COMMITTED, PAID, AVAILABLE),
        postings.filter(pk__in=own.values("posting")),
        {"account__contribution__donor": donor.pk},
    )


def project_statement(application: Application) -> Statement:
    """Return the statement of a project, in the currency it was committed in."""
    fund = application.call.fund
    return Statement(
        "project",
        str(application),
        fund,
        currency_of(application.pk) or application.call.currency,
        (COMMITTED, DISBURSED, SPENT, REFUNDED),
        application.postings.all(),
        {"account__application": application.pk},
        "amount_minor",
    )
