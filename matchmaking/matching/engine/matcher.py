"""Ranks: every need against every offer, one need, or one offer, through the same lines of code."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from copy import copy
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from .best import OUT, BestOfColumns
from .explain import explain_pair
from .features import Block, fading, freshness, track_record
from .gates import all_passed, gates
from .index import Floats, Ints, NeedsIndex, OffersIndex
from .known import NAMES
from .profiles import Profiler
from .rows import Explanation, NeedRow, OfferRow, RowId, Scored, Weights
from .tables import Tables

CELLS = 500_000  # pairs computed at once: few enough for the processor's cache
STEPS = 1_000_000  # scores are rounded to one millionth before they are sorted
TOP = 20
WORDS = NAMES.index("words")


Best = tuple[NDArray[np.intp], Ints]  # places and rounded scores, best first


class Ranking:
    """The best offers of every need and the best needs of every offer."""

    def __init__(self, matcher: "Matcher", of_needs: list[Best], of_offers: list[Best]) -> None:
        self._matcher = matcher
        self._of_needs = of_needs
        self._of_offers = of_offers

    def of_need(self, need: RowId) -> list[Scored]:
        """List the best offers of a need, best first."""
        at = self._matcher.needs.position[need]
        offers, marks = self._of_needs[at]
        return self._matcher.scored(np.full(len(offers), at), offers, marks)

    def of_offer(self, offer: RowId) -> list[Scored]:
        """List the best needs of an offer, best first."""
        at = self._matcher.offers.position[offer]
        needs, marks = self._of_offers[at]
        return self._matcher.scored(needs, np.full(len(needs), at), marks)


class Matcher:
    """Scores the pairs of two indexes as of a day, with one version of the weights."""

    def __init__(
        self,
        needs: NeedsIndex,
        tables: Tables,
        profiler: Profiler,
        weights: Weights,
        as_of: date,
    ) -> None:
        self.needs = needs
        self.offers = tables.offers
        self.tables = tables
        self.profiler = profiler
        self.weights = weights
        self.as_of = as_of
        total = sum(weights.values.values()) or 1.0
        self._shares = {name: np.float32(weights.values.get(name, 0.0) / total) for name in NAMES}
        self._confidence = np.array([self._shares[name] for name in NAMES], np.float64)

    @classmethod
    def build(
        cls,
        needs: Iterable[NeedRow],
        offers: Iterable[OfferRow],
        profiler: Profiler,
        weights: Weights,
        as_of: date,
    ) -> "Matcher":
        """Read all rows and make a matcher of them."""
        needs_index = NeedsIndex.build(needs, profiler)
        tables = Tables.of(OffersIndex.build(offers, profiler), profiler.world)
        return cls(needs_index, tables, profiler, weights, as_of)

    def rank_need(self, need: RowId | NeedRow, top: int = TOP) -> list[Scored]:
        """List the best offers for a need: one of the index, or a row it does not hold (yet)."""
        if isinstance(need, NeedRow):
            alone = NeedsIndex.build([need], self.profiler)
            return self._with(alone).rank_need(need.id, top)
        at = self.needs.position[need]
        offers, marks = _best(self.marks(slice(at, at + 1))[0], top)
        return self.scored(np.full(len(offers), at), offers, marks)

    def rank_offer(self, offer: RowId | OfferRow, top: int = TOP) -> list[Scored]:
        """List the needs an offer fits best: one of the index, or a row it does not hold (yet)."""
        if isinstance(offer, OfferRow):
            alone = OffersIndex.build([offer], self.profiler)
            matcher = self._with(tables=Tables.of(alone, self.profiler.world))
        else:
            matcher = self.of_offer(offer)
        parts = [matcher.marks(rows)[:, 0] for rows in matcher.blocks()]
        needs, marks = _best(np.concatenate([np.empty(0, np.int32), *parts]), top)
        return matcher.scored(needs, np.zeros(len(needs), np.intp), marks)

    def of_offer(self, offer: RowId) -> "Matcher":
        """Return a matcher of all needs against one offer of the index."""
        return self.of_offers([offer])

    def of_offers(self, offers: Iterable[RowId]) -> "Matcher":
        """Return a matcher of all needs against some offers; those not in the index are left out.

        It scores as this one does.
        """
        places = _places(offers, self.offers.position)
        matcher = self._with(tables=self.tables.take(places))
        matcher._of_state = self._of_state[:, places]
        matcher._freshness = self._freshness[places]
        return matcher

    def of_needs(self, needs: Iterable[RowId]) -> "Matcher":
        """Return a matcher of some needs against all offers; those not in the index are left out.

        It scores as this one does.
        """
        return self._with(self.needs.take(_places(needs, self.needs.position)))

    def recipients(self, offer: RowId) -> list[str]:
        """List the States that an offer of the index admits, while anything of it is left."""
        admitted = self.tables.admitted[:, self.offers.position[offer]]
        states = sorted(self.profiler.world.countries)
        return [state for state, is_admitted in zip(states, admitted, strict=True) if is_admitted]

    def rank_all(self, top: int = TOP, threads: int = 2) -> Ranking:
        """Rank every pair, in blocks."""
        of_offers = BestOfColumns(len(self.offers), top)
        of_needs: list[Best] = []
        with ThreadPoolExecutor(threads) as pool:
            for rows, marks in self._marks_of(pool, threads):
                of_offers.add(rows.start, marks)
                of_needs += [_best(line, top) for line in marks]
        return Ranking(self, of_needs, list(of_offers.best()))

    def _marks_of(self, pool: ThreadPoolExecutor, ahead: int) -> Iterator[tuple[slice, Ints]]:
        """Compute blocks side by side, never more of them than are worked on at once."""
        waiting: deque[tuple[slice, Future[Ints]]] = deque()
        for rows in self.blocks():
            waiting.append((rows, pool.submit(self.marks, rows)))
            if len(waiting) > ahead:
                done, future = waiting.popleft()
                yield done, future.result()
        for done, future in waiting:
            yield done, future.result()

    def explain(self, need: RowId, offer: RowId) -> Explanation:
        """Say for any pair why it is listed where it is, or which gates keep it out."""
        return self.explain_many(need, [offer])[0]

    def explain_many(self, need: RowId, offers: Sequence[RowId]) -> list[Explanation]:
        """Explain several offers for one need at once."""
        tables = self.tables.take([self.offers.position[offer] for offer in offers])
        pairs = self._with(self.needs.take([self.needs.position[need]]), tables)
        block = Block(pairs.needs, tables, slice(0, 1))
        score, values, passed = pairs.score(block), pairs.values(block), gates(block, self.as_of)
        return [
            explain_pair(
                pairs.needs.profiles[0],
                profile,
                self.profiler.world,
                self.weights,
                {name: float(_cell(value, at)) for name, value in values.items()},
                {code: bool(_cell(flags, at)) for code, flags in passed.items()},
                round(float(score[0, at]) * STEPS) / STEPS,
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
        block = Block(self.needs, self.tables, rows)
        score = self.score(block)
        score *= np.float32(STEPS)
        marks = np.rint(score, out=score).astype(np.int32)
        marks[~all_passed(block, self.as_of)] = OUT
        return marks

    def score(self, block: Block) -> Floats:
        """Add up the features of a block by their weights."""
        score = self._of_state[block.states]
        score += (self._shares["priority"] * block.priorities)[:, None]
        for name in ("language", "theme", "text", "words", "kind", "coverage", "window"):
            score += self._shares[name] * getattr(block, name)
        worn = 1 - self._fading(block)
        for row in np.flatnonzero(worn):
            score[row] -= self._shares["freshness"] * worn[row] * self._freshness
        return score

    def values(self, block: Block) -> dict[str, Floats]:
        """Give every feature of a block by name."""
        pairs = ("language", "theme", "text", "words", "kind", "coverage", "window")
        return {
            **{name: getattr(block, name) for name in pairs},
            **{name: value[None, :] for name, value in self._own_values().items()},
            "freshness": self._fading(block)[:, None] * self._freshness[None, :],
            "proximity": self.tables.proximity[block.states],
            "named": self.tables.named[block.states],
            "priority": block.priorities[:, None],
        }

    @cached_property
    def _of_state(self) -> Floats:
        """What a score owes to the offer and the State alone."""
        part = self._shares["proximity"] * self.tables.proximity
        part += self._shares["named"] * self.tables.named
        for name, value in self._own_values().items():
            part += self._shares[name] * value
        return part

    def _own_values(self) -> dict[str, Floats]:
        rows = [profile.row for profile in self.offers.profiles]
        return {
            "access": self.tables.access,
            "focus": self.tables.focus,
            "track_record": np.array([track_record(row) for row in rows], np.float32),
            "freshness": self._freshness,
        }

    @cached_property
    def _freshness(self) -> Floats:
        rows = [profile.row for profile in self.offers.profiles]
        return np.array([freshness(row, self.as_of) for row in rows], np.float32)

    def _fading(self, block: Block) -> Floats:
        """Tell what is left of the word of those who ask."""
        rows = [profile.row for profile in self.needs.profiles[block.rows]]
        return np.array([fading(row, self.as_of) for row in rows], np.float32)

    def scored(
        self, rows: NDArray[np.intp], columns: NDArray[np.intp], marks: Ints
    ) -> list[Scored]:
        """Build the results, with the confidence: the share of the weights that rests on facts."""
        needs, offers = self.needs, self.offers
        known = needs.known[rows] & offers.known[columns]
        known[:, WORDS] &= needs.written[rows] == offers.written[columns]
        confidence = np.round(known @ self._confidence, 4)
        found = zip(
            rows.tolist(), columns.tolist(), marks.tolist(), confidence.tolist(), strict=True
        )
        return [
            Scored(needs.profiles[r].row.id, offers.profiles[c].row.id, mark / STEPS, sure)
            for r, c, mark, sure in found
        ]

    def _with(self, needs: NeedsIndex | None = None, tables: Tables | None = None) -> "Matcher":
        matcher = copy(self)
        if needs is not None:
            matcher.needs = needs
        if tables is not None:
            matcher.tables, matcher.offers = tables, tables.offers
            for name in ("_of_state", "_freshness"):
                matcher.__dict__.pop(name, None)
        return matcher


def _places(ids: Iterable[RowId], position: Mapping[RowId, int]) -> list[int]:
    return sorted(position[one] for one in ids if one in position)


def _cell(values: NDArray[np.generic], column: int) -> float:
    """Read one pair's value from an array that may hold one value for all of a row."""
    value: float = values[0, min(column, values.shape[1] - 1)].item()
    return value


def _best(marks: Ints, top: int) -> Best:
    """List the places of the best, best first; equal ones in the order of their ids."""
    places = np.flatnonzero(marks >= 0)
    if len(places) > top:
        held = marks[places]
        places = places[held >= np.partition(held, len(held) - top)[len(held) - top]]
    best = places[np.argsort(-marks[places], kind="stable")][:top]
    return best, marks[best]
