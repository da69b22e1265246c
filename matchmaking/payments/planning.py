"""From the rules of a fund to the tranches and reports of one project: sums and days, no rows."""

import calendar
import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from django.utils.translation import gettext as _

from matchmaking.errors import DomainError
from matchmaking.funds.terms import Duty, TrancheTerms
from matchmaking.money import Money
from matchmaking.payments.choices import ReportKind, Tie

WHOLE = 100


@dataclass(frozen=True)
class PlannedReport:
    """A report with the day it is due."""

    kind: str
    matter: str
    due_on: datetime.date


@dataclass(frozen=True)
class PlannedTranche:
    """A tranche as it is planned; `report` is the number of the report it waits for."""

    amount_minor: int
    tie: str
    report: int | None = None
    due_on: datetime.date | None = None


class FaultyPlan(DomainError):
    """The tranches do not add up, or one waits for nothing; `rows` says it row by row."""

    def __init__(self, message: str, rows: dict[int, dict[str, str]] | None = None) -> None:
        super().__init__(message, field="amount")
        self.rows = rows or {}


def parts_of(amount_minor: int, percents: Sequence[int]) -> list[int]:
    """Divide an amount by shares, so that the parts add up to it exactly; the last takes cents."""
    whole = sum(percents) or WHOLE
    parts = [amount_minor * percent // whole for percent in percents[:-1]]
    return [*parts, amount_minor - sum(parts)]


def months_after(day: datetime.date, months: int) -> datetime.date:
    """Return the same day of a later month, or its last day."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return day.replace(
        year=year, month=month, day=min(day.day, calendar.monthrange(year, month)[1])
    )


def reports_for(
    duties: Sequence[Duty], starts_on: datetime.date, ends_on: datetime.date
) -> list[PlannedReport]:
    """Return the reports with their days, the earliest first.

    An interim report comes again and again until the project ends, a final one once after it.
    """
    planned = [
        PlannedReport(duty.kind, duty.subject, day)
        for duty in duties
        for day in _days_of(duty, starts_on, ends_on)
    ]
    return sorted(planned, key=lambda row: (row.due_on, row.kind == ReportKind.FINAL, row.matter))


def tranches_for(
    amount_minor: int, shares: Sequence[TrancheTerms], reports: Sequence[PlannedReport]
) -> list[PlannedTranche]:
    """Return the tranches: the nth that is tied to a report waits for the nth day of reports."""
    shares = shares or [TrancheTerms(WHOLE, Tie.SIGNATURE, {})]
    amounts = parts_of(amount_minor, [share.percent for share in shares])
    waits_for = iter(_last_of_each_day(reports))
    planned = []
    for share, minor in zip(shares, amounts, strict=True):
        report = next(waits_for, None) if share.tied_to == Tie.REPORT else None
        # Nothing to wait for (the rules ask for no report): conditions take its place.
        tie = Tie.CONDITION if share.tied_to == Tie.REPORT and report is None else share.tied_to
        planned.append(PlannedTranche(minor, tie, report))
    return [row for row in planned if row.amount_minor > 0]


def refuse_faulty_plan(plan: Sequence[PlannedTranche], amount: Money, reports: int) -> None:
    """Raise FaultyPlan unless the rows add up to what was approved and each waits for something."""
    rows = {n: fault for n, row in enumerate(plan) if (fault := _fault_of(row, reports))}
    if rows:
        raise FaultyPlan(_("Some tranches are not complete."), rows)
    if not plan:
        raise FaultyPlan(_("Plan at least one tranche."))
    total = Money(sum(row.amount_minor for row in plan), amount.currency)
    if total != amount:
        words = {"total": total, "approved": amount, "difference": _difference(total, amount)}
        raise FaultyPlan(
            _("The tranches come to %(total)s; %(approved)s were approved: %(difference)s.") % words
        )


def _difference(total: Money, amount: Money) -> str:
    if total < amount:
        return _("%(sum)s are missing") % {"sum": amount - total}
    return _("%(sum)s too much") % {"sum": total - amount}


def _fault_of(row: PlannedTranche, reports: int) -> dict[str, str]:
    if row.amount_minor <= 0:
        return {"amount": _("Say how much this tranche is.")}
    if row.tie == Tie.REPORT and not 1 <= (row.report or 0) <= reports:
        return {"report": _("Say which report it waits for.")}
    return {}


def _days_of(
    duty: Duty, starts_on: datetime.date, ends_on: datetime.date
) -> Iterator[datetime.date]:
    if duty.kind == ReportKind.FINAL:
        yield months_after(ends_on, duty.months)
        return
    for times in count(1):
        day = months_after(starts_on, duty.months * times)
        if duty.months < 1 or day > ends_on:
            return
        yield day


def _last_of_each_day(reports: Sequence[PlannedReport]) -> list[int]:
    """Return the number of the last report due on each day."""
    last = {row.due_on: number for number, row in enumerate(reports, start=1)}
    return list(last.values())
