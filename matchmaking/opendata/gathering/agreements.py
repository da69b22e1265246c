"""Agreements in force as activities: only matches that both sides agreed to name in public.

They agreed that the two organisations, the State, the titles, the themes, the month and whether
it is fulfilled are shown. Amounts, kinds and days are shown where both agreed to that as well.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from matchmaking.agreements.choices import AgreementStatus
from matchmaking.agreements.models import Agreement, AgreementLine, Delivery
from matchmaking.agreements.querysets import AgreementQuerySet
from matchmaking.agreements.selectors import last_words
from matchmaking.agreements.shares import delivered_part
from matchmaking.introductions.choices import Side
from matchmaking.money import Money
from matchmaking.opendata.gathering.chunks import in_chunks
from matchmaking.opendata.gathering.evaluations import evaluations_of
from matchmaking.opendata.gathering.naming import identifiers_of
from matchmaking.opendata.gathering.places import coded, countries_of
from matchmaking.opendata.gathering.published import with_amounts
from matchmaking.opendata.gathering.publisher import party_of, plain_language
from matchmaking.opendata.gathering.results import Measured, measured_of
from matchmaking.opendata.iati.periods import budgets
from matchmaking.opendata.iati.rules import year_later
from matchmaking.opendata.iati.said import (
    ACCOUNTABLE,
    ACTUAL_START,
    CLOSED,
    COMMITMENT,
    DISBURSEMENT,
    FUNDING,
    GENERAL,
    IMPLEMENTING,
    NATIONAL,
    PLANNED_END,
    UNDER_WAY,
    Activity,
    Amount,
    Budget,
    Coded,
    Party,
    Stretch,
    Transaction,
    Words,
)
from matchmaking.vocabulary.models import Theme

Statements = Mapping[int, Mapping[str, Delivery]]
DOLLARS = "USD"


@dataclass(frozen=True)
class Shown:
    """What is shown of an agreement beside who agreed on what."""

    dates: Sequence[tuple[str, datetime.date]]
    currency: str = DOLLARS
    kinds: Sequence[Coded] = ()
    budgets: Sequence[Budget] = ()
    transactions: Sequence[Transaction] = ()


def agreement_activities(agreements: AgreementQuerySet) -> Iterator[tuple[str, Activity]]:
    """Yield each agreement as an activity, with its code."""
    for part in in_chunks(_joined(agreements)):
        yield from _Part(part).activities()


class _Part:
    """Some agreements, with all that is said of them read at once."""

    def __init__(self, agreements: Sequence[Agreement]) -> None:
        self.agreements = agreements
        ids = [agreement.pk for agreement in agreements]
        lines = [line.pk for agreement in agreements for line in agreement.lines.all()]
        self.names = identifiers_of("agreement", ids)
        self.statements: Statements = last_words(lines)
        self.measured = measured_of("agreement", ids)
        self.evaluations = evaluations_of("agreement", ids)

    def activities(self) -> Iterator[tuple[str, Activity]]:
        for agreement in self.agreements:
            code, identifier = self.names[agreement.pk]
            yield code, self._activity(agreement, identifier)

    def _activity(self, agreement: Agreement, identifier: str) -> Activity:
        need, offer = agreement.need, agreement.offer
        donor, recipient = _parties(agreement)
        measured: Measured | None = self.measured.get(agreement.pk)
        shown = _shown(agreement, self.statements)
        return Activity(
            identifier=identifier,
            language=plain_language(need.language),
            currency=shown.currency,
            title=Words(str(need)),
            descriptions=[(GENERAL, _description(agreement))],
            parties=[(FUNDING, donor), (ACCOUNTABLE, recipient), (IMPLEMENTING, donor)],
            numbers=[f"NEED-{need.pk}", f"OFFER-{offer.pk}"],
            status=CLOSED if agreement.status == AgreementStatus.FULFILLED else UNDER_WAY,
            dates=shown.dates,
            scope=NATIONAL,
            countries=countries_of([need.country]),
            themes=coded(need.themes.all()),
            kinds=shown.kinds,
            budgets=shown.budgets,
            transactions=shown.transactions,
            evaluations=self.evaluations.get(agreement.pk, ()),
            results=measured.results if measured else (),
        )


def _shown(agreement: Agreement, statements: Statements) -> Shown:
    """Return what of an agreement its sides agreed to show."""
    assert agreement.signed_at is not None  # noqa: S101 (only agreements in force are read here)
    signed_on = timezone.localdate(agreement.signed_at)
    if not all(getattr(agreement, f"{side}_shows") for side in Side):
        # The day is not shown, the month is.
        return Shown([(ACTUAL_START, signed_on.replace(day=1))])
    lines = list(agreement.lines.all())
    ends = [line.ends_on for line in lines if line.ends_on and line.ends_on >= signed_on]
    planned = [(PLANNED_END, max(ends))] if ends else []
    return Shown(
        dates=[(ACTUAL_START, signed_on), *planned],
        currency=next((line.currency for line in lines if line.amount), DOLLARS),
        kinds=_kinds(lines),
        budgets=_budgets(lines, signed_on),
        transactions=_transactions(agreement, lines, statements, signed_on),
    )


def _kinds(lines: Iterable[AgreementLine]) -> list[Coded]:
    found = {line.need_line.kind_id: line.need_line.kind.name_en for line in lines}
    return [Coded(*pair) for pair in found.items()]


def _budgets(lines: Iterable[AgreementLine], signed_on: datetime.date) -> list[Budget]:
    """Spread what is agreed, by currency, over the time in which it is delivered."""
    sums: dict[str, Money] = {}
    for line in lines:
        if line.amount:
            sums[line.currency] = sums.get(line.currency, Money(0, line.currency)) + line.amount
    starts = [line.starts_on for line in lines if line.starts_on]
    ends = [line.ends_on for line in lines if line.ends_on]
    start = min(starts, default=signed_on)
    end = max(ends, default=year_later(start) - datetime.timedelta(days=1))
    whole = Stretch(start, max(start, end))
    return [part for money in sums.values() for part in budgets(whole, _amount(money, signed_on))]


def _transactions(
    agreement: Agreement,
    lines: Iterable[AgreementLine],
    statements: Statements,
    signed_on: datetime.date,
) -> list[Transaction]:
    """Return what is committed, and what of it both sides say was delivered."""
    donor, recipient = _parties(agreement)
    found: list[Transaction] = []
    for line in lines:
        said = statements.get(line.pk, {})
        moved = [(COMMITMENT, line.amount, signed_on)]
        if set(said) == set(Side):
            day = min(max(word.on for word in said.values()), timezone.localdate())
            moved.append((DISBURSEMENT, delivered_part(line, said).amount, day))
        for kind, money, on in moved:
            if money and money.minor:
                number, words = f"{len(found) + 1:03d}", _in_words(line)
                amount = _amount(money, on)
                found.append(Transaction(number, kind, amount, words, donor, recipient))
    return found


def _in_words(line: AgreementLine) -> str:
    counted = "" if line.quantity is None else f": {line.quantity.normalize():f}"
    return f"{line.need_line.kind.name_en}{counted} {line.need_line.unit}".strip()


def _parties(agreement: Agreement) -> tuple[Party, Party]:
    return party_of(agreement.offer.organisation), party_of(agreement.need.organisation)


def _description(agreement: Agreement) -> Words:
    names = {"need": str(agreement.need), "offer": str(agreement.offer)}
    said = "Agreement on the assistance request “%(need)s” with the offer “%(offer)s”."
    return Words(said % names, "en")


def _amount(money: Money, day: datetime.date) -> Amount:
    return Amount(money.amount, money.currency, day)


def _joined(agreements: AgreementQuerySet) -> QuerySet[Agreement]:
    lines = AgreementLine.objects.select_related("need_line__kind").order_by("position", "pk")
    return with_amounts(agreements.with_parties()).prefetch_related(
        Prefetch("introduction__need__themes", Theme.objects.order_by("pk")),
        Prefetch("lines", lines),
    )
