"""Reads what a text asks or offers, what it leaves out, and to whom it is limited."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from .numerals import numbers_in
from .phrases import Mention, Phrasebook, Text, cut, phrases_of, read_rows

SENTENCE = re.compile(r"(?<=[^\d])\.\s+|\.$|[;!?。；؛！？\n]|(?<=\d)\.\s+(?=\D)")
CLAUSE = re.compile(r"[,:،，、：()（）«»—–]| - ")
CONTRAST = re.compile(
    r"\b(?:but|mais|pero|sino|но)\b|(?<=\s)(?:لكن|ولكن)(?=\s)|但是|但|而是", re.IGNORECASE
)
SHORT = {"zh": 8}
SHORT_WORDS = 4  # a clause this short is an item of an enumeration
SET_ASIDE = 0.25  # weight of what exists already, or what the other side must bring
REACH = 5  # words between a number and the thing it counts
CAP_REACH = 9
TITLE_WEIGHT = 1.5
ANY = "*"
RULED_OUT = ("negation", "unwanted", "refused_place")


@dataclass(frozen=True, slots=True)
class Cue:
    """A concept of the field: themes and kinds it speaks for, and how telling it is."""

    code: str
    themes: tuple[str, ...]
    kinds: tuple[str, ...]
    weight: float


@dataclass(slots=True)
class Reading:
    """What the texts of one row say."""

    concepts: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    refused: set[str] = field(default_factory=set)
    signals: set[str] = field(default_factory=set)
    interpreted: set[str] = field(default_factory=set)  # languages; ANY where none is named
    quantities: dict[str, float] = field(default_factory=dict)
    caps: dict[str, float] = field(default_factory=dict)


def _split(text: str | None) -> tuple[str, ...]:
    return tuple(filter(None, (text or "").split(";")))


@lru_cache(maxsize=1)
def cues() -> dict[str, Cue]:
    """Give the concepts of the field by code."""
    return {
        row["id"]: Cue(row["id"], _split(row["themes"]), _split(row["kinds"]), float(row["weight"]))
        for row in read_rows("cues.csv")
    }


@lru_cache(maxsize=1)
def cue_book() -> Phrasebook:
    """Give the phrases of the concepts."""
    return Phrasebook((row["id"], phrases_of(row)) for row in read_rows("cues.csv"))


@lru_cache(maxsize=1)
def signal_book() -> Phrasebook:
    """Give the phrases that limit, refuse or qualify."""
    rows = read_rows("signals.csv")
    return Phrasebook(((row["id"], phrases_of(row)) for row in rows), open_from=4, gap=0)


@lru_cache(maxsize=1)
def language_book() -> Phrasebook:
    """Give the names of languages in six languages."""
    return Phrasebook((row["code"], phrases_of(row)) for row in read_rows("languages.csv"))


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with its mentions of concepts and signals."""

    text: Text
    clauses: tuple[tuple[int, int], ...]
    mentions: tuple[Mention, ...]
    signals: tuple[Mention, ...]

    def scope(self, at: int) -> range:
        """Give the words a cue at `at` bears on: its clause and the enumeration around it."""
        home = next(i for i, (start, end) in enumerate(self.clauses) if start <= at < end)
        limit = SHORT.get(self.text.language, SHORT_WORDS)
        first = last = home
        while first and self._length(first - 1) <= limit:
            first -= 1
        while last + 1 < len(self.clauses) and self._length(last + 1) <= limit:
            last += 1
        return range(self.clauses[first][0], self.clauses[last][1])

    def _length(self, clause: int) -> int:
        start, end = self.clauses[clause]
        return end - start

    def said(self, *codes: str) -> list[Mention]:
        """List the signals of these codes."""
        return [signal for signal in self.signals if signal.code in codes]

    def within(self, scope: range) -> list[Mention]:
        """List the concepts mentioned within a range of words."""
        return [m for m in self.mentions if m.start in scope]


@lru_cache(maxsize=64)
def sentences(text: str, language: str) -> tuple[Sentence, ...]:
    """Cut a text into sentences (a contrast starts a new one) and find what they mention."""
    pieces = [
        piece for part in SENTENCE.split(text) if part for piece in CONTRAST.split(part) if piece
    ]
    return tuple(_sentence(piece, language) for piece in pieces if piece.strip())


def _sentence(piece: str, language: str) -> Sentence:
    text = cut(piece, language)
    breaks = [match.start() for match in CLAUSE.finditer(text.folded)]
    edges = [0, *(bisect_left(text.offsets, at) for at in breaks), len(text.words)]
    pairs = pairwise(edges)
    clauses = tuple((a, b) for a, b in pairs if b > a) or ((0, len(text.words)),)
    return Sentence(text, clauses, tuple(cue_book().find(text)), tuple(signal_book().find(text)))


def read_need(title: str, description: str, language: str) -> Reading:
    """Read a request: what is wanted, in what quantity, and what is expressly not wanted."""
    reading = Reading()
    for weight, sentence in _weighted((TITLE_WEIGHT, title), (1.0, description), language=language):
        refused = _covered(sentence, sentence.said("unwanted"))
        aside = _covered(sentence, sentence.said("existing"))
        _collect(reading, sentence, weight, refused, aside)
        if any(signal.start in refused for signal in sentence.said("new_goods")):
            reading.signals.add("refuses_new_goods")
    _keep_wanted(reading)
    return reading


