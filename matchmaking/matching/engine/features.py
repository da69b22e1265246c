"""The parts of a score, for a block of needs against all offers. Every value is in [0, 1]."""

from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from .index import SCALE, Floats, Ints, NeedsIndex
from .rows import NeedRow, OfferRow
from .tables import NEUTRAL, Tables

COSINE = np.float32(1 / (SCALE * SCALE))
ONE = np.float32(1)
WORDS_NEUTRAL = np.float32(0.2)
WORDS_FULL = np.float32(0.4)  # likeness of wording above this is a twin
WINDOW_ENOUGH = 180  # days of overlap after which more is no better
PRIORITY = {"high": 1.0, "medium": 0.6, "low": 0.3}
FRESH_DAYS = 365.0
FADING = (2 / 3, 1 / 3, 0.0)  # in each third of the time in which a word wears off


class Block:
    """Some needs against all offers of the tables; what several parts use is computed once."""

    def __init__(self, needs: NeedsIndex, tables: Tables, rows: slice) -> None:
        self.needs = needs
        self.offers = tables.offers
        self.tables = tables
        self.rows = rows

    @cached_property
    def states(self) -> Ints:
        """The State of each need."""
        return self.needs.states[self.rows]

    @cached_property
    def theme(self) -> Floats:
        """Likeness in the taxonomy, ancestors at half weight."""
        return _product(self.needs.themes[self.rows], self.tables.themes)

    @cached_property
    def text(self) -> Floats:
        """Likeness of what the texts speak of, whatever their languages."""
        return _product(self.needs.concepts[self.rows], self.tables.concepts)

    @cached_property
    def words(self) -> Floats:
        """Likeness of wording in one language; across languages it says nothing."""
        product: Floats = (self.needs.stems[self.rows] @ self.tables.stems).toarray()
        product *= COSINE / WORDS_FULL
        np.minimum(product, ONE, out=product)
        product += WORDS_NEUTRAL * self.tables.foreign(self.needs.written[self.rows])
        return product

    @cached_property
    def kind(self) -> Floats:
        """How far the kinds given can serve the kinds asked for."""
        return _product(self.needs.importance[self.rows], self.tables.reach)

    @cached_property
    def refusing(self) -> NDArray[np.intp]:
        """The needs of the block that expressly do not want some kinds."""
        return np.flatnonzero(self.needs.refused[self.rows].any(axis=1))

    @cached_property
    def conflict(self) -> Floats:
        """Share of each offer that a refusing need does not want; one line per refusing need."""
        refused = self.needs.refused[self.rows][self.refusing]
        return _product(refused, self.tables.given, np.float32(1 / SCALE))

    @cached_property
    def coverage(self) -> Floats:
        """Estimated share of the request that an offer on the same subject would meet."""
        share = self.kind - self._shortfall()
        np.maximum(share, 0, out=share)
        share[self.refusing] *= 1 - self.conflict
        share *= np.minimum(self.theme + self.text, ONE)
        share *= self.tables.obtainable
        return share

    def _shortfall(self) -> Floats:
        """Add up, over the kinds both sides put a figure to, the part that would stay unmet."""
        asked = self.needs.quantities[self.rows]
        shares = self.needs.importance[self.rows] / np.float32(SCALE)
        figures = (asked > 0) & (shares > 0)
        missing = np.zeros((len(asked), len(self.offers)), np.float32)
        for column in np.flatnonzero(figures.any(axis=0)):
            ours, theirs = np.flatnonzero(figures[:, column]), self.tables.with_figure[column]
            if len(theirs):
                left = self.offers.capacities[theirs, column] / asked[ours, column, None]
                unmet = np.maximum(1 - left, 0) * shares[ours, column, None]
                missing[np.ix_(ours, theirs)] += unmet
        return missing

    @cached_property
    def shared_days(self) -> Ints:
        """Days in which delivery could start; none or fewer where the periods miss each other."""
        needs, rows = self.needs, self.rows
        days = np.minimum(needs.ends[rows, None], self.offers.closes)
        days -= np.maximum(needs.starts[rows, None], self.offers.opens)
        days += 1
        return days

    @cached_property
    def window(self) -> Floats:
        """Those days as a share of what is enough."""
        length = self.needs.ends[self.rows] - self.needs.starts[self.rows] + 1
        enough = np.clip(length, 1, WINDOW_ENOUGH).astype(np.float32)
        value = self.shared_days.astype(np.float32)
        value /= enough[:, None]
        return np.clip(value, 0, 1, out=value)

    @cached_property
    def language(self) -> Floats:
        """How well it can be delivered in the languages of the recipient."""
        return self.tables.language(self.needs.spoken[self.rows])

    @property
    def priorities(self) -> Floats:
        """The States' own priorities, one for each need."""
        return np.array([priority(p.row) for p in self.needs.profiles[self.rows]], np.float32)


def _product(ours: Floats, theirs: Floats, unit: np.float32 = COSINE) -> Floats:
    """Multiply over the columns the block uses: few for a single need, which spares most work."""
    used = np.flatnonzero(ours.any(axis=0))
    product: Floats
    if len(ours) == 1:
        product = (ours[0, used, None] * theirs[used]).sum(axis=0, keepdims=True)
    else:
        product = ours[:, used] @ theirs[used]
    product *= unit
    return product


def priority(need: NeedRow) -> float:
    """Value the State's own priority."""
    return PRIORITY.get(need.priority or "", NEUTRAL)


def track_record(offer: OfferRow) -> float:
    """Value what evaluations said of the owner's finished work."""
    return NEUTRAL if offer.track_record is None else offer.track_record.value


def freshness(offer: OfferRow, as_of: date) -> float:
    """Value a recent word of the owner: older offers are the likelier to be stale."""
    said = [day for day in (offer.published_on, offer.confirmed_on) if day]
    if not said:
        return NEUTRAL
    age = max((as_of - max(said)).days, 0)
    return max(0.0, 1 - age / FRESH_DAYS) * fading(offer, as_of)


def fading(row: NeedRow | OfferRow, as_of: date) -> float:
    """Value how long ago the owner last said that it stands: in full at first, then in steps."""
    if row.fades_on is None or row.leaves_on is None or as_of < row.fades_on:
        return 1.0
    length = max((row.leaves_on - row.fades_on).days, 1)
    step = (as_of - row.fades_on).days * len(FADING) // length
    return FADING[min(step, len(FADING) - 1)]
