"""Results, indicators and values of undertakings: few queries, however many they are."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from matchmaking.monitoring.achievement import Achievement, ratio
from matchmaking.monitoring.choices import ValueStatus
from matchmaking.monitoring.models import (
    Indicator,
    Period,
    PeriodTarget,
    Result,
    Undertaking,
    Value,
)


@dataclass(frozen=True)
class IndicatorNow:
    """Where an indicator stands: the last approved value, and how far it has come.

    `due` is what was to be reached by the end of that period: its own target where there is one,
    the one of an earlier period, or else the target at the end.
    """

    indicator: Indicator
    value: Value | None
    due: Decimal | None
    achievement: Achievement
    on_the_way: Achievement


@dataclass(frozen=True)
class IndicatorRow:
    """An indicator with its values and targets by the number of the period."""

    indicator: Indicator
    values: dict[int, Value]
    targets: dict[int, Decimal]
    now: IndicatorNow


@dataclass(frozen=True)
class ResultRow:
    """A result with its indicators; `result` None holds those that belong to none."""

    result: Result | None
    depth: int
    indicators: list[IndicatorRow]


@dataclass(frozen=True)
class Framework:
    """The whole framework of one undertaking, results in their order."""

    undertaking_id: int
    periods: list[Period]
    results: list[ResultRow]

    @property
    def indicators(self) -> list[IndicatorRow]:
        """All indicators, in the order of their results."""
        return [row for result in self.results for row in result.indicators]


def framework(undertaking: Undertaking) -> Framework:
    """Return results, indicators and values of one undertaking."""
    return frameworks([undertaking.pk])[undertaking.pk]


def frameworks(undertaking_ids: Collection[int]) -> dict[int, Framework]:
    """Return the framework of each undertaking; the queries are the same for one and many."""
    of = {"undertaking__in": undertaking_ids}
    periods: dict[int, list[Period]] = defaultdict(list)
    for period in Period.objects.filter(**of).order_by("number"):
        periods[period.undertaking_id].append(period)
    results: dict[int, list[Result]] = defaultdict(list)
    for result in Result.objects.filter(**of).order_by("position", "pk"):
        results[result.undertaking_id].append(result)
    rows: dict[int, list[IndicatorRow]] = defaultdict(list)
    for row in _indicator_rows(undertaking_ids):
        rows[row.indicator.undertaking_id].append(row)
    return {pk: Framework(pk, periods[pk], _tree(results[pk], rows[pk])) for pk in undertaking_ids}


def latest_values(undertaking_ids: Collection[int]) -> dict[int, list[IndicatorNow]]:
    """Return where each indicator of each undertaking stands now."""
    found: dict[int, list[IndicatorNow]] = {pk: [] for pk in undertaking_ids}
    for row in _indicator_rows(undertaking_ids):
        found[row.indicator.undertaking_id].append(row.now)
    return found


def _indicator_rows(undertaking_ids: Collection[int]) -> list[IndicatorRow]:
    indicators = Indicator.objects.filter(undertaking__in=undertaking_ids, is_dropped=False)
    ordered = list(indicators.select_related("reference").order_by("position", "pk"))
    ids = [row.pk for row in ordered]
    values: dict[int, dict[int, Value]] = defaultdict(dict)
    rows = Value.objects.filter(indicator__in=ids).select_related("period")
    for value in rows.prefetch_related("parts", "evidence"):
        values[value.indicator_id][value.period.number] = value
    targets: dict[int, dict[int, Decimal]] = defaultdict(dict)
    for target in PeriodTarget.objects.filter(indicator__in=ids).select_related("period"):
        targets[target.indicator_id][target.period.number] = target.value
    return [_row(one, values[one.pk], targets[one.pk]) for one in ordered]


def _row(
    indicator: Indicator, values: dict[int, Value], targets: dict[int, Decimal]
) -> IndicatorRow:
    return IndicatorRow(indicator, values, targets, _now(indicator, values, targets))


def _now(
    indicator: Indicator, values: dict[int, Value], targets: dict[int, Decimal]
) -> IndicatorNow:
    approved = [n for n, value in values.items() if value.status == ValueStatus.APPROVED]
    number = max(approved, default=0)
    value = values.get(number)
    earlier = [n for n in targets if n <= number]
    due = targets[max(earlier)] if earlier else indicator.target
    actual = value.number if value else None
    start, way = indicator.baseline, indicator.direction
    whole = ratio(start, indicator.target, actual, way)
    return IndicatorNow(indicator, value, due, whole, ratio(start, due, actual, way))


def _tree(results: list[Result], rows: list[IndicatorRow]) -> list[ResultRow]:
    """Return the results, each after the one it serves, then indicators of no result."""
    of: dict[int | None, list[IndicatorRow]] = defaultdict(list)
    for row in rows:
        of[row.indicator.result_id].append(row)
    children: dict[int | None, list[Result]] = defaultdict(list)
    known = {result.pk for result in results}
    for result in results:
        parent = result.parent_id if result.parent_id in known else None
        children[parent].append(result)
    found = list(_walk(children, None, 0, of))
    return [*found, ResultRow(None, 0, of[None])] if of[None] else found


def _walk(
    children: dict[int | None, list[Result]],
    parent: int | None,
    depth: int,
    of: dict[int | None, list[IndicatorRow]],
) -> Iterable[ResultRow]:
    for result in children[parent]:
        yield ResultRow(result, depth, of[result.pk])
        yield from _walk(children, result.pk, depth + 1, of)
