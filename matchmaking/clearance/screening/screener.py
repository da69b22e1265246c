"""Comparing a name with all of a list, and saying which of its parts are alike.

Every word of a name is looked for among all words of the list at once; only entries of which
enough words were met are compared in full.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from matchmaking.clearance.screening.sounds import Name, Word, name_of
from matchmaking.clearance.screening.variants import COMMON

# Measured on generated variants: see docs/checks.md.
THRESHOLD = 0.80
NEAR = 0.79  # one letter in five may differ; two words less alike are different words
SHORT = 6  # shorter words must at least begin alike
SAME, VARIANT, SOUND, BONES, NEARLY, INITIAL = (
    "same",
    "variant",
    "sound",
    "bones",
    "near",
    "initial",
)
WORTH = {SAME: 1.0, VARIANT: 0.96, SOUND: 0.94, BONES: 0.88, INITIAL: 0.7}
COMMON_WEIGHT = 0.35
# One word that is met of a name of several tells less.
ONE_WORD = 0.9
LONGER = 0.3  # the part of the score that depends on what the longer name has besides
Alike = Mapping[tuple[int, Word], tuple[float, str]]
# What an entry's weak alias is worth against its full name.
WEAK = 0.95


@dataclass(frozen=True)
class Listed:
    """A name under which an entry of the list is known."""

    key: str
    text: str
    kind: str = "name"
    is_entity: bool = False


@dataclass(frozen=True)
class Part:
    """Two words that are alike, and how."""

    ours: str
    theirs: str
    how: str
    likeness: float


@dataclass(frozen=True)
class Hit:
    """An entry that a name resembles, under which of its names, and why."""

    listed: Listed
    score: float
    parts: tuple[Part, ...]


class Screener:
    """A list, ready to be compared with names."""

    def __init__(self, listed: Iterable[Listed]) -> None:
        self._names = [(row, name_of(row.text)) for row in listed]
        self._names = [(row, name) for row, name in self._names if name.words]
        self._words: list[Word] = []
        self._of_word: dict[Word, list[int]] = defaultdict(list)
        self._joined: dict[str, list[int]] = defaultdict(list)
        for place, (_row, name) in enumerate(self._names):
            for word in dict.fromkeys(name.words):
                self._of_word[word].append(place)
            for joined in name.joined:
                self._joined[joined].append(place)
        self._telling = [min(2, _telling(name.words)) for _row, name in self._names]
        self._words = list(self._of_word)
        self._plain = [word.plain for word in self._words]
        self._by = _Keys(self._words)
        counts = Counter(word.sound for _row, name in self._names for word in set(name.words))
        self._rarity = _rarity(counts, len(self._names))

    def screen(
        self, text: str, *, is_entity: bool | None = None, threshold: float = THRESHOLD
    ) -> list[Hit]:
        """Return the entries that `text` resembles, each once under its nearest name, best first.

        `is_entity` keeps to entities (True) or to persons (False); None compares with all.
        """
        name = name_of(text)
        if not name.words:
            return []
        best: dict[str, Hit] = {}
        for place, alike in self._candidates(name).items():
            row, other = self._names[place]
            if is_entity is not None and row.is_entity != is_entity:
                continue
            hit = self._compare(name, row, other, alike)
            if hit.score >= threshold and (row.key not in best or hit.score > best[row.key].score):
                best[row.key] = hit
        return sorted(best.values(), key=lambda hit: (-hit.score, hit.listed.key))

    def _candidates(self, name: Name) -> Mapping[int, Alike]:
        """Return the names of the list that share a telling word, with how each is alike."""
        found: dict[int, dict[tuple[int, Word], tuple[float, str]]] = defaultdict(dict)
        for turn, word in enumerate(name.words):
            for other, alike in self._words_like(word):
                for place in self._of_word[other]:
                    found[place][turn, other] = alike
        whole = {place for joined in name.joined for place in self._joined.get(joined, ())}
        needed = min(2, _telling(name.words))
        enough = {
            place: alike
            for place, alike in found.items()
            if _met(alike) >= max(1, min(needed, self._telling[place]))
        }
        return enough | {place: found[place] for place in whole}

    def _words_like(self, word: Word) -> Iterator[tuple[Word, tuple[float, str]]]:
        """Yield the words of the list that are alike, each with how much and how."""
        found: dict[int, tuple[float, str]] = {}
        written = cdist(
            [word.plain], self._plain, scorer=OSA.normalized_similarity, score_cutoff=NEAR
        )
        for near in np.flatnonzero(written[0]):
            if _may_be_near(word.plain, self._plain[near]):
                found[int(near)] = (float(written[0][near]), NEARLY)
        for at, how in self._by.like(word):
            found[at] = max(found.get(at, (0.0, how)), (_worth(how, word), how))
        for at, alike in found.items():
            yield self._words[at], alike

    def _compare(self, name: Name, row: Listed, other: Name, alike: Alike) -> Hit:
        pairs = _paired(name, other, alike)
        parts, score = [part for _one, _two, part in pairs], self._score(name, other, pairs)
        if name.joined & other.joined and score < WORTH[SOUND]:
            score = WORTH[SOUND]
            parts = [Part(name.text, other.text, SOUND, score)]
        return Hit(row, score * (WEAK if row.kind == "weak" else 1.0), tuple(parts))

    def _score(self, name: Name, other: Name, pairs: list[tuple[Word, Word, Part]]) -> float:
        """Return how much of the shorter name is met, and a little of how much of the longer."""
        ours = sum(self._weight(one) * part.likeness for one, _two, part in pairs)
        theirs = sum(self._weight(two) * part.likeness for _one, two, part in pairs)
        shares = sorted(
            (
                ours / sum(map(self._weight, name.words)),
                theirs / sum(map(self._weight, other.words)),
            )
        )
        score = LONGER * shares[0] + (1 - LONGER) * shares[1]
        is_part_only = len(name.words) != len(other.words) and len(pairs) == 1
        return score * (ONE_WORD if is_part_only else 1.0)

    def _weight(self, word: Word) -> float:
        """Return how much a word tells: a rare one more than one that many names have."""
        if word.is_initial:
            return 0.3
        if word.plain in COMMON:
            return COMMON_WEIGHT
        return self._rarity.get(word.sound, 1.0)


class _Keys:
    """The words of a list by sound, bones, family and first letter."""

    def __init__(self, words: list[Word]) -> None:
        self._found: dict[tuple[str, str], list[int]] = defaultdict(list)
        for at, word in enumerate(words):
            for key in _keys(word):
                self._found[key].append(at)
            if not word.is_initial:
                self._found["first", word.plain[0]].append(at)
        self._words = words

    def like(self, word: Word) -> Iterator[tuple[int, str]]:
        """Yield the words that have a key in common, the surest keys last."""
        if word.is_initial:
            yield from ((at, INITIAL) for at in self._found.get(("first", word.plain), ()))
        else:
            yield from ((at, INITIAL) for at in self._found.get(("letter", word.plain[0]), ()))
        for how, key in _keys(word):
            if how == BONES and not _bones_tell(word):
                continue
            for at in self._found.get((how, key), ()):
                if how != BONES or _may_be_bones(word, self._words[at]):
                    yield at, how


def _telling(words: Iterable[Word]) -> int:
    """Count the words that are no initials and not those of many names."""
    return sum(not word.is_initial and word.plain not in COMMON for word in words)


def _met(alike: Alike) -> int:
    """Count our words that were met by more than an initial or a word of many names."""
    return len(
        {
            turn
            for (turn, word), (_likeness, how) in alike.items()
            if how != INITIAL and word.plain not in COMMON
        }
    )


def _keys(word: Word) -> Iterator[tuple[str, str]]:
    if word.is_initial:
        yield "letter", word.plain
        return
    yield BONES, word.bones
    yield SOUND, word.sound
    if word.group:
        yield VARIANT, word.group
    yield SAME, word.plain


def _bones_tell(word: Word) -> bool:
    return len(word.bones) >= 2


def _may_be_bones(one: Word, other: Word) -> bool:
    """Say whether consonants alone may tell: one is Arabic, or there are enough of them."""
    if one.is_arabic != other.is_arabic:
        return True
    return len(one.bones) >= 3 and one.plain[0] == other.plain[0]


def _may_be_near(one: str, other: str) -> bool:
    """Say whether a letter more or less may be a slip: not in short words that begin otherwise."""
    shorter = min(len(one), len(other))
    return shorter >= SHORT or (shorter > 3 and one[0] == other[0])


def _worth(how: str, word: Word) -> float:
    if how == BONES and len(word.bones) == 2:
        return 0.82
    return WORTH[how]


def _rarity(counts: Mapping[str, int], names: int) -> dict[str, float]:
    """Return a weight for each sound: 1 for one that occurs once, a half for the most usual."""
    most = math.log(1 + max(names, 2))
    return {sound: 1 - 0.6 * math.log(count) / most for sound, count in counts.items()}


def _paired(name: Name, other: Name, alike: Alike) -> list[tuple[Word, Word, Part]]:
    """Pair the words of both names, the most alike first, each word once."""
    chances = [
        (alike[turn, word], turn, at)
        for at, word in enumerate(other.words)
        for turn in range(len(name.words))
        if (turn, word) in alike
    ]
    chances.sort(key=lambda chance: (-chance[0][0], abs(chance[1] - chance[2])))
    ours: set[int] = set()
    theirs: set[int] = set()
    pairs = []
    for (likeness, how), turn, at in chances:
        if turn in ours or at in theirs:
            continue
        ours.add(turn)
        theirs.add(at)
        one, two = name.words[turn], other.words[at]
        pairs.append((one, two, Part(one.written, two.written, how, likeness)))
    return pairs
