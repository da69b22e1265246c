"""The dated rates at which other currencies come into a fund's books."""

import datetime
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Context, Decimal

from babel.numbers import get_currency_precision

from matchmaking.ledger.errors import RateMissing
from matchmaking.money import Money
from matchmaking.vocabulary.models import ExchangeRate

# So many digits of a rate are kept and used, so that an auditor can compute it again.
DIGITS = Context(prec=12)
SAME = Decimal(1)


@dataclass(frozen=True)
class Rate:
    """What one unit of `currency` is worth in `own`, since when, and who says so."""

    currency: str
    own: str
    value: Decimal
    on: datetime.date | None = None
    source: str = ""

    def __post_init__(self) -> None:
        if self.value <= 0:
            raise RateMissing(self.currency)

    def worth(self, minor: int) -> int:
        """Return what an amount is worth in the fund's currency, rounded half up."""
        amount = Money(minor, self.currency).amount * self.value
        return Money.of(amount, self.own).minor if minor >= 0 else -self.worth(-minor)

    def bought_with(self, minor: int) -> int:
        """Return how much so much of the fund's currency buys at most."""
        amount = Money(minor, self.own).amount / self.value
        units = amount.scaleb(get_currency_precision(self.currency))
        return int(units.to_integral_value(ROUND_FLOOR))

    def as_data(self) -> dict[str, dict[str, str]]:
        """Return it as a posting keeps it; nothing for the fund's own currency."""
        if self.currency == self.own:
            return {}
        said = {"rate": f"{self.value:f}", "on": str(self.on or ""), "source": self.source}
        return {self.currency: said}


def rate_for(currency: str, own: str, on: datetime.date) -> Rate:
    """Return the last known rate on or before a day, or raise RateMissing: never a later one."""
    if currency == own:
        return Rate(currency, own, SAME)
    theirs, ours = _per_dollar(currency, on), _per_dollar(own, on)
    known = [found for found in (theirs, ours) if found.on]
    return Rate(
        currency,
        own,
        DIGITS.divide(ours.value, theirs.value),
        min(found.on for found in known if found.on),
        "; ".join(dict.fromkeys(found.source for found in known)),
    )


def _per_dollar(currency: str, on: datetime.date) -> Rate:
    """Return how many units made one dollar, the other way round than `Rate` says it."""
    if currency == "USD":
        return Rate(currency, "USD", SAME)
    rows = ExchangeRate.objects.filter(currency=currency, on__lte=on, retired_on=None)
    row = rows.order_by("-on").first()
    if row is None:
        raise RateMissing(currency)
    return Rate(currency, "USD", row.per_usd, row.on, row.source)
