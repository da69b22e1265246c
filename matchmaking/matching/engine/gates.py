"""The conditions without which an offer is not listed for a need, each with a reason code."""

from datetime import date

import numpy as np

from .index import SCALE, Flags, Floats, NeedsIndex, OffersIndex
from .profiles import OfferProfile
from .rows import Gate, NeedRow
from .tables import Tables

CODES = ("closed", "window", "eligibility", "excluded", "conditions", "capacity", "kind", "language")
REFUSED = 0.8  # share of what is offered that the other side refuses, above which nothing is left
NOTHING = 0.005 * SCALE * SCALE


def gates(
    needs: NeedsIndex, offers: OffersIndex, tables: Tables, rows: slice, as_of: date
) -> dict[str, Flags]:
    """Tell for every pair of a block which gates it passes; an array may be one row or column."""
    states = needs.states[rows]
    return {
        "closed": _open(needs, offers, rows, as_of),
        "window": (offers.opens <= needs.ends[rows, None])
        & (offers.closes >= needs.starts[rows, None]),
        "eligibility": offers.listed[states],
        "excluded": ~offers.excluded[states],
        "conditions": offers.admits[states],
        "capacity": offers.has_capacity[None, :],
        "kind": _kind(needs, offers, rows),
        "language": tables.usable(needs.spoken[rows]),
    }


def _open(needs: NeedsIndex, offers: OffersIndex, rows: slice, as_of: date) -> Flags:
    running = offers.is_open & (offers.closes >= as_of.toordinal())
    return running[None, :] & needs.is_open[rows, None]


def _kind(needs: NeedsIndex, offers: OffersIndex, rows: slice) -> Flags:
    asks = needs.importance[rows]
    served = asks @ offers.reach.T > NOTHING
    nothing_said = ~asks.any(axis=1, keepdims=True) | ~offers.reach.any(axis=1)
    return np.asarray((served | nothing_said) & (conflict(needs, offers, rows) < REFUSED))


def conflict(needs: NeedsIndex, offers: OffersIndex, rows: slice) -> Floats:
    """Give the share of an offer that the recipient expressly does not want."""
    return np.asarray(needs.refused[rows] @ offers.given.T / SCALE, np.float32)


def gate_details(need: NeedRow, offer: OfferProfile, passed: dict[str, bool]) -> tuple[Gate, ...]:
    """Describe each gate of one pair with what it compared."""
    row = offer.row
    params: dict[str, dict[str, object]] = {
        "closed": {"closes_on": row.closes_on},
        "window": {
            "opens_on": row.opens_on,
            "closes_on": row.closes_on,
            "starts_on": need.starts_on,
            "ends_on": need.ends_on,
        },
        "eligibility": {"state": need.state},
        "excluded": {"state": need.state},
        "conditions": {"state": need.state, "conditions": row.conditions},
        "kind": {"asked": sorted({line.kind for line in need.lines}),
                 "offered": sorted({line.kind for line in row.lines})},
        "language": {
            "working": sorted(need.working_languages),
            "delivery": sorted(row.delivery_languages),
        },
    }
    return tuple(Gate(code, passed[code], params.get(code, {})) for code in CODES)
