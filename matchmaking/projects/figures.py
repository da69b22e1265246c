"""Sums of a budget, from what a proposal says. Pure."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from matchmaking.money import Money

Said = Mapping[str, Any]


def line_cost(line: Said) -> int:
    """Return what a line costs in minor units: quantity times unit cost, rounded half up."""
    cost = Decimal(line["quantity"] or 0) * line["unit_cost_minor"]
    return int(cost.quantize(Decimal(1), ROUND_HALF_UP))


def line_asked(line: Said) -> int:
    """Return what a line asks of the fund in minor units."""
    return line_cost(line) - int(line["cofinancing_minor"])


def total(said: Said) -> Money:
    """Return what the whole project costs."""
    return _money(said, sum(map(line_cost, said["budget"])))


def cofinancing(said: Said) -> Money:
    """Return what others give."""
    return _money(said, sum(line["cofinancing_minor"] for line in said["budget"]))


def asked(said: Said) -> Money:
    """Return what a fund is asked for: the cost less what others give."""
    return total(said) - cofinancing(said)


def by_category(said: Said) -> dict[str, Money]:
    """Return what is asked in each category, in the order in which they first occur."""
    return _grouped(said, lambda line: line["category"], line_asked)


def cost_by_category(said: Said) -> dict[str, Money]:
    """Return what each category costs in all."""
    return _grouped(said, lambda line: line["category"], line_cost)


def by_output(said: Said) -> dict[str, Money]:
    """Return what each output costs, by its number; "" for lines that serve none."""
    numbers = {row["key"]: row["number"] for row in said["results"]}
    return _grouped(said, lambda line: numbers.get(line["output"] or "", ""), line_cost)


def share(part: Money, whole: Money) -> Decimal:
    """Return a part as a share between 0 and 1; 0 of nothing."""
    return Decimal(part.minor) / whole.minor if whole.minor else Decimal(0)


def _grouped(
    said: Said, group_of: Callable[[Said], str], value_of: Callable[[Said], int]
) -> dict[str, Money]:
    sums: dict[str, int] = defaultdict(int)
    for line in said["budget"]:
        sums[group_of(line)] += value_of(line)
    return {group: _money(said, minor) for group, minor in sums.items()}


def _money(said: Said, minor: int) -> Money:
    return Money(minor, said["proposal"]["currency"])
