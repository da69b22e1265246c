"""The matcher: gates, features, score, reasons. Pure: records in, records out."""

from . import blas  # noqa: F401  before numpy
from .duplicates import Alike, Duplicates
from .gates import CODES as GATE_CODES
from .index import NeedsIndex, OffersIndex
from .known import NAMES as FEATURE_NAMES
from .matcher import Matcher, Ranking
from .nearmiss import near_misses_of_need, near_misses_of_offer
from .profiles import Analyser, NeedProfile, OfferProfile, Profiler
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
    TrackRecord,
    Weights,
    World,
)
from .serving import Asked, Given, Serving, Way, serves
from .sketches import Sketch, Sketcher
from .weights import DEFAULT_WEIGHTS

__all__ = [
    "DEFAULT_WEIGHTS",
    "FEATURE_NAMES",
    "GATE_CODES",
    "Alike",
    "Amount",
    "Analyser",
    "Asked",
    "Country",
    "Duplicates",
    "Eligibility",
    "Explanation",
    "Feature",
    "Gate",
    "Given",
    "Kind",
    "LineRow",
    "Matcher",
    "NeedProfile",
    "NeedRow",
    "NeedsIndex",
    "OfferProfile",
    "OfferRow",
    "OffersIndex",
    "Profiler",
    "Ranking",
    "RowId",
    "Scored",
    "Serving",
    "Sketch",
    "Sketcher",
    "TrackRecord",
    "Way",
    "Weights",
    "World",
    "near_misses_of_need",
    "near_misses_of_offer",
    "serves",
]