def read_offer(title: str, description: str, conditions: str, language: str) -> Reading:
    """Read an offer: what is given, what is not, and the words that limit it."""
    reading = Reading()
    parts = ((TITLE_WEIGHT, title), (1.0, description))
    for weight, sentence in _weighted(*parts, language=language):
        refused = _covered(sentence, sentence.said(*RULED_OUT))
        aside = _covered(sentence, sentence.said("recipient_pays"))
        _collect(reading, sentence, weight, refused, aside)
        _note_terms(reading, sentence)
    _keep_wanted(reading)
    for sentence in sentences(conditions, language):
        reading.signals |= {f"condition:{signal.code}" for signal in sentence.signals}
        reading.signals |= {signal.code for signal in sentence.signals}
        _note_terms(reading, sentence)
        for signal in sentence.said(*RULED_OUT):
            reading.refused |= {m.code for m in sentence.within(sentence.scope(signal.start))}
    return reading


def _keep_wanted(reading: Reading) -> None:
    """Forget a refusal of what is wanted elsewhere in the text."""
    reading.refused -= {code for code, mass in reading.concepts.items() if mass > 1}


def _note_terms(reading: Reading, sentence: Sentence) -> None:
    _note_caps(reading, sentence)
    if sentence.said("interpretation"):
        named = {mention.code for mention in language_book().find(sentence.text)}
        reading.interpreted |= named or {ANY}


def _weighted(*parts: tuple[float, str], language: str) -> Iterable[tuple[float, Sentence]]:
    for weight, text in parts:
        for sentence in sentences(text, language):
            yield weight, sentence


def _covered(sentence: Sentence, signals: list[Mention]) -> set[int]:
    return {word for signal in signals for word in sentence.scope(signal.start)}


def _collect(
    reading: Reading, sentence: Sentence, weight: float, refused: set[int], aside: set[int]
) -> None:
    for mention in sentence.mentions:
        if mention.start in refused:
            reading.refused.add(mention.code)
        elif mention.start in aside:
            reading.concepts[mention.code] += SET_ASIDE * weight
        else:
            reading.concepts[mention.code] += weight
    _note_quantities(reading, sentence, refused | aside)
    reading.signals |= {signal.code for signal in sentence.signals}


def _note_quantities(reading: Reading, sentence: Sentence, skipped: set[int]) -> None:
    """Give each number to what is mentioned next after it, unless it counts days or metres."""
    timed = {signal.start for signal in sentence.said("time_unit")}
    for start, end, value in numbers_in(sentence.text):
        if timed & {end, end + 1}:
            continue
        after = [m.start for m in sentence.mentions if start <= m.start <= end + REACH]
        if after and min(after) not in skipped:
            for mention in sentence.within(range(min(after), min(after) + 1)):
                reading.quantities.setdefault(mention.code, value)


def _note_caps(reading: Reading, sentence: Sentence) -> None:
    """Note what one State can get at most; whose travel is paid is no such limit."""
    limits = sentence.said("per_country")
    if not limits or sentence.said("costs"):
        return
    near = [
        (min(abs(start - limit.start) for limit in limits), value)
        for start, _, value in numbers_in(sentence.text)
    ]
    close = [item for item in near if item[0] <= CAP_REACH]
    if close:
        value = min(close)[1]
        for code in [m.code for m in sentence.mentions] or [""]:
            reading.caps.setdefault(code, value)


def theme_mass(reading: Reading) -> dict[str, float]:
    """Add up the themes the concepts of a text speak for."""
    mass: dict[str, float] = defaultdict(float)
    for code, amount in reading.concepts.items():
        cue = cues()[code]
        for place, theme in enumerate(cue.themes):
            mass[theme] += cue.weight * min(amount, 3.0) * (1.0 if place == 0 else 0.5)
    return mass


def kind_mass(reading: Reading) -> dict[str, float]:
    """Add up the kinds of assistance the concepts of a text speak for."""
    mass: dict[str, float] = defaultdict(float)
    for code, amount in reading.concepts.items():
        cue = cues()[code]
        for place, kind in enumerate(cue.kinds):
            mass[kind] += cue.weight * min(amount, 2.0) * (1.0 if place == 0 else 0.4)
    return mass


def refused_kinds(reading: Reading) -> set[str]:
    """List the kinds a text says no to and nowhere yes."""
    wanted = kind_mass(reading)
    return {
        cues()[code].kinds[0]
        for code in reading.refused
        if cues()[code].kinds and not wanted.get(cues()[code].kinds[0])
    }


def quantities_by_kind(found: Mapping[str, float]) -> dict[str, float]:
    """Turn numbers found beside concepts into numbers by kind."""
    result: dict[str, float] = {}
    for code, value in found.items():
        for kind in cues()[code].kinds[:1] if code else ("",):
            result.setdefault(kind, value)
    return result
