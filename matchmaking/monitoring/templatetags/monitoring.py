"""What the pages of monitoring need: figures with their units, the value of a period."""

from decimal import Decimal
from typing import Any

from django import template

from matchmaking.monitoring import wording
from matchmaking.monitoring.achievement import Achievement
from matchmaking.monitoring.models import Indicator, Value
from matchmaking.monitoring.selectors import IndicatorRow

register = template.Library()


@register.filter
def figure_of(said: Decimal | None, indicator: Indicator) -> str:
    """Return a figure in the unit of its indicator."""
    return wording.figure(indicator, said)


@register.filter
def answer_of(value: Value, indicator: Indicator) -> str:
    """Return what a value says."""
    return wording.answer(indicator, value)


@register.filter
def in_period(row: IndicatorRow, number: int) -> Value | None:
    """Return the value of an indicator in a period."""
    return row.values.get(number)


@register.filter
def why(found: Achievement) -> str:
    """Return why there is no ratio, or what it rests on."""
    return wording.why(found)


@register.filter
def parts_of(found: Achievement) -> str:
    """Return numerator and denominator."""
    return wording.parts(found)


@register.filter
def plain_number(said: Any) -> str:
    """Return a figure without the zeros that it is kept with."""
    return wording.number(said)
