"""Cutting a sum of money into budgets that are no longer than a year."""

import datetime
from collections.abc import Iterator
from decimal import ROUND_DOWN, Decimal

from matchmaking.opendata.iati.rules import year_later
from matchmaking.opendata.iati.said import Amount, Budget, Stretch

DAY = datetime.timedelta(days=1)


def years(whole: Stretch) -> Iterator[Stretch]:
    """Yield the parts of a stretch, each a year at most, without gaps."""
    start = whole.start
    while start <= whole.end:
        end = min(year_later(start) - DAY, whole.end)
        yield Stretch(start, end)
        start = end + DAY


def budgets(whole: Stretch, amount: Amount) -> list[Budget]:
    """Spread an amount over the years by their days; the parts add up to it exactly."""
    parts = list(years(whole))
    total = sum(_days(part) for part in parts)
    cent = Decimal(1).scaleb(min(0, int(amount.units.as_tuple().exponent)))
    sums = [(amount.units * _days(part) / total).quantize(cent, ROUND_DOWN) for part in parts]
    sums[-1] += amount.units - sum(sums)
    return [
        Budget(part, Amount(units, amount.currency, amount.on))
        for part, units in zip(parts, sums, strict=True)
    ]


def _days(part: Stretch) -> int:
    return (part.end - part.start).days + 1
