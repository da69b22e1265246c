"""Measures a ranking against judged examples, beside the baselines every ranking must beat."""

import math
import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from statistics import fmean
from typing import Any

from .engine import Matcher, NeedRow, OfferRow, TrackRecord, World
from .judged import Collection

Scores = Mapping[str, float]
System = Callable[[NeedRow, int], Scores]  # a need and a tie seed -> score by offer id
Figures = dict[str, float | None]

METRICS = ("ndcg@10", "map", "recall@20")
TIE_SEEDS = range(20)
GROUPS = ("all", "same_language", "cross_language", "no_grade_3_offer")
FILTERED_OUT = 1e6
# Of drawn track records: the mean of all, and how many average projects are added to each.
MEAN, PRIOR = 0.6, 4


def ndcg(order: Sequence[str], grades: Mapping[str, int], depth: int = 10) -> float | None:
    """Normalised discounted gain, gain 2^grade - 1; None where nothing is relevant."""
    ideal = _gain(sorted(grades.values(), reverse=True)[:depth])
    return _gain([grades.get(offer, 0) for offer in order[:depth]]) / ideal if ideal else None


def _gain(grades: Iterable[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades))


def average_precision(order: Sequence[str], grades: Mapping[str, int]) -> float | None:
    """Average precision over offers of grade 2 and 3; None where there is none."""
    relevant = {offer for offer, grade in grades.items() if grade >= 2}
    hits, total = 0, 0.0
    for place, offer in enumerate(order, 1):
        if offer in relevant:
            hits += 1
            total += hits / place
    return total / len(relevant) if relevant else None


def recall(order: Sequence[str], grades: Mapping[str, int], depth: int = 20) -> float | None:
    """Share of all useful offers found among the first; None where nothing is useful."""
    relevant = {offer for offer, grade in grades.items() if grade >= 1}
    return len(relevant & set(order[:depth])) / len(relevant) if relevant else None


def language_groups(collection: Collection) -> dict[str, list[str]]:
    """Split the needs by whether a grade-3 offer is written in their own language."""
    languages = {offer.id: offer.language for offer in collection.offers}
    groups: dict[str, list[str]] = {name: [] for name in GROUPS}
    for need in collection.needs:
        best = [languages[o] for o, g in collection.grades[str(need.id)].items() if g == 3]
        same = "same_language" if need.language in best else "cross_language"
        groups[same if best else "no_grade_3_offer"].append(str(need.id))
        groups["all"].append(str(need.id))
    return groups


def evaluate(
    collection: Collection, orders: Mapping[str, Sequence[str]], world: World
) -> dict[str, Any]:
    """Measure one ranking by group, with the baselines computed on the same collection."""
    measured: dict[str, Any] = by_group(collection, {n: [o] for n, o in orders.items()})
    measured["baselines"] = {
        name: by_group(collection, _averaged_orders(collection, system))
        for name, system in baselines(collection, world).items()
    }
    return measured


def _averaged_orders(collection: Collection, system: System) -> dict[str, list[list[str]]]:
    return {
        str(need.id): [_order(system(need, seed), f"{seed}{need.id}") for seed in TIE_SEEDS]
        for need in collection.needs
    }


def _order(scores: Scores, seed: str) -> list[str]:
    """Sort by score; ties in a seeded random order, so that ids carry no information."""
    offers = list(scores)
    random.Random(seed).shuffle(offers)  # noqa: S311  a tie-break, not a secret
    return sorted(offers, key=lambda offer: -scores[offer])


def by_group(
    collection: Collection, orders: Mapping[str, Sequence[Sequence[str]]]
) -> dict[str, Figures]:
    """Measure rankings by group; of several orders of one need, the mean counts."""
    per_need = {
        need: [
            _mean(measure(order, collection.grades[need]) for order in several)
            for measure in (ndcg, average_precision, recall)
        ]
        for need, several in orders.items()
    }
    return {
        group: {
            metric: _mean(per_need[need][column] for need in needs)
            for column, metric in enumerate(METRICS)
        }
        for group, needs in language_groups(collection).items()
    }


def _mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return fmean(known) if known else None


def drawn_track_records(seed: int) -> Callable[[Iterable[Any]], dict[Any, TrackRecord]]:
    """Return what gives half of the owners a track record that has nothing to do with the grades.

    A judged collection has no finished work, so this measures what fair chance does to a ranking:
    each record is the mean of one to eight projects, drawn towards the mean of all.
    """

    def drawn(owners: Iterable[Any]) -> dict[Any, TrackRecord]:
        chance = random.Random(seed)  # noqa: S311  a simulation, not a secret
        evaluated = [owner for owner in sorted(owners) if chance.random() < 0.5]
        found = {}
        for owner in evaluated:
            scores = [chance.betavariate(6, 4) for _ in range(chance.randint(1, 8))]
            shrunk = (sum(scores) + PRIOR * MEAN) / (len(scores) + PRIOR)
            value = min(max(0.5 + shrunk - MEAN, 0.0), 1.0)
            found[owner] = TrackRecord(value, len(scores), fmean(scores), MEAN)
        return found

    return drawn


