"""Ranks: every need against every offer, one need, or one offer, through the same lines of code."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from .explain import explain_pair
from .features import freshness, pair_features, priority, track_record
from .gates import gates
from .index import Flags, Floats, Ints, NeedsIndex, OffersIndex
from .known import NAMES
from .profiles import Analyser
from .rows import Explanation, NeedRow, OfferRow, RowId, Scored, Weights, World
from .tables import Tables

CELLS = 2_000_000  # pairs computed at once: small enough for little memory
STEPS = 1_000_000  # scores are rounded to one millionth before they are sorted
TOP = 20
OUT = -1  # the rounded score of a pair that fails a gate


@dataclass(frozen=True, slots=True)
class Ranking:
    """The best offers of every need and the best needs of every offer, best first."""

    by_need: dict[RowId, list[Scored]]
    by_offer: dict[RowId, list[Scored]]


class Matcher:
    """Scores the pairs of two indexes as of a day, with one version of the weights.

    The analyser must be the one the indexes were built with: it reads rows they do not hold.
    """

    def __init__(
        self,
        needs: NeedsIndex,
        offers: OffersIndex,
        world: World,
        weights: Weights,
        as_of: date,
        *,
        analyser: Analyser | None,
        tables: Tables | None = None,
    ) -> None:
        self.needs = needs
        self.offers = offers
        self.world = world
        self.weights = weights
        self.as_of = as_of
        self.analyser = analyser
        self.tables = tables or Tables(offers, world)
        total = sum(weights.values.values()) or 1.0
        self._shares = {name: np.float32(weights.values.get(name, 0.0) / total) for name in NAMES}
        self._of_offer = self._offer_part()

    def rank_need(self, need: RowId | NeedRow, top: int = TOP) -> list[Scored]:
        """List the best offers for a need: one of the index, or a row it does not hold (yet)."""
        matcher, at = self, 0
        if isinstance(need, NeedRow):
            matcher = self._with(NeedsIndex.build([need], self.world, self.analyser))
        else:
            at = self.needs.position[need]
        marks = matcher.marks(slice(at, at + 1))[0]
        best = _best(marks, top)
        return matcher._scored(np.full(len(best), at), best, marks[best])

    def rank_offer(self, offer: RowId | OfferRow, top: int = TOP) -> list[Scored]:
        """List the needs an offer fits best: one of the index, or a row it does not hold (yet)."""
        if isinstance(offer, OfferRow):
            alone = OffersIndex.build([offer], self.world, self.analyser)
            matcher = self._with(offers=alone, tables=Tables(alone, self.world))
        else:
            matcher = self._only([self.offers.position[offer]])
        marks = np.concatenate([matcher.marks(rows)[:, 0] for rows in matcher.blocks()])
        best = _best(marks, top)
        return matcher._scored(best, np.zeros(len(best), np.intp), marks[best])

    def rank_all(self, top: int = TOP) -> Ranking:
        """Rank every pair, in blocks."""
        kept = _KeptColumns(len(self.offers), top)
        by_need: dict[RowId, list[Scored]] = {}
        for rows in self.blocks():
            marks = self.marks(rows)
            kept.add(rows.start, marks)
            for at, line in enumerate(marks, rows.start):
                best = _best(line, top)
                scored = self._scored(np.full(len(best), at), best, line[best])
                by_need[self.needs.profiles[at].row.id] = scored
        return Ranking(by_need, dict(self._by_offer(kept)))

    def _by_offer(self, kept: "_KeptColumns") -> Iterator[tuple[RowId, list[Scored]]]:
        for column, (places, marks) in enumerate(kept.best()):
            row_id = self.offers.profiles[column].row.id
            yield row_id, self._scored(places, np.full(len(places), column), marks)

    def explain(self, need: RowId, offer: RowId) -> Explanation:
        """Say for any pair why it is listed where it is, or which gates keep it out."""
        return self.explain_many(need, [offer])[0]

    def explain_many(self, need: RowId, offers: Sequence[RowId]) -> list[Explanation]:
        """Explain several offers for one need at once."""
        pairs = self._only([self.offers.position[offer] for offer in offers])
        pairs = pairs._with(self.needs.take([self.needs.position[need]]))
        score, _ = pairs.scores(slice(0, 1))
        values = pairs.values(slice(0, 1))
        passed = gates(pairs.needs, pairs.offers, pairs.tables, slice(0, 1), self.as_of)
        return [
            explain_pair(
                pairs.needs.profiles[0],
                profile,
                self.world,
                self.weights,
                {name: float(_cell(value, at)) for name, value in values.items()},
                {code: bool(_cell(flags, at)) for code, flags in passed.items()},
                round(float(score[0, at]), 6),
            )
            for at, profile in enumerate(pairs.offers.profiles)
        ]

    def blocks(self) -> Iterator[slice]:
        """Cut the needs into blocks of a bounded number of pairs."""
        step = max(1, CELLS // max(len(self.offers), 1))
        for start in range(0, len(self.needs), step):
            yield slice(start, min(start + step, len(self.needs)))

    def marks(self, rows: slice) -> Ints:
        """Give the rounded scores of a block; OUT where a gate is not passed."""
        score, passed = self.scores(rows)
        return np.where(passed, np.rint(score * np.float32(STEPS)).astype(np.int32), np.int32(OUT))

    def scores(self, rows: slice) -> tuple[Floats, Flags]:
        """Score a block of needs against all offers, and tell which pairs pass every gate."""
        needs, states = self.needs, self.needs.states[rows]
        score = self._of_offer + self._shares["proximity"] * self.tables.proximity[states]
        score += self._shares["named"] * self.tables.named[states]
        score += (self._shares["priority"] * self._priorities(rows))[:, None]
        for name, value in pair_features(needs, self.offers, self.tables, rows).items():
            score += self._shares[name] * value
        passed = np.ones(score.shape, bool)
        for flags in gates(needs, self.offers, self.tables, rows, self.as_of).values():
            passed &= flags
        return score, passed

    def values(self, rows: slice) -> dict[str, Floats]:
        """Give every feature of a block by name."""
        states, own = self.needs.states[rows], self._own_values()
        return {
            **pair_features(self.needs, self.offers, self.tables, rows),
            **{name: value[None, :] for name, value in own.items()},
            "proximity": self.tables.proximity[states],
            "named": self.tables.named[states],
            "priority": self._priorities(rows)[:, None],
        }

    def _own_values(self) -> dict[str, Floats]:
        rows = [profile.row for profile in self.offers.profiles]
        return {
            "access": self.tables.access,
            "focus": self.tables.focus,
            "track_record": np.array([track_record(row) for row in rows], np.float32),
            "freshness": np.array([freshness(row, self.as_of) for row in rows], np.float32),
        }

    def _offer_part(self) -> Floats:
        part = np.zeros(len(self.offers), np.float32)
        for name, value in self._own_values().items():
            part += self._shares[name] * value
        return part

    def _priorities(self, rows: slice) -> Floats:
        return np.array([priority(p.row) for p in self.needs.profiles[rows]], np.float32)

    def _scored(self, rows: NDArray[np.intp], columns: NDArray[np.intp], marks: Ints) -> list[Scored]:
        """Build the results, with the confidence: the share of the weights that rests on facts."""
        needs, offers = self.needs, self.offers
        known = needs.known[rows] & offers.known[columns]
        known[:, NAMES.index("words")] &= needs.written[rows] == offers.written[columns]
        confidence = known @ np.array([self._shares[name] for name in NAMES], np.float64)
        return [
            Scored(needs.profiles[r].row.id, offers.profiles[c].row.id, int(m) / STEPS, round(f, 4))
            for r, c, m, f in zip(rows, columns, marks, confidence.tolist(), strict=True)
        ]

    def _with(
        self,
        needs: NeedsIndex | None = None,
        offers: OffersIndex | None = None,
        tables: Tables | None = None,
    ) -> "Matcher":
        return Matcher(
            self.needs if needs is None else needs,
            self.offers if offers is None else offers,
            self.world,
            self.weights,
            self.as_of,
            analyser=self.analyser,
            tables=self.tables if tables is None else tables,
        )

    def _only(self, places: Sequence[int]) -> "Matcher":
        tables = self.tables.take(places)
        return self._with(offers=tables.offers, tables=tables)


def _cell(values: NDArray[np.generic], column: int) -> float:
    """Read one pair's value from an array that may hold one value for all of a row."""
    return values[0, min(column, values.shape[1] - 1)].item()


