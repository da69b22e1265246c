"""Lines of requests and offers as the engines take them: what is open, what is left, in dollars."""

from decimal import Decimal

from matchmaking.matching import index
from matchmaking.matching.engine import Asked, Given
from matchmaking.matching.engine.serving import counts_dollars
from matchmaking.money import Money
from matchmaking.needs.models import NeedLine
from matchmaking.offers.models import OfferLine
from matchmaking.vocabulary.selectors import in_usd


def asked_line(
    line: NeedLine, open_quantity: Decimal | None, open_value: Money | None = None
) -> Asked:
    """Return what is open of a line; its cost shrinks with it. Reads `line.need`.

    `open_value` is what is open of the cost, where nothing was counted.
    """
    cost = open_value if line.quantity is None and open_value else line.cost
    return Asked(
        line.pk,
        line.kind_id,
        line.unit,
        _number(open_quantity),
        _dollars(line, line.quantity, open_quantity, cost),
    )


def given_line(line: OfferLine, left: Decimal | None, left_value: Money | None = None) -> Given:
    """Return what is left of a line; reads `line.offer`.

    `left_value` is what is left of its value, where nothing was counted.
    """
    value = left_value if line.capacity is None and left_value else line.value
    return Given(
        line.pk,
        line.kind_id,
        line.unit,
        _number(left),
        _dollars(line, line.capacity, left, value),
    )


def _dollars(
    line: NeedLine | OfferLine, whole: Decimal | None, now: Decimal | None, worth: Money | None
) -> float | None:
    """Value the part of a line that `now` is of `whole`."""
    if now is not None and counts_dollars(line.kind_id, line.unit, index.world_now().kinds):
        return float(now)
    dollars = in_usd(worth) if worth else None
    if dollars is None:
        return None
    part = now / whole if whole and now is not None else 1
    return float(dollars.amount * part)


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
