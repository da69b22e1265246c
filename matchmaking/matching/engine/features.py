"""The parts of a score, for a block of needs against all offers. Every value is in [0, 1]."""

from datetime import date

import numpy as np

from .index import SCALE, Floats, NeedsIndex, OffersIndex
from .rows import NeedRow, OfferRow
from .tables import NEUTRAL, Tables

COSINE = np.float32(1 / (SCALE * SCALE))
WORDS_NEUTRAL = np.float32(0.2)
WORDS_FULL = np.float32(0.4)  # likeness of wording above this is a twin
WINDOW_ENOUGH = 180  # days of overlap after which more is no better
PRIORITY = {"high": 1.0, "medium": 0.6, "low": 0.3}
FRESH_DAYS = 365.0
FULL_SUBJECT = np.float32(0.5)  # likeness of subject at which coverage counts in full


def pair_features(
    needs: NeedsIndex, offers: OffersIndex, tables: Tables, rows: slice
) -> dict[str, Floats]:
    """Compute the features that differ from pair to pair."""
    theme = np.minimum(needs.themes[rows] @ offers.themes.T * COSINE, 1)
    text = np.minimum(needs.concepts[rows] @ offers.concepts.T * COSINE, 1)
    kind = np.minimum(needs.importance[rows] @ offers.reach.T * COSINE, 1)
    return {
        "theme": theme,
        "text": text,
        "words": _words(needs, offers, rows),
        "kind": kind,
        "coverage": coverage(needs, offers, rows, theme, text, kind),
        "window": window(needs, offers, rows),
        "language": tables.language(needs.spoken[rows]),
    }


def _words(needs: NeedsIndex, offers: OffersIndex, rows: slice) -> Floats:
    """Compare the wording where both are written in one language; elsewhere it says nothing."""
    product = (needs.stems[rows] @ offers.stems.T).toarray()
    likeness = np.minimum(product * (COSINE / WORDS_FULL), np.float32(1))
    same = needs.written[rows, None] == offers.written[None, :]
    return np.where(same, likeness, WORDS_NEUTRAL)


def coverage(
    needs: NeedsIndex, offers: OffersIndex, rows: slice, theme: Floats, text: Floats, kind: Floats
) -> Floats:
    """Estimate the share of the request an offer on the same subject would meet."""
    share = np.maximum(kind - _shortfall(needs, offers, rows), 0)
    share *= 1 - needs.refused[rows] @ offers.given.T / np.float32(SCALE)
    subject = np.minimum((theme + text) / (2 * FULL_SUBJECT), np.float32(1))
    return np.asarray(share * subject, np.float32)


def _shortfall(needs: NeedsIndex, offers: OffersIndex, rows: slice) -> Floats:
    """Add up, over the kinds both sides put a figure to, the part that would stay unmet."""
    asked, shares = needs.quantities[rows], needs.importance[rows] / np.float32(SCALE)
    missing = np.zeros((len(asked), len(offers)), np.float32)
    for column in range(asked.shape[1]):
        ours = np.flatnonzero((asked[:, column] > 0) & (shares[:, column] > 0))
        theirs = np.flatnonzero(~np.isnan(offers.capacities[:, column]))
        if len(ours) and len(theirs):
            left = offers.capacities[theirs, column][None, :]
            unmet = np.maximum(1 - left / asked[ours, column][:, None], 0)
            missing[np.ix_(ours, theirs)] += unmet * shares[ours, column][:, None]
    return missing


def window(needs: NeedsIndex, offers: OffersIndex, rows: slice) -> Floats:
    """Value the days in which delivery could start, up to half a year."""
    starts, ends = needs.starts[rows, None], needs.ends[rows, None]
    shared = np.minimum(ends, offers.closes) - np.maximum(starts, offers.opens) + 1
    enough = np.minimum(ends - starts + 1, WINDOW_ENOUGH)
    return np.clip(shared / np.maximum(enough, 1), 0, 1).astype(np.float32)


def priority(need: NeedRow) -> float:
    """Value the State's own priority."""
    return PRIORITY.get(need.priority or "", NEUTRAL)


def track_record(offer: OfferRow) -> float:
    """Value what evaluations said of the owner's finished work."""
    return NEUTRAL if offer.track_record is None else offer.track_record


def freshness(offer: OfferRow, as_of: date) -> float:
    """Value a recent publication: older offers are the likelier to be stale."""
    if offer.published_on is None:
        return NEUTRAL
    return max(0.0, 1 - max((as_of - offer.published_on).days, 0) / FRESH_DAYS)
