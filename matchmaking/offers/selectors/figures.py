"""What is offered, committed and left, in money where it can be known and in units always."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from matchmaking.money import Money
from matchmaking.offers.models import Offer, OfferLine


@dataclass(frozen=True)
class Figure:
    """One of the three: a sum where it can be computed, and quantities by unit."""

    money: Money | None
    quantities: list[str]


@dataclass(frozen=True)
class CapacityFigures:
    """Offered, committed, remaining."""

    offered: Figure
    committed: Figure
    remaining: Figure


def capacity_figures(offer: Offer) -> CapacityFigures:
    """Return the three figures of an offer whose lines were read with what is left of them."""
    lines = list(offer.lines.all())
    offered, committed = offer.value, _committed_money(offer, lines)
    remaining = offered - committed if offered and committed else None
    return CapacityFigures(
        offered=Figure(offered, _quantities(lines, lambda line: line.capacity)),
        committed=Figure(committed, _quantities(lines, lambda line: line.used)),
        remaining=Figure(remaining, _quantities(lines, lambda line: line.remaining)),
    )


def _committed_money(offer: Offer, lines: list[OfferLine]) -> Money | None:
    """Return what the commitments are worth; None where the lines do not say."""
    if offer.value is None:
        return None
    if not any(line.used for line in lines):
        return Money(0, offer.currency)
    shares = [_worth(offer, line, lines) for line in lines if line.used]
    if any(share is None for share in shares):
        return None
    total = sum(share for share in shares if share is not None)
    return Money(min(total, offer.value.minor), offer.currency)


def _worth(offer: Offer, line: OfferLine, lines: list[OfferLine]) -> int | None:
    """Return the worth of what is used of a line, in smallest units of the currency."""
    worth = offer.value_minor if len(lines) == 1 else line.value_minor
    if worth is None or not line.capacity:
        return None
    return int(worth * line.used / line.capacity)


def _quantities(lines: Iterable[OfferLine], of: Callable[[OfferLine], Decimal | None]) -> list[str]:
    """Say how many of each unit: "12 item", "40 training day"; "no limit" where there is none."""
    sums: dict[str, Decimal | None] = defaultdict(Decimal)
    for line in lines:
        quantity, before = of(line), sums[line.unit]
        sums[line.unit] = None if quantity is None or before is None else before + quantity
    return [_in_words(quantity, unit) for unit, quantity in sums.items()]


def _in_words(quantity: Decimal | None, unit: str) -> str:
    if quantity is None:
        return _("%(unit)s: no limit") % {"unit": unit} if unit else _("no limit")
    number = number_format(quantity.normalize(), force_grouping=True)
    return _("%(quantity)s %(unit)s") % {"quantity": number, "unit": unit} if unit else number
