"""How near a lesson is to what somebody writes, and in what. Pure: no database, no request."""

import math
from collections import Counter
from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import NamedTuple

# What each kind of nearness counts. Place and audience alone are never enough for a suggestion.
WEIGHTS: Mapping[str, float] = {
    "theme": 3.0,
    "kind": 2.0,
    "text": 3.0,
    "place": 1.0,
    "audience": 0.5,
}
LEAST = 2.0
SAME_BRANCH = 0.5
OTHER_WORDS = 0.5  # what words of the same language count beside concepts
LEAST_TEXT = 0.15  # below that, two texts share what all texts share


@dataclass(frozen=True)
class Profile:
    """What a lesson, or a record that is being written, is about."""

    themes: Set[str] = frozenset()
    kinds: Set[str] = frozenset()
    countries: Set[str] = frozenset()
    regions: Set[str] = frozenset()
    audiences: Set[str] = frozenset()
    language: str = "en"
    stems: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()


class Tie(NamedTuple):
    """One thing in which a lesson is near: its name, how near from 0 to 1, the shared codes."""

    name: str
    value: float
    codes: tuple[str, ...] = ()


def ties(lesson: Profile, written: Profile) -> list[Tie]:
    """Return everything that ties a lesson to what is written, the strongest first."""
    found = (
        _in_tree("theme", lesson.themes, written.themes),
        _in_tree("kind", lesson.kinds, written.kinds),
        _of_text(lesson, written),
        _of_place(lesson, written),
        _of_audience(lesson, written),
    )
    return sorted(filter(None, found), key=lambda tie: -WEIGHTS[tie.name] * tie.value)


def score(found: list[Tie]) -> float:
    """Add up what ties a lesson to what is written."""
    return sum(WEIGHTS[tie.name] * tie.value for tie in found)


def _in_tree(name: str, ours: Set[str], theirs: Set[str]) -> Tie | None:
    """Compare codes of a tree: the same one in full, the same branch by half."""
    same = sorted(ours & theirs)
    if same:
        return Tie(name, 1.0, tuple(same))
    branches = sorted({_top(code) for code in ours} & {_top(code) for code in theirs})
    return Tie(name, SAME_BRANCH, tuple(branches)) if branches else None


def _of_text(lesson: Profile, written: Profile) -> Tie | None:
    """Compare concepts across languages, and words where both are in one language."""
    shared = cosine(lesson.concepts, written.concepts)
    if lesson.language == written.language:
        shared = max(shared, OTHER_WORDS * cosine(lesson.stems, written.stems))
    return Tie("text", shared) if shared >= LEAST_TEXT else None


def _of_place(lesson: Profile, written: Profile) -> Tie | None:
    same = sorted(lesson.countries & written.countries)
    if same:
        return Tie("place", 1.0, tuple(same))
    regions = sorted(lesson.regions & written.regions)
    return Tie("place", SAME_BRANCH, tuple(regions)) if regions else None


def _of_audience(lesson: Profile, written: Profile) -> Tie | None:
    shared = sorted(lesson.audiences & written.audiences)
    return Tie("audience", 1.0, tuple(shared)) if shared else None


def cosine(ours: tuple[str, ...], theirs: tuple[str, ...]) -> float:
    """Return how alike two bags of tokens are, each damped by the root of its count."""
    one, other = _damped(ours), _damped(theirs)
    if not one or not other:
        return 0.0
    product = sum(one[token] * other[token] for token in one.keys() & other.keys())
    return product / (_length(one) * _length(other))


def _damped(tokens: tuple[str, ...]) -> dict[str, float]:
    return {token: math.sqrt(count) for token, count in Counter(tokens).items()}


def _length(weights: Mapping[str, float]) -> float:
    return math.sqrt(sum(weight * weight for weight in weights.values()))


def _top(code: str) -> str:
    return code.partition(".")[0]
