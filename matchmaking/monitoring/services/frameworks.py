"""Writing a framework that was carried over: each row once, known again by its key."""

from matchmaking.monitoring.carrying import FrameworkData, IndicatorData
from matchmaking.monitoring.models import Indicator, Period, PeriodTarget, Result, Undertaking


def write_framework(undertaking: Undertaking, said: FrameworkData) -> None:
    """Write the results and indicators of an undertaking that has none yet."""
    results = {
        row.key: Result.objects.create(
            undertaking=undertaking, key=row.key, position=position, **row.columns
        )
        for position, row in enumerate(said.results)
    }
    for row in said.results:
        if row.parent in results:
            Result.objects.filter(pk=results[row.key].pk).update(parent=results[row.parent])
    periods = list(undertaking.periods.order_by("number"))
    for position, indicator in enumerate(said.indicators):
        _write(undertaking, position, indicator, results.get(indicator.result), periods)


def _write(
    undertaking: Undertaking,
    position: int,
    said: IndicatorData,
    result: Result | None,
    periods: list[Period],
) -> None:
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
