"""Amounts in US dollars, to compare and to add up. The rates are indicative, never official."""

import datetime
from bisect import bisect_right
from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from django.utils import timezone

from matchmaking.money import Money
from matchmaking.vocabulary.models import ExchangeRate
from matchmaking.vocabulary.selectors.memory import remembered


class Rate(NamedTuple):
    """How many units made one US dollar on a day."""

    on: datetime.date
    per_usd: Decimal


def in_usd(money: Money, on: datetime.date | None = None) -> Money | None:
    """Return `money` in US dollars at the rate of a day (today); None where no rate is known."""
    if money.currency == "USD":
        return money
    rate = rate_on(money.currency, on)
    return None if rate is None else Money.of(money.amount / rate.per_usd, "USD")


def converted(money: Money, currency: str, on: datetime.date | None = None) -> Money | None:
    """Return `money` in another currency at the rates of a day (today); None where none is known.

    There and back, the smallest unit may differ: rates are no more exact than that.
    """
    if money.currency == currency:
        return money
    dollars = in_usd(money, on)
    if dollars is None or currency == "USD":
        return dollars
    rate = rate_on(currency, on)
    return None if rate is None else Money.of(dollars.amount * rate.per_usd, currency)


def rate_on(currency: str, on: datetime.date | None = None) -> Rate | None:
    """Return the last rate known on a day (today), before the first one the first one.

    An old report's amount is better compared at the first known rate than not at all.
    """
    rates = _rates().get(currency)
    if not rates:
        return None
    day = on or timezone.localdate()
    index = bisect_right(rates, day, key=lambda rate: rate.on)
    return rates[max(0, index - 1)]


@remembered
def _rates() -> Mapping[str, list[Rate]]:
    rows = ExchangeRate.objects.filter(retired_on=None).order_by("on")
    found: dict[str, list[Rate]] = {}
    for currency, on, per_usd in rows.values_list("currency_id", "on", "per_usd"):
        found.setdefault(currency, []).append(Rate(on, per_usd))
    return found
