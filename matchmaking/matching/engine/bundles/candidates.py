"""Picks, out of all offers, those worth a place in the program of one need."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice

import numpy as np

from matchmaking.matching.engine.features import Block
from matchmaking.matching.engine.matcher import Matcher
from matchmaking.matching.engine.rows import Kind, LineRow, OfferRow, RowId, Scored
from matchmaking.matching.engine.serving import Asked, Given, serves

from .rows import LEAST_FIT

A_LINE = 15  # offers looked at for each line; the best matches come first


def fits(matcher: Matcher, need: RowId) -> dict[RowId, float]:
    """Say how alike the subject of each offer is to that of a need of the index."""
    at = matcher.needs.position[need]
    block = Block(matcher.needs, matcher.tables, slice(at, at + 1))
    likeness = np.minimum(block.theme + block.text, 1)[0]
    return {
        profile.row.id: float(value)
        for profile, value in zip(matcher.offers.profiles, likeness, strict=True)
    }


def useful(
    asked: Iterable[Asked],
    ranked: Iterable[Scored],
    offers: Mapping[RowId, OfferRow],
    fit: Mapping[RowId, float],
    kinds: Mapping[str, Kind],
    also: Collection[RowId] = (),
) -> list[Scored]:
    """Keep the best matches for each line among the offers on the same subject, in their order.

    `also` names offers that were chosen before and stay, wherever they stand now.
    """
    near = [one for one in ranked if fit[one.offer_id] >= LEAST_FIT or one.offer_id in also]
    kept: set[RowId] = {one.offer_id for one in near if one.offer_id in also}
    for line in asked:
        kept |= set(islice(_serving(line, near, offers, kinds), A_LINE))
    return [one for one in near if one.offer_id in kept]


def _serving(
    asked: Asked,
    ranked: Iterable[Scored],
    offers: Mapping[RowId, OfferRow],
    kinds: Mapping[str, Kind],
) -> Iterator[RowId]:
    for one in ranked:
        lines = offers[one.offer_id].lines
        if any(serves(asked, _given(line), kinds) for line in lines if line.quantity != 0):
            yield one.offer_id


def _given(line: LineRow) -> Given:
    return Given(0, line.kind, line.unit, line.quantity)
