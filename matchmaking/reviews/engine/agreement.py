"""Agreement between raters: Krippendorff's alpha, for any number of raters and missing values.

K. Krippendorff, Content Analysis (2019), chapter 12: alpha = 1 - observed / expected disagreement.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
# What each rater said of each unit; a missing value is left out.
Table = Mapping[Any, Mapping[int, float]]

RESAMPLES = 1000
SEED = 20180416  # the same interval whenever a page is read again
CONFIDENCE = 0.95
# Krippendorff's own advice.
RELIABLE, TENTATIVE = 0.800, 0.667
# Drawing fewer units again and again gives narrow intervals that mean nothing.
FEWEST_UNITS = 5
# How many figures a block of resamples may hold at once.
BLOCK = 1_000_000


class Metric(StrEnum):
    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"
    RATIO = "ratio"


class Reading(StrEnum):
    RELY = "rely"
    TENTATIVE = "tentative"
    DO_NOT_RELY = "do_not_rely"
    UNDEFINED = "undefined"  # everyone says the same: there is nothing to compare chance with
    NOTHING = "nothing"  # no unit was rated twice


@dataclass(frozen=True)
class Agreement:
    """Alpha with its 95 % interval, and what it rests on.

    `alpha` is None without variation; `alike`, the share of pairs that say the same, then says
    more. The interval is None where fewer than five units were rated twice.
    """

    metric: Metric
    alpha: float | None
    low: float | None
    high: float | None
    alike: float | None
    units: int  # rated at least twice
    raters: int
    values: int  # pairable ones

    @property
    def reading(self) -> Reading:
        """Return what may be concluded from it."""
        if self.alike is None:
            return Reading.NOTHING
        if self.alpha is None:
            return Reading.UNDEFINED
        if self.alpha >= RELIABLE:
            return Reading.RELY
        return Reading.TENTATIVE if self.alpha >= TENTATIVE else Reading.DO_NOT_RELY


def agreement(table: Table, metric: Metric, *, resamples: int = RESAMPLES) -> Agreement:
    """Return how far the raters of `table` agree."""
    paired = [list(row.values()) for row in table.values() if len(row) > 1]
    raters = {rater for row in table.values() if len(row) > 1 for rater in row}
    pairs, values = _coincidences(paired)
    whole = pairs.sum(axis=0)
    low, high = _interval(pairs, values, metric, resamples)
    return Agreement(
        metric=metric,
        alpha=_alpha(whole, values, metric),
        low=low,
        high=high,
        alike=float(np.trace(whole) / whole.sum()) if paired else None,
        units=len(paired),
        raters=len(raters),
        values=sum(len(row) for row in paired),
    )


def _coincidences(units: list[list[float]]) -> tuple[Floats, Floats]:
    """Return how often each two values meet in each unit, and the values in order."""
    values = np.array(sorted({value for unit in units for value in unit}), dtype=float)
    place = {value: at for at, value in enumerate(values.tolist())}
    counts = np.zeros((len(units), len(values)))
    for row, unit in enumerate(units):
        for value in unit:
            counts[row, place[value]] += 1
    # A value is not paired with itself; every value weighs the same whatever its unit's size.
    pairs = counts[:, :, None] * counts[:, None, :] - counts[:, :, None] * np.eye(len(values))
    return pairs / (counts.sum(axis=1) - 1)[:, None, None], values


def _alpha(coincidence: Floats, values: Floats, metric: Metric) -> float | None:
    """Return alpha of one table of coincidences; None where only one value occurs."""
    totals = coincidence.sum(axis=0)
    if np.count_nonzero(totals) < 2:
        return None
    distance = _distance(totals, values, metric)
    expected = totals @ distance @ totals / (totals.sum() - 1)
    return float(1 - (coincidence * distance).sum() / expected)


def _distance(totals: Floats, values: Floats, metric: Metric) -> Floats:
    """Return the squared difference of each two values."""
    if metric == Metric.NOMINAL:
        return np.asarray(1 - np.eye(len(values)))
    if metric == Metric.ORDINAL:
        # Ranks lie as far apart as there are values between them.
        values = np.cumsum(totals) - totals / 2
    difference = values[:, None] - values[None, :]
    if metric == Metric.RATIO:
        total = values[:, None] + values[None, :]
        difference = np.divide(difference, total, out=np.zeros_like(difference), where=total != 0)
    return np.asarray(difference**2)


def _interval(
    pairs: Floats, values: Floats, metric: Metric, resamples: int
) -> tuple[float | None, float | None]:
    """Return the bootstrap interval of alpha, whole units drawn with replacement."""
    found = [
        alpha
        for coincidence in _resampled(pairs, resamples)
        if (alpha := _alpha(coincidence, values, metric)) is not None
    ]
    if not found:
        return None, None
    tail = (1 - CONFIDENCE) / 2
    low, high = np.quantile(found, [tail, 1 - tail])
    return float(low), float(high)


def _resampled(pairs: Floats, resamples: int) -> Iterator[Floats]:
    units, size = len(pairs), pairs.shape[1]
    if units < FEWEST_UNITS or size < 2:
        return
    random = np.random.default_rng(SEED)
    flat = pairs.reshape(units, size * size)
    block = max(1, BLOCK // units)
    for _turn in range(math.ceil(resamples / block)):
        drawn = random.multinomial(units, np.full(units, 1 / units), size=min(block, resamples))
        yield from (drawn @ flat).reshape(-1, size, size)
