"""Finds records of one side that say the same: near copies, translations, shorter versions.

Candidates come from a sparse product of the records' vectors (sparse_dot_topn), in which each owner
has columns of its own. They are then compared part by part; a part that one of the two does not
state is neither for nor against. The weights were fitted to planted copies (docs/duplicates.md).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, csr_matrix, hstack
from sparse_dot_topn import sp_matmul_topn

from .rows import RowId
from .sketches import Sketch
from .sparse import Places, Terms, keyed

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]

# What makes two records alike, in log odds; "text" is the mean of two measures of their words.
SAME_LANGUAGE = {"text": 15.0, "content": 10.0, "figures": 2.8, "kinds": 0.5, "window": 3.0}
OTHER_LANGUAGE = {"text": 0.0, "content": 7.5, "figures": 8.5, "kinds": 2.5, "window": 5.0}
ODDS_SAME, ODDS_OTHER = -23.2, -19.0
UNKNOWN = 0.5  # the value of a part that one of the two does not state
LIKELY = 0.5
SAME_REACH = 0.5  # share of the States of the narrower offer that the other is for as well
CANDIDATES = 16
LEAST_ALIKE = 0.35  # of a sum of two cosines; less is not looked at
STATED = {"concept": 1.0, "kind": 0.8, "number": 0.6, "theme": 0.4}


@dataclass(frozen=True, slots=True)
class Alike:
    """Two records, how alike they are, and in what: each part from 0 to 1, None if not stated."""

    one: RowId
    other: RowId
    likeness: float
    words: float | None  # share of the shorter text's words that stand in the other
    content: float
    figures: float | None
    kinds: float | None
    window: float | None
    reach: float
    same_owner: bool


@dataclass(frozen=True, slots=True)
class Rows:
    """Records as arrays, row by row."""

    words: csr_array  # unit vectors
    content: csr_array
    said: csr_array  # which words, each weighing the root of its rarity
    named: csr_array  # which concepts, in the same way
    numbers: csr_array
    kinds: csr_array
    reach: csr_array
    starts: Numbers  # NaN where not stated
    ends: Numbers
    languages: NDArray[np.int64]
    owners: NDArray[np.int64]

    def take(self, places: Places) -> "Rows":
        """Return some rows, in that order."""
        return Rows(*(getattr(self, field.name)[places] for field in fields(self)))


class Duplicates:
    """Compares the records of one side with each other, or a new one with all of them."""

    def __init__(self, sketches: Sequence[Sketch]) -> None:
        self.sketches = tuple(sketches)
        self.ids = [sketch.id for sketch in self.sketches]
        self._words = Terms([_words(sketch) for sketch in self.sketches])
        self._concepts = Terms([sketch.concepts for sketch in self.sketches])
        self._content = Terms([_content(sketch) for sketch in self.sketches])
        self._plain = {name: Terms() for name in ("numbers", "kinds", "reach")}
        self._codes: dict[str, int] = {}
        self.rows = self._rows(self.sketches)

    def pairs(self, least: float = LIKELY) -> list[Alike]:
        """Return all pairs that are probably the same, the most alike first."""
        one, other = self._candidates
        found = self._compared(one, self.rows, other)
        return sorted(
            (alike for alike in found if alike.likeness >= least),
            key=lambda alike: (-alike.likeness, str(alike.one), str(alike.other)),
        )

    def like(self, sketch: Sketch, top: int = 5, least: float = LIKELY) -> list[Alike]:
        """Return the records most like a given one, which need not be among them."""
        likely = [alike for alike in self.compare(sketch) if alike.likeness >= least]
        return sorted(likely, key=lambda alike: (-alike.likeness, str(alike.other)))[:top]

    def compare(self, sketch: Sketch) -> list[Alike]:
        """Compare a record, which need not be among them, with each other one."""
        others = [at for at, pk in enumerate(self.ids) if pk != sketch.id]
        alone, places = self._rows([sketch]), np.array(others, np.intp)
        same = np.zeros(len(places), np.intp)
        return list(self._compared(same, alone, places, first=[sketch.id]))

    def _rows(self, sketches: Sequence[Sketch]) -> Rows:
        words = self._words.table([_words(sketch) for sketch in sketches])
        named = self._concepts.table([sketch.concepts for sketch in sketches])
        content = self._content.table([_content(sketch) for sketch in sketches])
        return Rows(
            self._words.weighed(words),
            self._content.weighed(content),
            self._words.held(words),
            self._concepts.held(named),
            self._plain["numbers"].members([sketch.numbers for sketch in sketches]),
            self._plain["kinds"].members([sketch.kinds for sketch in sketches]),
            self._plain["reach"].members([sketch.reach for sketch in sketches]),
            np.array([s.starts_on.toordinal() if s.starts_on else np.nan for s in sketches]),
            np.array([s.ends_on.toordinal() if s.ends_on else np.nan for s in sketches]),
            np.array([self._code(sketch.language) for sketch in sketches], np.int64),
            np.array([self._code(f"owner:{sketch.owner}") for sketch in sketches], np.int64),
        )

    def _code(self, name: str) -> int:
        return self._codes.setdefault(name, len(self._codes))

    @cached_property
    def _candidates(self) -> tuple[Places, Places]:
        """Return the places of pairs worth comparing, each pair once."""
        rows = self.rows
        both = csr_array(hstack([rows.words, rows.content]))
        ordered = sorted(_nearest(keyed(both, rows.owners)))
        places = np.array(ordered, np.intp).reshape(-1, 2)
        return places[:, 0], places[:, 1]

    def _compared(
        self, one: Places, left: Rows, other: Places, first: Sequence[RowId] = ()
    ) -> Iterator[Alike]:
        """Compare row by row; `left` may be other records than ours, with the ids `first`."""
        mine = self.rows.take(one) if left is self.rows else left.take(one)
        parts = _parts(mine, self.rows.take(other))
        names = first or self.ids
        columns = [np.round(parts[name], 4).tolist() for name in PARTS]
        owned = parts["same_owner"].astype(bool).tolist()
        for place, values in enumerate(zip(*columns, strict=True)):
            # NaN, the only value that is not itself, says "not stated".
            stated: dict[str, Any] = {
                name: None if value != value else value
                for name, value in zip(PARTS, values, strict=True)
            }
            ours, theirs = names[int(one[place])], self.ids[int(other[place])]
            yield Alike(ours, theirs, same_owner=owned[place], **stated)


PARTS = ("likeness", "words", "content", "figures", "kinds", "window", "reach")


def _words(sketch: Sketch) -> dict[str, float]:
    return {f"{sketch.language}:{stem}": n for stem, n in sketch.words.items()}


def _content(sketch: Sketch) -> dict[str, float]:
    """Return what a record says whatever its language."""
    return {
        **{f"concept:{code}": STATED["concept"] * n for code, n in sketch.concepts.items()},
        **{f"kind:{code}": STATED["kind"] for code in sketch.kinds},
        **{f"number:{number:g}": STATED["number"] for number in sketch.numbers},
        **{f"theme:{code}": STATED["theme"] for code in sketch.themes},
    }


def _nearest(table: csr_array) -> set[tuple[int, int]]:
    whole = csr_matrix(table)
    near = sp_matmul_topn(
        whole, csr_matrix(whole.T), CANDIDATES, threshold=LEAST_ALIKE, n_threads=2
    ).tocoo()
    pairs = zip(near.row.tolist(), near.col.tolist(), strict=True)
    return {(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]}


def _parts(mine: Rows, theirs: Rows) -> dict[str, Numbers]:
    same_language = mine.languages == theirs.languages
    contained, _either = _in_common(mine.said, theirs.said)
    parts = {
        "words": np.where(same_language, contained, np.nan),
        "content": np.mean(_in_common(mine.named, theirs.named), axis=0),
        "figures": _shared(mine.numbers, theirs.numbers),
        "kinds": _shared(mine.kinds, theirs.kinds),
        "window": _overlap(mine, theirs),
        "reach": _of_smaller(mine.reach, theirs.reach),
        "same_owner": (mine.owners == theirs.owners).astype(float),
    }
    text = (_products(mine.words, theirs.words) + contained) / 2
    odds = np.where(
        same_language,
        ODDS_SAME + _weighed({**parts, "text": text}, SAME_LANGUAGE),
        ODDS_OTHER + _weighed({**parts, "text": text}, OTHER_LANGUAGE),
    )
    is_for_the_same = parts["reach"] >= SAME_REACH
    return {**parts, "likeness": np.where(is_for_the_same, 1 / (1 + np.exp(-odds)), 0.0)}


def _weighed(parts: dict[str, Numbers], weights: dict[str, float]) -> Numbers:
    values = [w * np.nan_to_num(parts[name], nan=UNKNOWN) for name, w in weights.items()]
    total: Numbers = np.sum(values, axis=0)
    return total


def _in_common(mine: csr_array, theirs: csr_array) -> tuple[Numbers, Numbers]:
    """Return what two sets share, of the smaller one and of both, the rare weighing more."""
    both, ours, others = (
        _products(mine, theirs),
        _products(mine, mine),
        _products(theirs, theirs),
    )
    smaller, either = np.minimum(ours, others), ours + others - both
    return both / np.where(smaller > 0, smaller, 1), both / np.where(either > 0, either, 1)


def _products(mine: csr_array, theirs: csr_array) -> Numbers:
    return _sums(mine.multiply(theirs)) if mine.shape[0] else np.zeros(0)


def _sums(table: csr_array) -> Numbers:
    return np.asarray(table.sum(axis=1), np.float64).ravel()


def _shared(mine: csr_array, theirs: csr_array) -> Numbers:
    """Return the share two sets have in common; NaN where one of them is empty."""
    both = _products(mine, theirs)
    ours, others = _sums(mine), _sums(theirs)
    either = ours + others - both
    return np.where((ours > 0) & (others > 0), both / np.where(either > 0, either, 1), np.nan)


def _of_smaller(mine: csr_array, theirs: csr_array) -> Numbers:
    """Return how much of the smaller of two sets stands in the other."""
    smaller = np.minimum(_sums(mine), _sums(theirs))
    return _products(mine, theirs) / np.where(smaller > 0, smaller, 1)


def _overlap(mine: Rows, theirs: Rows) -> Numbers:
    """Return the share of both windows' days that they have in common; NaN if one is unknown."""
    common = np.minimum(mine.ends, theirs.ends) - np.maximum(mine.starts, theirs.starts) + 1
    whole = np.maximum(mine.ends, theirs.ends) - np.minimum(mine.starts, theirs.starts) + 1
    share: Numbers = np.clip(common, 0, None) / whole
    return share
