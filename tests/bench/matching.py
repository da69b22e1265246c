"""Times the matcher and measures it on the judged examples: python -m tests.bench.matching"""

import random
import resource
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from matchmaking.matching import evaluation
from matchmaking.matching.engine import (
    DEFAULT_WEIGHTS,
    Matcher,
    NeedRow,
    OfferRow,
    Profiler,
    World,
)
from matchmaking.matching.judged import SHIPPED, Collection, read_collection, world_from_csv
from search.analysis import current_analyser

SINGLE_NEEDS = 200


def run(sizes: tuple[int, ...] = (1_000, 10_000)) -> dict[str, Any]:
    """Measure everything and return the figures."""
    world, collection = world_from_csv(), read_collection(SHIPPED)
    figures: dict[str, Any] = {"judged": judged(collection, world)}
    for size in sizes:
        figures[f"{size} x {size}"] = all_pairs(collection, world, size)
    return figures


def judged(collection: Collection, world: World) -> dict[str, Any]:
    """Rank the judged needs and measure, beside the baselines."""
    profiler = Profiler(world, current_analyser())
    matcher = Matcher.build(
        collection.needs, collection.offers, profiler, DEFAULT_WEIGHTS, collection.as_of
    )
    return evaluation.evaluate(collection, evaluation.full_orders(matcher), world)


def all_pairs(collection: Collection, world: World, size: int) -> dict[str, Any]:
    """Time reading, one need, and every pair of `size` needs and `size` offers."""
    profiler = Profiler(world, current_analyser())
    needs, offers = invented(collection, world, size)
    matcher, reading = timed(
        lambda: Matcher.build(needs, offers, profiler, DEFAULT_WEIGHTS, collection.as_of)
    )
    one = [timed(lambda n=need: matcher.rank_need(n.id))[1] for need in needs[:SINGLE_NEEDS]]
    new = [timed(lambda n=need: matcher.rank_need(n))[1] for need in needs[:SINGLE_NEEDS]]
    _, everything = timed(matcher.rank_all)
    return {
        "read_rows_per_s": 2 * size / reading,
        "one_need_median_ms": statistics.median(one) * 1000,
        "one_need_p95_ms": statistics.quantiles(one, n=20)[-1] * 1000,
        "one_new_need_p95_ms": statistics.quantiles(new, n=20)[-1] * 1000,
        "all_pairs_s": everything,
        "pairs_per_s": size * size / everything,
        "peak_rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def timed(act: Callable[[], Any]) -> tuple[Any, float]:
    """Do it and say how many seconds it took."""
    started = time.perf_counter()
    return act(), time.perf_counter() - started


def invented(
    collection: Collection, world: World, size: int, seed: int = 7
) -> tuple[list[NeedRow], list[OfferRow]]:
    """Invent rows by mixing sentences of the examples, with other States, dates and amounts."""
    chance = random.Random(seed)
    needs = list(_mixed(collection.needs, chance, size))
    offers = list(_mixed(collection.offers, chance, size))
    states = sorted(world.countries)
    return (
        [_other_need(row, chance, states, at) for at, row in enumerate(needs)],
        [_other_offer(row, chance, at) for at, row in enumerate(offers)],
    )


def _mixed(rows: tuple[Any, ...], chance: random.Random, size: int) -> Iterator[Any]:
    sentences: dict[str, list[str]] = {}
    for row in rows:
        sentences.setdefault(row.language, []).extend(_sentences(row))
    for _ in range(size):
        row = chance.choice(rows)
        own, others = _sentences(row), sentences[row.language]
        text = [*chance.sample(own, max(1, len(own) * 2 // 3)), *chance.choices(others, k=2)]
        yield replace(row, description=" ".join(text))


def _sentences(row: NeedRow | OfferRow) -> list[str]:
    stop = "。" if row.language == "zh" else ". "
    return [part + stop for part in row.description.split(stop) if part]


def _other_need(row: NeedRow, chance: random.Random, states: list[str], at: int) -> NeedRow:
    shift = timedelta(days=chance.randint(0, 300))
    lines = tuple(
        replace(line, quantity=round((line.quantity or 1) * chance.uniform(0.3, 3)))
        for line in row.lines
    )
    return replace(
        row,
        id=at,
        state=chance.choice(states),
        lines=lines,
        starts_on=row.starts_on + shift,
        ends_on=row.ends_on + shift,
    )


def _other_offer(row: OfferRow, chance: random.Random, at: int) -> OfferRow:
    shift = timedelta(days=chance.randint(0, 300))
    return replace(row, id=at, opens_on=row.opens_on + shift, closes_on=row.closes_on + shift)


def main() -> None:
    """Print the figures as two tables."""
    figures = run()
    found = figures.pop("judged")
    print("| ranking | group | nDCG@10 | MAP | recall@20 |\n|---|---|---:|---:|---:|")
    systems = {**found.pop("baselines"), "the matcher": found}
    for name, groups in systems.items():
        for group in ("all", "same_language", "cross_language"):
            values = " | ".join(f"{groups[group][metric]:.3f}" for metric in evaluation.METRICS)
            print(f"| {name} | {group} | {values} |")
    for size, timings in figures.items():
        print(f"\n| {size} | |\n|---|---:|")
        for name, number in timings.items():
            print(f"| {name} | {number:,.2f} |")


if __name__ == "__main__":
    main()
