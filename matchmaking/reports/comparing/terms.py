"""The telling words of a text: stems, concepts and names, the rare ones counting more."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from matchmaking.reports.comparing.types import Analyser, Text
from matchmaking.reports.quotes import BULLET

# Names travel between languages unchanged: capitals inside a sentence, and abbreviations.
_NAME = re.compile(r"(?<=[^\W\d_]\s)[A-ZÀ-ÞА-Я][\w'-]{3,}|\b[A-ZА-Я]{3,}\b")


@dataclass(frozen=True)
class Terms:
    """One text, read."""

    language: str
    stems: frozenset[str]
    concepts: frozenset[str]
    names: frozenset[str]


class Reader:
    """Reads texts once, and knows how common each of their words is."""

    def __init__(self, analyser: Analyser, texts: Iterable[Text]) -> None:
        self._analyser = analyser
        self._read: dict[Text, Terms] = {}
        self._common = Counter(_features(self.read(text) for text in texts))
        self._total = max(len(self._read), 1)
        self._weights: dict[frozenset[str], float] = {}

    def read(self, text: Text) -> Terms:
        """Return the terms of a text."""
        if text not in self._read:
            tokens = self._analyser.analyse(BULLET.sub("", text.words), text.language)
            self._read[text] = Terms(
                text.language,
                frozenset(stem for stem in tokens.stems if not stem.isdigit()),
                frozenset(tokens.concepts),
                frozenset(name.casefold() for name in _NAME.findall(text.words)),
            )
        return self._read[text]

    def weight(self, features: frozenset[str]) -> float:
        """Say how much a set of stems or concepts tells; each set is weighed once."""
        known = self._weights.get(features)
        if known is None:
            known = sum(math.log(1 + self._total / (1 + self._common[f])) for f in features)
            self._weights[features] = known
        return known

    def likeness(self, one: frozenset[str], other: frozenset[str]) -> float:
        """Say how alike two sets are: 1 is the same; a short one inside a long one comes near."""
        lesser, greater = sorted((self.weight(one), self.weight(other)))
        if not lesser:
            return 0.0
        shared = self.weight(one & other)
        return 0.65 * 2 * shared / (lesser + greater) + 0.35 * shared / lesser

    def inside(self, part: frozenset[str], whole: frozenset[str]) -> float:
        """Say how much of `part` stands in `whole`."""
        total = self.weight(part)
        return self.weight(part & whole) / total if total else 0.0


def _features(read: Iterable[Terms]) -> Iterator[str]:
    for terms in read:
        yield from terms.stems
        yield from terms.concepts