# Baselines: what a ranking without understanding achieves.


def baselines(collection: Collection, world: World) -> dict[str, System]:
    """Give the reference rankings by name."""
    bm25 = Okapi({str(offer.id): _words(offer) for offer in collection.offers})
    offers = {str(offer.id): offer for offer in collection.offers}

    def chance(need: NeedRow, seed: int) -> Scores:
        return {o: random.Random(f"{seed}{need.id}{o}").random() for o in offers}  # noqa: S311

    def text(need: NeedRow, seed: int) -> Scores:
        return bm25.scores(_words(need))

    def codes(need: NeedRow, seed: int) -> Scores:
        return {name: float(_shared_codes(need, offer)) for name, offer in offers.items()}

    def filtered(system: System) -> System:
        def scores(need: NeedRow, seed: int) -> Scores:
            return {
                name: score - (0 if passes(need, offers[name], collection, world) else FILTERED_OUT)
                for name, score in system(need, seed).items()
            }

        return scores

    return {
        "random": chance,
        "eligibility/window filter, random order": filtered(chance),
        "BM25": text,
        "BM25 + filter": filtered(text),
        "theme+kind overlap + filter": filtered(codes),
    }


def passes(need: NeedRow, offer: OfferRow, collection: Collection, world: World) -> bool:
    """Tell whether a pair passes the structured lists and the dates, nothing else."""
    if not (offer.closes_on and offer.opens_on and need.starts_on and need.ends_on):
        return False
    in_time = (
        offer.closes_on >= max(collection.as_of, need.starts_on) and offer.opens_on <= need.ends_on
    )
    return in_time and _on_the_lists(need.state, offer, world)


def _on_the_lists(state: str, offer: OfferRow, world: World) -> bool:
    lists, country = offer.eligible, world.countries[state]
    if state in lists.excluded_countries:
        return False
    return (
        lists.is_open
        or state in lists.countries
        or bool(set(country.m49_codes) & set(lists.m49_regions))
        or any(state in world.bodies.get(body, ()) for body in lists.organisations)
        or any(country.in_group(group) for group in lists.groups)
    )


def _shared_codes(need: NeedRow, offer: OfferRow) -> int:
    score = 0
    for ours, theirs in (
        (set(need.themes), set(offer.themes)),
        ({line.kind for line in need.lines}, {line.kind for line in offer.lines}),
    ):
        score += 2 * len(ours & theirs) + len({c[:3] for c in ours} & {c[:3] for c in theirs})
    return score


def _words(row: NeedRow | OfferRow) -> list[str]:
    parts = [row.title, row.description, *(line.description for line in row.lines)]
    tokens: list[str] = []
    for word in re.findall(r"\w+", " ".join(parts).lower()):
        if re.search("[\u4e00-\u9fff]", word):
            tokens += [word[i : i + 2] for i in range(len(word) - 1)] or [word]
        elif len(word) > 1:
            tokens.append(word)
    return tokens


class Okapi:
    """BM25 as the package rank-bm25 computes it: k1 1.5, b 0.75, negative idf raised to a floor."""

    def __init__(self, documents: Mapping[str, Sequence[str]]) -> None:
        self._counts = {name: Counter(words) for name, words in documents.items()}
        self._lengths = {name: len(words) for name, words in documents.items()}
        self._average = fmean(self._lengths.values()) if documents else 0.0
        self._idf = self._inverse_frequencies()

    def _inverse_frequencies(self) -> dict[str, float]:
        total = len(self._counts)
        holding = Counter(word for words in self._counts.values() for word in words)
        idf = {w: math.log(total - n + 0.5) - math.log(n + 0.5) for w, n in holding.items()}
        floor = 0.25 * fmean(idf.values()) if idf else 0.0
        return {word: value if value >= 0 else floor for word, value in idf.items()}

    def scores(self, query: Sequence[str]) -> dict[str, float]:
        """Score every document for a query."""
        return {name: self._score(name, query) for name in self._counts}

    def _score(self, name: str, query: Sequence[str], k1: float = 1.5, b: float = 0.75) -> float:
        counts = self._counts[name]
        norm = k1 * (1 - b + b * self._lengths[name] / self._average)
        return sum(
            self._idf.get(word, 0.0) * counts[word] * (k1 + 1) / (counts[word] + norm)
            for word in query
            if counts[word]
        )


def full_orders(matcher: Matcher) -> dict[str, list[str]]:
    """Rank all offers for every need as production does; those a gate keeps out come last."""
    ids = [profile.row.id for profile in matcher.offers.profiles]
    orders = {}
    for need in matcher.needs.position:
        listed = [scored.offer_id for scored in matcher.rank_need(need, top=len(ids))]
        orders[str(need)] = [str(offer) for offer in dict.fromkeys([*listed, *ids])]
    return orders