def _best(marks: Ints, top: int) -> NDArray[np.intp]:
    """List the places of the best, best first; equal ones in the order of their ids."""
    if len(marks) > top:
        threshold = np.partition(marks, len(marks) - top)[len(marks) - top]
        places = np.flatnonzero(marks >= max(threshold, 0))
    else:
        places = np.flatnonzero(marks >= 0)
    return places[np.argsort(-marks[places], kind="stable")][:top]


class _KeptColumns:
    """The best rows of each column, kept while blocks of rows go by."""

    def __init__(self, columns: int, top: int) -> None:
        self.top = top
        self.marks = np.full((columns, top), OUT, np.int32)
        self.places = np.zeros((columns, top), np.intp)

    def add(self, start: int, block: Ints) -> None:
        """Take the better ones of a block in. Only columns with a better one are touched."""
        better = block.max(axis=0) > self.marks[:, -1]
        for column in np.flatnonzero(better):
            fresh = np.flatnonzero(block[:, column] > self.marks[column, -1])
            marks = np.concatenate([self.marks[column], block[fresh, column]])
            places = np.concatenate([self.places[column], fresh + start])
            order = np.argsort(-marks, kind="stable")[: self.top]
            self.marks[column], self.places[column] = marks[order], places[order]

    def best(self) -> Iterable[tuple[NDArray[np.intp], Ints]]:
        """Give the places and scores of each column, best first."""
        for places, marks in zip(self.places, self.marks, strict=True):
            held = marks > OUT
            yield places[held], marks[held]
