"""The matcher: gates, features, score, reasons. Pure: records in, records out."""

from .rows import (
    Amount,
    Country,
    Eligibility,
    Explanation,
    Feature,
    Gate,
    Kind,
    LineRow,
    NeedRow,
    OfferRow,
    RowId,
    Scored,
    Weights,
    World,
)

__all__ = [
    "Amount",
    "Country",
    "Eligibility",
    "Explanation",
    "Feature",
    "Gate",
    "Kind",
    "LineRow",
    "NeedRow",
    "OfferRow",
    "RowId",
    "Scored",
    "Weights",
    "World",
]
