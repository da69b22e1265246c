"""Turns one row into what the matcher compares: themes, concepts, kinds, quantities, limits."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from sys import intern
from typing import Protocol

from .affinity import affinities
from .limits import Atlas, Limits
from .reading import (
    ANY,
    Reading,
    cues,
    kind_mass,
    quantities_by_kind,
    read_need,
    read_offer,
    refused_kinds,
    theme_mass,
)
from .rows import LineRow, NeedRow, OfferRow, World

CROSS_CUTTING = "COO"  # cooperation as such: says how, hardly ever on what
CROSS_CUTTING_WEIGHT = 0.3
KIND_THEME_WEIGHT = 0.4
TEXT_SHARE = 0.3  # of a need's kinds, where it has lines too
FROM_TEXT = 0.35  # how far a kind named only in the text counts as offered
FROM_TEXT_MOST = 0.7
AFTERCARE = "MNT.CONTR"  # what equipment with after-care brings beside its lines
MAIN = {"TRN": 0.6, "MNT": 0.4, "VIS": 0.7, "FEL": 1.0}  # beside goods, learning comes second
LONG = 9  # letters; a longer stem is not the more telling for it
MOST_STEMS = 48
TEACHING = frozenset({"TRN", "EXP", "FEL", "VIS"})

Vector = Mapping[str, float]


class TextTokens(Protocol):
    """What the analyser of `search` returns, as far as it is used here."""

    @property
    def stems(self) -> list[str]:
        """The stems, in the order of the text."""

    @property
    def concepts(self) -> list[str]:
        """The terms of the field that it names, in whatever language."""


class Analyser(Protocol):
    """Cuts a text into stems."""

    def analyse(self, text: str, language: str) -> TextTokens: ...


@dataclass(frozen=True, slots=True)
class NeedProfile:
    """A need, read."""

    row: NeedRow
    themes: Vector
    concepts: Vector
    stems: Vector
    importance: Vector  # share of the request by kind, adds up to 1
    quantities: Vector
    refused: frozenset[str]


@dataclass(frozen=True, slots=True)
class Delivery:
    """The languages an offer is delivered in; `is_teaching` where it is nothing but words."""

    languages: frozenset[str]
    is_teaching: bool
    interpreted: frozenset[str]
    host_interprets: bool

    def is_interpreted(self, spoken: frozenset[str]) -> bool:
        """Tell whether interpretation is offered into one of these languages."""
        return ANY in self.interpreted or bool(self.interpreted & spoken)


@dataclass(frozen=True, slots=True)
class OfferProfile:
    """An offer, read."""

    row: OfferRow
    themes: Vector
    concepts: Vector
    stems: Vector
    reach: Vector  # how far each kind of request can be met, 0 to 1
    strengths: Vector  # the kinds given, 1 for a line, less for words
    capacities: Vector
    refused: frozenset[str]
    signals: frozenset[str]
    interpreted: frozenset[str]
    limits: Limits

    @property
    def given(self) -> Vector:
        """The kinds on the lines, or those of the words where there are none."""
        stated = {line.kind: 1.0 for line in self.row.lines if line.quantity != 0}
        return stated or self.strengths

    @property
    def delivery(self) -> Delivery:
        """In which languages it comes, and whether these must be understood."""
        groups = {line.kind[:3] for line in self.row.lines}
        return Delivery(
            frozenset(self.row.delivery_languages),
            bool(groups) and groups <= TEACHING,
            self.interpreted,
            "interpretation_by_host" in self.signals,
        )

    @property
    def has_capacity(self) -> bool:
        """Tell whether anything is left; an offer without figures may well have some."""
        amounts = [line.quantity for line in self.row.lines]
        return "condition:spent" not in self.signals and (
            not amounts or any(amount is None or amount > 0 for amount in amounts)
        )


class Profiler:
    """Reads rows against one world and one analyser."""

    def __init__(self, world: World, analyser: Analyser | None = None) -> None:
        self.world = world
        self.analyser = analyser
        self.atlas = Atlas(world)

    def need(self, row: NeedRow) -> NeedProfile:
        """Read a need."""
        reading = read_need(row.title, _body(row), row.language)
        refused = self._expand(refused_kinds(reading))
        if "refuses_new_goods" in reading.signals:
            refused |= {line.kind for line in row.lines if line.kind.startswith("EQP")}
        asked = {kind: n for kind, n in kind_mass(reading).items() if kind in self.world.kinds}
        stated = _sum((line.kind, MAIN.get(line.kind[:3], 1.0)) for line in row.lines)
        return NeedProfile(
            row,
            self._themes(row.themes, row.lines, reading),
            _concepts(reading),
            self._stems(row),
            _importance(stated, asked, refused),
            _quantities(row.lines, reading),
            refused,
        )

    def offer(self, row: OfferRow) -> OfferProfile:
        """Read an offer."""
        reading = read_offer(row.title, _body(row), row.conditions, row.language)
        strengths = self._strengths(row, reading)
        return OfferProfile(
            row,
            self._themes(row.themes, row.lines, reading),
            _concepts(reading),
            self._stems(row),
            _reach(strengths, tuple(self.world.kinds)),
            strengths,
            _capacities(row.lines, reading),
            self._expand(refused_kinds(reading)),
            frozenset(reading.signals),
            frozenset(reading.interpreted),
            self.atlas.limits(row),
        )

    def _themes(self, given: Iterable[str], lines: Iterable[LineRow], reading: Reading) -> Vector:
        stated = _sum((code, self._telling(code)) for code in given)
        read = theme_mass(reading)
        for line in lines:
            kind = self.world.kinds.get(line.kind)
            for theme in kind.themes if kind else ():
                read[theme] += KIND_THEME_WEIGHT
        damped = {code: mass * self._telling(code) for code, mass in read.items()}
        return _with_parents(_mix(_unit(stated), _unit(damped)))

    def _telling(self, theme: str) -> float:
        return CROSS_CUTTING_WEIGHT if theme.startswith(CROSS_CUTTING) else 1.0

    def _stems(self, row: NeedRow | OfferRow) -> Vector:
        """Weigh stems; long words are rare ones, and lengths do not drift with the data."""
        if self.analyser is None:
            return {}
        stems = self.analyser.analyse(f"{row.title} {row.title} {_body(row)}", row.language).stems
        counts = _sum((stem, 1.0) for stem in stems)
        weights = {stem: math.sqrt(n) * min(len(stem), LONG) for stem, n in counts.items()}
        kept = sorted(weights, key=lambda stem: (-weights[stem], stem))[:MOST_STEMS]
        return {intern(f"{row.language}:{stem}"): weights[stem] for stem in kept}

    def _strengths(self, row: OfferRow, reading: Reading) -> Vector:
        strengths = {
            kind: min(FROM_TEXT_MOST, FROM_TEXT * mass)
            for kind, mass in kind_mass(reading).items()
            if kind in self.world.kinds
        }
        if row.has_aftercare:
            strengths[AFTERCARE] = FROM_TEXT_MOST
        return strengths | {line.kind: 1.0 for line in row.lines if line.quantity != 0}

    def _expand(self, kinds: Iterable[str]) -> frozenset[str]:
        """Turn a refused group into its kinds."""
        return frozenset(
            code for code in self.world.kinds for kind in kinds if code.startswith(kind)
        )


def _body(row: NeedRow | OfferRow) -> str:
    return "\n".join([row.description, *(line.description for line in row.lines)])


def _sum(pairs: Iterable[tuple[str, float]]) -> dict[str, float]:
    total: dict[str, float] = defaultdict(float)
    for key, value in pairs:
        total[key] += value
    return total


def _unit(vector: Vector) -> Vector:
    length = math.sqrt(sum(value * value for value in vector.values()))
    return {key: value / length for key, value in vector.items()} if length else {}


def _mix(one: Vector, other: Vector) -> Vector:
    return _sum((*one.items(), *other.items()))


def _with_parents(vector: Vector) -> Vector:
    parents = ((code.split(".")[0], value / 2) for code, value in vector.items() if "." in code)
    return _sum((*vector.items(), *parents))


def _concepts(reading: Reading) -> Vector:
    return {
        code: cues()[code].weight * math.sqrt(min(mass, 6.0))
        for code, mass in reading.concepts.items()
    }


def _importance(stated: Vector, asked: Vector, refused: frozenset[str]) -> Vector:
    stated = {kind: n for kind, n in stated.items() if kind not in refused}
    asked = {kind: n for kind, n in asked.items() if kind not in refused}
    text_share = TEXT_SHARE if stated else 1.0
    total, read = sum(stated.values()) or 1.0, sum(asked.values()) or 1.0
    shares = _sum(
        (
            *((kind, (1 - text_share) * n / total) for kind, n in stated.items()),
            *((kind, text_share * n / read) for kind, n in asked.items()),
        )
    )
    whole = sum(shares.values())
    return {kind: share / whole for kind, share in shares.items()} if whole else {}


def _quantities(lines: Iterable[LineRow], reading: Reading) -> Vector:
    stated = _sum((line.kind, line.quantity) for line in lines if line.quantity)
    return {**quantities_by_kind(reading.quantities), **stated}


def _capacities(lines: Iterable[LineRow], reading: Reading) -> Vector:
    """Give what one State can get: what is left, or the share the words reserve for each."""
    left = _sum((line.kind, line.quantity) for line in lines if line.quantity is not None)
    caps = quantities_by_kind(reading.caps)
    first = next(iter(left), "")
    return {
        kind: min(amount, caps.get(kind, caps.get("", amount) if kind == first else amount))
        for kind, amount in left.items()
    }


def _reach(strengths: Vector, kinds: tuple[str, ...]) -> Vector:
    reach: dict[str, float] = defaultdict(float)
    for offered, strength in strengths.items():
        for asked, affinity in affinities(offered, kinds).items():
            reach[asked] = max(reach[asked], strength * affinity)
    return reach
