"""Writing a framework that was carried over: each row once, known again by its key."""

from matchmaking.monitoring.carrying import FrameworkData, IndicatorData
from matchmaking.monitoring.models import Indicator, Period, PeriodTarget, Result, Undertaking


def write_missing(undertaking: Undertaking, said: FrameworkData) -> list[Indicator]:
    """Write the results and indicators that are not there yet; return the new indicators."""
    results = {row.key: row for row in undertaking.results.all()}
    new = [row for row in said.results if row.key not in results]
    for position, row in enumerate(new, start=len(results)):
        results[row.key] = Result.objects.create(
            undertaking=undertaking, key=row.key, position=position, **row.columns
        )
    for row in new:
        if row.parent in results:
            Result.objects.filter(pk=results[row.key].pk).update(parent=results[row.parent])
    periods = list(undertaking.periods.order_by("number"))
    known = set(undertaking.indicators.values_list("key", flat=True))
    missing = [row for row in said.indicators if row.key not in known]
    return [
        _write(undertaking, position, row, results.get(row.result), periods)
        for position, row in enumerate(missing, start=len(known))
    ]


def _write(
    undertaking: Undertaking,
    position: int,
    said: IndicatorData,
    result: Result | None,
    periods: list[Period],
) -> Indicator:
    row = Indicator.objects.create(
        undertaking=undertaking, result=result, key=said.key, position=position, **said.columns
    )
    wanted = {}
    # The last milestone of a period is where the indicator stands at its end.
    for day, value in sorted(said.targets.items()):
        period = next((one for one in periods if one.starts_on <= day <= one.ends_on), None)
        if period:
            wanted[period] = value
    for period, value in wanted.items():
        PeriodTarget.objects.create(indicator=row, period=period, value=value)
    return row
