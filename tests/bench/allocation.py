"""Times allocation and measures it against its proven bound: python -m tests.bench.allocation"""

import time
from collections.abc import Callable, Iterator
from math import ceil
from typing import Any, NamedTuple

from matchmaking.matching.engine import DEFAULT_WEIGHTS, Asked, Given, Matcher, Profiler
from matchmaking.matching.engine.allocation import (
    Answer,
    Ask,
    Problem,
    Stock,
    Terms,
    allocate,
    routes_between,
)
from matchmaking.matching.engine.allocation.ledger import faults
from matchmaking.matching.engine.features import priority
from matchmaking.matching.judged import SHIPPED, read_collection, world_from_csv
from search.analysis import current_analyser
from tests.bench.matching import invented as invented_rows
from tests.matching.engine.shares import invented as contested

SIZES = (200, 1_000, 5_000)
REAL_SIZES = (200, 1_000)
SECONDS = 3.0
AIMED_AT = 1_000
TERMS = Terms(lot_share=0.2)
SCARCE = 8  # what is left of an offer is what was offered by this


class Measured(NamedTuple):
    """One case: how large, how long, how near the bound, and what simpler ways reach of it."""

    name: str
    routes: int
    finding_s: float
    solving_s: float
    solving_cpu_s: float
    quality: float
    greedy: float
    first_come: float
    is_sound: bool


def run() -> list[Measured]:
    """Measure contested cases made of numbers, and requests and offers as the matcher sees them."""
    cases = [*map(_contested, SIZES), *map(_matched, REAL_SIZES)]
    return [_measured(name, *_timed(make)) for name, make in cases]


def _contested(size: int) -> tuple[str, Callable[[], Problem]]:
    return f"contested {size:,} x {size:,}", lambda: contested(size, size)


def _matched(size: int) -> tuple[str, Callable[[], Problem]]:
    world, collection = world_from_csv(), read_collection(SHIPPED)
    needs, offers = invented_rows(collection, world, size)
    profiler = Profiler(world, current_analyser())
    matcher = Matcher.build(needs, offers, profiler, DEFAULT_WEIGHTS, collection.as_of)

    def make() -> Problem:
        asked = [(n.id, line) for n in needs for line in _asked(n)]
        given = [(o, line) for o in offers for line in _given(o)]
        stocks = [Stock.of(o.id, o.owner, line, world.kinds) for o, line in given]
        routes = routes_between(matcher, asked, stocks, TERMS, world.kinds)
        lines = {n.id: len(n.lines) or 1 for n in needs}
        weights = {n.id: priority(n) for n in needs}
        asks = tuple(
            Ask(at, need, weights[need], 1 / lines[need]) for at, (need, _) in enumerate(asked)
        )
        return Problem(asks, tuple(stock.give for stock in stocks), routes, most_donors=3)

    return f"matched {size:,} x {size:,}", make


def _asked(need: Any) -> Iterator[Asked]:
    for line in need.lines:
        yield Asked(0, line.kind, line.unit, line.quantity)


def _given(offer: Any) -> Iterator[Given]:
    for line in offer.lines:
        left = None if line.quantity is None else ceil(line.quantity / SCARCE)
        yield Given(0, line.kind, line.unit, left, left)


def _timed(act: Callable[[], Any]) -> tuple[Any, float]:
    started = time.perf_counter()
    return act(), time.perf_counter() - started


def _measured(name: str, problem: Problem, finding_s: float) -> Measured:
    cpu = time.process_time()
    answer, solving_s = _timed(lambda: allocate(problem))
    cpu = time.process_time() - cpu
    assert isinstance(answer, Answer)
    return Measured(
        name,
        len(problem.routes),
        finding_s,
        solving_s,
        cpu,
        answer.quality,
        answer.others["greedy"] / answer.bound,
        answer.others["first_come"] / answer.bound,
        not faults(problem, answer.amounts),
    )


def main() -> None:
    """Print a table: shares of the proven bound, and seconds."""
    head = "routes | finding s | solving s | CPU s | gap | greedy gap | first come gap | sound"
    print(f"| requests x offers | {head} |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|---|")
    for row in run():
        gaps = (100 * (1 - share) for share in (row.quality, row.greedy, row.first_come))
        shown = " | ".join(f"{gap:.2f} %" for gap in gaps)
        times = f"{row.finding_s:.2f} | {row.solving_s:.2f} | {row.solving_cpu_s:.2f}"
        print(f"| {row.name} | {row.routes:,} | {times} | {shown} | {row.is_sound} |")
    print(f"\nAimed at: {AIMED_AT:,} x {AIMED_AT:,} within {SECONDS:g} s, gap at most 1 %.")


if __name__ == "__main__":
    main()
