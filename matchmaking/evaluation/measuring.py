"""The facts of an undertaking, gathered for the engine, and kept as they stood."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from django.db.models import Max, Min
from django.utils import timezone

from matchmaking.agreements.models import Agreement, Delivery
from matchmaking.agreements.selectors import last_words
from matchmaking.agreements.shares import delivered_part
from matchmaking.applications.models import Submission
from matchmaking.evaluation.engine import measures
from matchmaking.evaluation.engine.measures import Code, Line, Measure, Part, Step
from matchmaking.ledger.selectors import project_figures
from matchmaking.money import Money
from matchmaking.monitoring.models import Undertaking
from matchmaking.monitoring.selectors import IndicatorNow, latest_values, needs_of
from matchmaking.needs.models import Need, NeedLine
from matchmaking.observations.selectors import still_in_use
from matchmaking.payments.models import Project
from matchmaking.progress.models import HandOver, Statement

Given = dict[int, tuple[Decimal | None, Decimal | None]]


def measured(undertaking: Undertaking) -> list[Measure]:
    """Return all that can be computed of an undertaking today; what says nothing is left out."""
    needs = needs_of(undertaking)
    found = [*_lines(undertaking, needs), _achievement(undertaking), *_money(undertaking)]
    found += [*_in_use(undertaking), measures.days(list(_steps(undertaking, needs)))]
    return [one for one in found if one.parts]


def dumped(found: Iterable[Measure]) -> list[dict[str, Any]]:
    """Return measures as they are kept: exact figures as text."""
    return [_plain(asdict(one)) for one in found]


def loaded(rows: Iterable[dict[str, Any]]) -> list[Measure]:
    """Return measures that were kept."""
    return [
        Measure(
            code=Code(row["code"]),
            value=_number(row["value"]),
            parts=tuple(_part(part) for part in row["parts"]),
            missing=row["missing"],
            is_verified=row["is_verified"],
        )
        for row in rows
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value


def _part(row: dict[str, Any]) -> Part:
    numbers = {name: _number(row[name]) for name in ("numerator", "denominator", "ratio")}
    return Part(words=row["words"], unit=row["unit"], why=row["why"], **numbers)


def _number(said: str | None) -> Decimal | None:
    return None if said is None else Decimal(said)


def _lines(undertaking: Undertaking, needs: list[Need]) -> Iterator[Measure]:
    if undertaking.agreement is not None:
        given = _given(undertaking.agreement)
        rows = NeedLine.objects.filter(need__in=needs).order_by("need", "position", "pk")
        lines = list(rows.select_related("kind"))
        yield measures.coverage(Code.COVERAGE, [_line(row, given, 0) for row in lines])
        yield measures.coverage(Code.DELIVERED, [_line(row, given, 1) for row in lines])
    elif undertaking.project is not None:
        yield measures.coverage(Code.COVERAGE, _asked_money(undertaking.project, needs))
        yield measures.coverage(Code.DELIVERED, _handed_over(undertaking))


def _line(row: NeedLine, given: Given, place: int) -> Line:
    words = row.description or str(row.kind)
    if row.quantity is None:
        return Line(words, row.unit, None, None)
    return Line(words, row.unit, row.quantity, given.get(row.pk, (Decimal(0), Decimal(0)))[place])


def _given(agreement: Agreement) -> Given:
    """Return how much of each line of the request was agreed and delivered, where counted."""
    lines = list(agreement.lines.all())
    said = last_words([line.pk for line in lines])
    found: Given = {}
    for line in lines:
        parts = (line.quantity, delivered_part(line, said.get(line.pk, {})).quantity)
        before = found.get(line.need_line_id, (None, None))
        found[line.need_line_id] = (_sum(before[0], parts[0]), _sum(before[1], parts[1]))
    return found


def _sum(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    known = [part for part in (one, other) if part is not None]
    return sum(known, Decimal(0)) if known else None


def _asked_money(project: Project, needs: list[Need]) -> list[Line]:
    """Return the budgets of the requests against what was granted; only in the same currency."""
    budgets = [need.budget for need in needs]
    if len(budgets) == 1 and budgets[0] and budgets[0].currency == project.currency:
        pair = budgets[0].amount, project.amount.amount
        return [Line(str(needs[0]), project.currency, *pair)]
    return [Line(str(need), project.currency, None, None) for need in needs]


def _handed_over(undertaking: Undertaking) -> Iterator[Line]:
    rows = HandOver.objects.filter(undertaking=undertaking).prefetch_related("statements")
    for row in rows.order_by("pk"):
        last: dict[str, Decimal] = {}
        for said in sorted(row.statements.all(), key=lambda one: one.pk):
            last[said.side] = said.quantity
        # What one side alone says has not been confirmed.
        confirmed = min(last.values()) if len(last) > 1 else None
        yield Line(row.words, row.unit, row.quantity, confirmed)


def _achievement(undertaking: Undertaking) -> Measure:
    rows = latest_values([undertaking.pk])[undertaking.pk]
    valued = [row.value for row in rows if row.value is not None]
    is_verified = all(value.is_verified for value in valued) if valued else None
    return measures.achievement([_of_indicator(row) for row in rows], is_verified=is_verified)


def _of_indicator(row: IndicatorNow) -> Part:
    found = row.achievement
    return Part(
        words=str(row.indicator),
        numerator=found.numerator,
        denominator=found.denominator,
        unit=row.indicator.unit,
        ratio=found.ratio,
        why=found.why,
    )


def _money(undertaking: Undertaking) -> Iterator[Measure]:
    if undertaking.project is not None:
        found = project_figures([undertaking.project.application_id])
        for money in found.values():
            yield _paid(money.disbursed, money.committed)
    elif undertaking.agreement is not None:
        yield from _paid_by_agreement(undertaking.agreement)


def _paid_by_agreement(agreement: Agreement) -> Iterator[Measure]:
    lines = [line for line in agreement.lines.all() if line.quantity is None and line.amount]
    said = last_words([line.pk for line in lines])
    for line in lines:
        paid = delivered_part(line, said.get(line.pk, {})).amount
        if paid is not None and line.amount is not None:
            yield _paid(paid, line.amount)


def _paid(paid: Money, whole: Money) -> Measure:
    words = whole.currency
    return measures.share(Code.DISBURSED, words, paid.amount, whole.amount, unit=whole.currency)


def _in_use(undertaking: Undertaking) -> Iterator[Measure]:
    found = still_in_use([undertaking.pk]).get(undertaking.pk)
    if found is not None:
        yield measures.share(
            Code.IN_USE,
            str(found.months),
            found.used,
            Decimal(found.of),
            is_verified=bool(found.verified),
        )


def _steps(undertaking: Undertaking, needs: list[Need]) -> Iterator[Step]:
    published = [need.published_at for need in needs if need.published_at]
    yield Step("request", _day(min(published, default=None)))
    if undertaking.agreement is not None:
        yield from _steps_of_agreement(undertaking.agreement)
    elif undertaking.project is not None:
        yield from _steps_of_project(undertaking, undertaking.project)


def _steps_of_agreement(agreement: Agreement) -> Iterator[Step]:
    yield Step("offer", _day(agreement.introduction.proposed_at))
    yield Step("agreement", _day(agreement.signed_at))
    said = Delivery.objects.filter(line__agreement=agreement)
    yield Step("delivery", said.aggregate(last=Max("on"))["last"])


def _steps_of_project(undertaking: Undertaking, project: Project) -> Iterator[Step]:
    handed_in = Submission.objects.filter(application=project.application_id)
    yield Step("proposal", _day(handed_in.aggregate(first=Min("submitted_at"))["first"]))
    yield Step("approval", _day(project.created_at))
    yield Step("agreement", project.signed_on)
    said = Statement.objects.filter(hand_over__undertaking=undertaking)
    yield Step("delivery", said.aggregate(last=Max("on"))["last"])


def _day(moment: datetime.datetime | None) -> datetime.date | None:
    return timezone.localdate(moment) if moment else None
