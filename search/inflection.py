"""Looser forms of stems, for the terms of several words: there the words vouch for each other.

A stem alone must not say more than its word does: "mark" is no "marker". In a term of several
words the risk is small, and what stemmers leave apart is found as well: broken plurals and joined
particles of Arabic, vowels that come and go in Russian, British and American spelling, particles
of Chinese.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from search.stemming import language_of

_AR_JOINED = re.compile(r"^[وفبكل](?=.{2})")
_AR_WEAK = re.compile("[اويىءؤئ]")
_DOUBLED = re.compile(r"(.)\1+")
_RU_FLEETING = re.compile(r"(?<=[бвгджзклмнпрстфхцчшщ])[оеё](?=[бвгджзклмнпрстфхцчшщ]$)")
_FIRST_HAN = "\u2e80"
_ZH_PARTICLES = "的和与及跟"
_SPELLINGS = {
    "en": ((r"(?<=....)i[sz]$", ""), (r"our$", "or"), (r"tre$", "ter"), (r"c$", "s")),
    "es": ((r"c$", "z"),),
}


class Loose(NamedTuple):
    """A looser form, and the stems `start` up to `end` it stands for."""

    form: str
    start: int
    end: int


def loosened(stems: Sequence[str], language: str) -> list[Loose]:
    """Return the looser forms of the stems of a text, in order."""
    if any(stem[0] >= _FIRST_HAN for stem in stems):
        return list(_without_particles(stems))
    return [Loose(_loose(stem, language), n, n + 1) for n, stem in enumerate(stems)]


@lru_cache(maxsize=100_000)
def _loose(stem: str, language: str) -> str:
    language = language_of(stem, language)
    if language == "ar":
        return _arabic(stem)
    if language == "ru":
        return _RU_FLEETING.sub("", stem)
    for ending, plain in _SPELLINGS.get(language, ()):
        stem = re.sub(ending, plain, stem)
    return _DOUBLED.sub(r"\1", stem)


def _arabic(stem: str) -> str:
    """Keep the strong consonants: they are what a singular and its broken plural share."""
    bare = stem
    while (shorter := _AR_JOINED.sub("", bare)) != bare:
        bare = shorter
    strong = _DOUBLED.sub(r"\1", _AR_WEAK.sub("", bare))
    return strong if len(strong) > 1 else bare


def _without_particles(stems: Sequence[str]) -> Iterator[Loose]:
    """Join the pairs that a particle holds apart: "枪的" and "的标" become "枪标"."""
    n = 0
    while n < len(stems):
        pair, following = stems[n], stems[n + 1] if n + 1 < len(stems) else ""
        if following and pair[-1] in _ZH_PARTICLES and following[0] == pair[-1]:
            yield Loose(pair[0] + following[-1], n, n + 2)
            n += 2
        else:
            yield Loose(pair, n, n + 1)
            n += 1
