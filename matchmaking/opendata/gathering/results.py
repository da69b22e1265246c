"""What was measured: approved values of indicators that may be published, and nothing else."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, QuerySet

from matchmaking.monitoring.choices import Answer, Direction, Level, Measure
from matchmaking.monitoring.models import Indicator, Period, PeriodTarget, Undertaking, Value
from matchmaking.opendata.iati.said import (
    COUNTED,
    IMPACT,
    IN_WORDS,
    NOMINAL,
    ORDINAL,
    OTHER,
    OUTCOME,
    OUTPUT,
    PERCENT,
    IndicatorSaid,
    PeriodSaid,
    Point,
    ResultSaid,
    Stretch,
)

LEVELS = {Level.OUTPUT: OUTPUT, Level.OUTCOME: OUTCOME, Level.IMPACT: IMPACT}
MEASURES = {
    Measure.UNIT: COUNTED,
    Measure.PERCENT: PERCENT,
    Measure.YESNO: NOMINAL,
    Measure.ORDINAL: ORDINAL,
    Measure.WORDS: IN_WORDS,
}


@dataclass(frozen=True)
class Measured:
    """The results of a project or agreement that may be published, and when they last changed."""

    results: list[ResultSaid]
    changed_at: datetime.datetime | None

    @property
    def aims(self) -> list[str]:
        """What shall be different in the end."""
        return [result.title for result in self.results if result.level in (OUTCOME, IMPACT)]


def measured_of(column: str, ids: Collection[int]) -> dict[int, Measured]:
    """Return what was measured of projects or agreements by their ids; five queries at most."""
    undertakings = Undertaking.objects.filter(**{f"{column}__in": ids})
    periods: Any = Prefetch("periods", Period.objects.order_by("number"))
    rows = undertakings.prefetch_related(periods, Prefetch("indicators", _public()))
    found = {}
    for undertaking in rows:
        if indicators := list(undertaking.indicators.all()):
            found[getattr(undertaking, f"{column}_id")] = _measured(undertaking, indicators)
    return found


def _public() -> QuerySet[Indicator]:
    values = Value.objects.approved().prefetch_related("parts").order_by("period__number")
    rows = Indicator.objects.filter(is_public=True).select_related("result", "reference")
    return rows.order_by("result__position", "result", "position", "pk").prefetch_related(
        Prefetch("values", values), Prefetch("period_targets", PeriodTarget.objects.order_by("pk"))
    )


def _measured(undertaking: Undertaking, indicators: Sequence[Indicator]) -> Measured:
    groups: dict[Any, list[Indicator]] = defaultdict(list)
    for indicator in indicators:
        groups[indicator.result].append(indicator)
    decided = (v.decided_at for indicator in indicators for v in indicator.values.all())
    results = [_result(undertaking, *group) for group in groups.items()]
    return Measured(results, max((at for at in decided if at), default=None))


def _result(undertaking: Undertaking, result: Any, indicators: Iterable[Indicator]) -> ResultSaid:
    said = [_indicator(undertaking, indicator) for indicator in indicators]
    if result is None:
        # A goal that the request names and no result of the framework.
        return ResultSaid(OTHER, undertaking.title, said)
    return ResultSaid(LEVELS[Level(result.level)], result.statement, said)


def _indicator(undertaking: Undertaking, said: Indicator) -> IndicatorSaid:
    return IndicatorSaid(
        title=said.title,
        measure=MEASURES[Measure(said.measure)],
        is_ascending=said.direction == Direction.UP,
        description=_description(said),
        reference=said.reference_id or "",
        baseline=said.baseline,
        baseline_on=said.baseline_on or undertaking.starts_on,
        periods=list(_periods(undertaking, said)),
    )


def _description(said: Indicator) -> str:
    unit = f"({said.unit})" if said.unit else ""
    return " ".join(part for part in (said.definition, unit) if part)


def _periods(undertaking: Undertaking, said: Indicator) -> Iterator[PeriodSaid]:
    """Yield the periods for which there is a target or an approved value."""
    values = {value.period_id: value for value in said.values.all()}
    targets = {target.period_id: target.value for target in said.period_targets.all()}
    periods = list(undertaking.periods.all())
    if periods and said.target is not None:
        targets.setdefault(periods[-1].pk, said.target)
    for period in periods:
        wanted = _targets(said, targets.get(period.pk))
        reached = _actuals(said, values.get(period.pk))
        if wanted or reached:
            yield PeriodSaid(Stretch(period.starts_on, period.ends_on), wanted, reached)


def _targets(said: Indicator, target: Decimal | None) -> list[Point]:
    """Return a target; what is described in words has no number to be reached."""
    return [] if target is None or said.measure == Measure.WORDS else [Point(target)]


def _actuals(said: Indicator, value: Value | None) -> list[Point]:
    """Return a value and its parts; "not known" and its reason are no value."""
    if value is None:
        return []
    if said.measure == Measure.WORDS:
        return [Point(words=value.words)] if value.answer == Answer.WORDS else []
    if value.answer != Answer.NUMBER:
        return []
    parts = sorted(value.parts.all(), key=lambda part: part.pk)
    return [
        Point(value.number),
        *(Point(part.number, dimension=(part.by, part.group)) for part in parts),
    ]
