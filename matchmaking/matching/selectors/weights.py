"""The versions of the weights, and how well each ranks the judged examples."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from matchmaking import audit
from matchmaking.matching import evaluation, index, wording
from matchmaking.matching.engine import DEFAULT_WEIGHTS, Matcher, Profiler, Weights, World
from matchmaking.matching.judged import SHIPPED, Collection, read_collection
from matchmaking.matching.models import WeightSet
from search.analysis import Analyser, current_analyser

MOST_EXAMPLES = 10
ALIKE = 0.0005
GROUP_NAMES: dict[str, str | Promise] = {
    "all": _("All examples"),
    "same_language": _("The best offer is in the language of the request"),
    "cross_language": _("The best offer is in another language"),
    "no_grade_3_offer": _("No offer fits fully"),
}
METRIC_NAMES: dict[str, str | Promise] = {
    "ndcg@10": _("nDCG@10: the best ten in the right order"),
    "map": _("MAP: useful offers first"),
    "recall@20": _("Recall@20: useful offers among twenty"),
}


class Version(NamedTuple):
    """One version, ready for a page: its weights, and what it changed of the one before."""

    row: WeightSet
    weights: list["Weight"]
    changes: list["Change"]


class Weight(NamedTuple):
    """What a feature weighs, and its share of the whole."""

    name: str
    value: float
    share: float


class Change(NamedTuple):
    """A weight in two versions."""

    name: str
    before: float
    after: float


class Figure(NamedTuple):
    """One measure of one group of examples, under both versions."""

    group: str | Promise
    metric: str | Promise
    one: float
    other: float
    difference: float


class Example(NamedTuple):
    """A judged request that the two versions rank differently."""

    title: str
    language: str
    one: float
    other: float
    difference: float


@dataclass(frozen=True)
class Comparison:
    """Two versions, measured on the same judged examples."""

    one: WeightSet
    other: WeightSet
    changes: list[Change]
    figures: list[Figure]
    examples: list[Example]
    size: tuple[int, int]  # judged requests, offers


def versions() -> list[Version]:
    """Return all versions, newest first; the shipped one is written on first use."""
    index.active_weights()
    rows = list(WeightSet.objects.select_related("created_by").order_by("number"))
    before = [None, *rows]
    found = [
        Version(row, weights_of(row), _changes(old.weights, row.weights) if old else [])
        for old, row in zip(before, rows, strict=False)
    ]
    return found[::-1]


def weights_of(row: WeightSet) -> list[Weight]:
    """Return the weights of a version by name, the heaviest first."""
    total = sum(row.weights.values()) or 1.0
    ordered = sorted(row.weights.items(), key=lambda item: -item[1])
    return [Weight(wording.feature_name(name), value, value / total) for name, value in ordered]


def weights_history() -> list[audit.Entry]:
    """Return who wrote and activated which version, newest first."""
    entries = [
        entry._replace(verb=f"{entry.verb}: {row}")
        for row in WeightSet.objects.all()
        for entry in audit.history(row)
    ]
    return sorted(entries, key=lambda entry: entry.at, reverse=True)


def compare_weights(one: WeightSet, other: WeightSet) -> Comparison:
    """Measure two versions on the judged examples that are shipped."""
    first, second = _measured(one), _measured(other)
    collection = _judged()
    return Comparison(
        one,
        other,
        _changes(one.weights, other.weights),
        list(_figures(first.groups, second.groups)),
        _examples(collection, first.gains, second.gains),
        (len(collection.needs), len(collection.offers)),
    )


class _Measured(NamedTuple):
    groups: Mapping[str, evaluation.Figures]
    gains: Mapping[str, float | None]  # nDCG@10 by judged request


class _Bench:
    """The judged examples, read once against a state of the vocabulary; only weights differ."""

    def __init__(self, world: World, analyser: Analyser) -> None:
        self.world, self.analyser = world, analyser
        self.measured: dict[tuple[tuple[str, float], ...], _Measured] = {}
        collection, profiler = _judged(), Profiler(world, analyser)
        rows = (collection.needs, collection.offers)
        self.matcher = Matcher.build(*rows, profiler, DEFAULT_WEIGHTS, collection.as_of)

    def measure(self, weights: Mapping[str, float]) -> _Measured:
        """Rank the examples with these weights and measure the order."""
        key = tuple(sorted(weights.items()))
        if key not in self.measured:
            self.measured[key] = self._measure(weights)
        return self.measured[key]

    def _measure(self, weights: Mapping[str, float]) -> _Measured:
        read, grades = self.matcher, _judged().grades
        matcher = Matcher(
            read.needs, read.tables, read.profiler, Weights(0, dict(weights)), read.as_of
        )
        orders = evaluation.full_orders(matcher)
        gains = {need: evaluation.ndcg(order, grades[need]) for need, order in orders.items()}
        groups = evaluation.by_group(_judged(), {need: [order] for need, order in orders.items()})
        return _Measured(groups, gains)


_kept: list[_Bench] = []


def _measured(row: WeightSet) -> _Measured:
    world, analyser = index.world_now(), current_analyser()
    if not _kept or _kept[0].world is not world or _kept[0].analyser is not analyser:
        _kept[:] = [_Bench(world, analyser)]
    return _kept[0].measure(row.weights)


@lru_cache(maxsize=1)
def _judged() -> Collection:
    return read_collection(SHIPPED)


def _changes(before: Mapping[str, float], after: Mapping[str, float]) -> list[Change]:
    return [
        Change(wording.feature_name(name), before.get(name, 0.0), after.get(name, 0.0))
        for name in DEFAULT_WEIGHTS.values
        if before.get(name, 0.0) != after.get(name, 0.0)
    ]


def _figures(
    one: Mapping[str, evaluation.Figures], other: Mapping[str, evaluation.Figures]
) -> Iterator[Figure]:
    for group, name in GROUP_NAMES.items():
        for metric, label in METRIC_NAMES.items():
            first, second = one[group][metric], other[group][metric]
            if first is not None and second is not None:
                yield Figure(name, label, first, second, second - first)


def _examples(
    collection: Collection, one: Mapping[str, float | None], other: Mapping[str, float | None]
) -> list[Example]:
    """Return the requests that gain or lose most."""
    found = [
        Example(need.title, need.language, first, second, second - first)
        for need in collection.needs
        for first, second in [(one[str(need.id)], other[str(need.id)])]
        if first is not None and second is not None and abs(second - first) > ALIKE
    ]
    return sorted(found, key=lambda example: -abs(example.difference))[:MOST_EXAMPLES]
