"""Undertakings, their results frameworks, and what was measured in each period."""

from matchmaking.monitoring.models.framework import (
    Indicator,
    Period,
    PeriodTarget,
    Result,
    Revision,
)
from matchmaking.monitoring.models.undertakings import Undertaking
from matchmaking.monitoring.models.values import Evidence, Value, ValuePart

__all__ = [
    "Evidence",
    "Indicator",
    "Period",
    "PeriodTarget",
    "Result",
    "Revision",
    "Undertaking",
    "Value",
    "ValuePart",
]
