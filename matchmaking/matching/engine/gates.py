"""The conditions without which an offer is not listed for a need, each with a reason code."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np

from .features import Block
from .index import Flags
from .profiles import OfferProfile
from .rows import Gate, NeedRow

CODES = (
    "closed",
    "unconfirmed",
    "window",
    "eligibility",
    "excluded",
    "conditions",
    "capacity",
    "kind",
    "language",
)
REFUSED = 0.8  # share of what is offered that the other side refuses, above which nothing is left
NOTHING = np.float32(0.005)


def gates(block: Block, as_of: date) -> dict[str, Flags]:
    """Tell for every pair of a block which gates it passes; an array may hold one row for all."""
    return {
        "closed": _open(block, as_of),
        "unconfirmed": _confirmed(block, as_of),
        "window": block.shared_days > 0,
        "eligibility": block.offers.listed[block.states],
        "excluded": ~block.offers.excluded[block.states],
        "conditions": block.offers.admits[block.states],
        "capacity": block.offers.has_capacity[None, :],
        "kind": _kind(block),
        "language": block.language > 0,
    }


def all_passed(block: Block, as_of: date) -> Flags:
    """Tell which pairs pass every gate; the lists of the offers are looked up in one go."""
    passed = block.tables.admitted[block.states]
    passed &= block.shared_days > 0
    passed &= _open(block, as_of)
    passed &= _confirmed(block, as_of)
    passed &= _kind(block)
    passed &= block.language > 0
    return passed


def _open(block: Block, as_of: date) -> Flags:
    running = block.offers.is_open & (block.offers.closes >= as_of.toordinal())
    return running[None, :] & block.needs.is_open[block.rows, None]


def _confirmed(block: Block, as_of: date) -> Flags:
    """Shut out what nobody has stood by for long."""
    today = as_of.toordinal()
    return (block.offers.leaves > today)[None, :] & (block.needs.leaves[block.rows, None] > today)


def _kind(block: Block) -> Flags:
    """Shut out what serves nothing asked for, and what the recipient says it does not want."""
    passed = block.kind > NOTHING
    passed[~block.needs.importance[block.rows].any(axis=1)] = True
    passed[:, ~block.offers.reach.any(axis=1)] = True
    passed[block.refusing] &= block.conflict < REFUSED
    return passed


def gate_details(
    need: NeedRow, offer: OfferProfile, passed: Mapping[str, bool]
) -> tuple[Gate, ...]:
    """Describe each gate of one pair with what it compared."""
    row = offer.row
    params: dict[str, dict[str, Any]] = {
        "closed": {"closes_on": row.closes_on},
        "unconfirmed": {"request_on": need.confirmed_on, "offer_on": row.confirmed_on},
        "window": {
            "opens_on": row.opens_on,
            "closes_on": row.closes_on,
            "starts_on": need.starts_on,
            "ends_on": need.ends_on,
        },
        "eligibility": {"state": need.state},
        "excluded": {"state": need.state},
        "conditions": {"state": need.state, "conditions": row.conditions},
        "kind": {
            "asked": sorted({line.kind for line in need.lines}),
            "offered": sorted({line.kind for line in row.lines}),
        },
        "language": {
            "working": sorted(need.working_languages),
            "delivery": sorted(row.delivery_languages),
        },
    }
    return tuple(Gate(code, passed[code], params.get(code, {})) for code in CODES)
