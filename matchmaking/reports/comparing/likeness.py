"""How alike a request and a passage of the next report are, part by part."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from matchmaking.reports.comparing.terms import Reader, Terms
from matchmaking.reports.comparing.types import Ask

# What each part counts; a part that cannot be judged is left out of the sum.
SAME_LANGUAGE = {"words": 0.5, "concepts": 0.1, "theme": 0.17, "kind": 0.23}
OTHER_LANGUAGE = {"concepts": 0.36, "names": 0.12, "theme": 0.2, "kind": 0.32}
FIGURES = 0.12  # what the same quantity or sum adds
NEARLY_ALL = 0.8
FAMILY = 0.5  # the same family of themes or kinds, another member


@dataclass(frozen=True)
class Likeness:
    """The parts of one comparison, each between 0 and 1; None where it cannot be judged."""

    words: float | None = None
    concepts: float | None = None
    names: float | None = None
    theme: float | None = None
    kind: float | None = None
    same_figures: bool = False
    crosses_languages: bool = False
    shared: frozenset[str] = frozenset()
    covered: float = 0.0  # how much of the request stands in the passage
    covering: float = 0.0  # how much of the passage stands in the request

    @cached_property
    def score(self) -> float:
        """The parts in one number."""
        weights = OTHER_LANGUAGE if self.crosses_languages else SAME_LANGUAGE
        judged: dict[str, float | None] = {name: getattr(self, name) for name in weights}
        known = {name: value for name, value in judged.items() if value is not None}
        if not known:
            return 0.0
        total = sum(weights[name] for name in known)
        mean = sum(weights[name] * value for name, value in known.items()) / total
        return min(1.0, mean + FIGURES * self.same_figures * mean)

    @property
    def is_slight(self) -> bool:
        """Say whether only a word such as "training" is common to both."""
        speaks = len(self.shared) > 1 or self.covered >= NEARLY_ALL or self.same_figures
        return not self.crosses_languages and not speaks


NOTHING = Likeness()


def likeness(reader: Reader, old: Ask, new: Ask) -> Likeness:
    """Compare a request with a passage: by whichever of its texts comes nearest."""
    found = [
        _of_texts(reader.read(one), reader.read(other), reader, old, new)
        for one in old.texts
        for other in new.texts
    ]
    return max(found, key=lambda one: one.score, default=NOTHING)


def _of_texts(one: Terms, other: Terms, reader: Reader, old: Ask, new: Ask) -> Likeness:
    crosses = one.language != other.language
    shared = one.stems & other.stems if not crosses else one.concepts & other.concepts
    return Likeness(
        words=None if crosses or not one.stems else reader.likeness(one.stems, other.stems),
        concepts=_both(reader, one.concepts, other.concepts),
        names=_both(reader, one.names, other.names) if crosses else None,
        theme=near(old.themes, new.themes),
        kind=near(old.kinds, new.kinds),
        same_figures=_same_figures(old, new),
        crosses_languages=crosses,
        shared=shared,
        covered=_inside(reader, one, other, crosses=crosses),
        covering=_inside(reader, other, one, crosses=crosses),
    )


def _both(reader: Reader, one: frozenset[str], other: frozenset[str]) -> float | None:
    """Compare two sets where both say something."""
    return reader.likeness(one, other) if one and other else None


def _inside(reader: Reader, part: Terms, whole: Terms, *, crosses: bool) -> float:
    if crosses:
        return reader.inside(part.concepts, whole.concepts)
    return reader.inside(part.stems, whole.stems)


def near(one: Sequence[str], other: Sequence[str]) -> float | None:
    """Compare codes such as "MRK.02": the best partner of each, both ways; None for no codes."""
    if not one or not other:
        return None
    found = [*_best(one, other), *_best(other, one)]
    return sum(found) / len(found)


def _best(codes: Sequence[str], others: Sequence[str]) -> Iterator[float]:
    for code in codes:
        yield max(_of_codes(code, other) for other in others)


def _of_codes(one: str, other: str) -> float:
    if one == other:
        return 1.0
    return FAMILY if one.partition(".")[0] == other.partition(".")[0] else 0.0


def _same_figures(old: Ask, new: Ask) -> bool:
    counts = set(old.quantities) & set(new.quantities) - {1}
    return bool(counts) or (old.amount is not None and old.amount == new.amount)
