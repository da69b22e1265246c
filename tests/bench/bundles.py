"""Times bundles and measures them beside greedy: python -m tests.bench.bundles"""

import random
import statistics
import time
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from matchmaking.matching.engine import (
    DEFAULT_WEIGHTS,
    Asked,
    Given,
    LineRow,
    Matcher,
    NeedRow,
    OfferRow,
    Profiler,
    World,
)
from matchmaking.matching.engine.bundles import (
    Candidate,
    Limits,
    Problem,
    best_single,
    coverage,
    fits,
    greedy,
    peer_of,
    propose,
    useful,
)
from matchmaking.matching.judged import SHIPPED, Collection, read_collection, world_from_csv
from search.analysis import current_analyser
from tests.bench.matching import invented

PARTIES = 3
SIZES = (20, 60)  # offers that could serve one request
REQUESTS = 25
COST = (2_000, 90_000)  # dollars that a line is said to cost


class Figures(NamedTuple):
    """What came of a set of requests."""

    requests: int
    median_ms: float
    slowest_ms: float
    largest_gap: float
    of_single: float  # worth of the best single offer, as a share of the best bundle
    of_greedy: float
    of_greedy_least: float
    better_than_greedy: float  # share of the requests


def run() -> Iterator[tuple[str, Figures]]:
    """Measure one set of requests after the other."""
    world, collection = world_from_csv(), read_collection(SHIPPED)
    yield "judged examples", measure(judged(collection, world))
    for size in SIZES:
        chance = random.Random(size)
        scarce = (scarce_problem(world, chance, size) for _ in range(REQUESTS))
        yield f"{size} scarce offers a request", measure(scarce)
    needs, offers = invented(collection, world, 2_000)
    asked = problems(needs[:REQUESTS], offers, collection, world)
    yield "2,000 invented offers", measure(asked)


def measure(asked: Iterable[Problem]) -> Figures:
    """Solve each question as the page does, with two alternatives, and compare."""
    times, gaps, singles, greedies = [], [], [], []
    for problem in asked:
        started = time.perf_counter()
        found = propose(problem, Limits(PARTIES))
        times.append((time.perf_counter() - started) * 1000)
        if not found:
            continue
        gaps.append(found[0].gap)
        single = best_single(problem)
        singles.append((single.worth if single else 0.0) / found[0].worth)
        obvious = coverage(problem, greedy(problem, PARTIES)).worth
        greedies.append(obvious / found[0].worth)
    return Figures(
        len(greedies),
        statistics.median(times),
        max(times),
        max(gaps),
        statistics.mean(singles),
        statistics.mean(greedies),
        min(greedies),
        sum(share < 0.999 for share in greedies) / len(greedies),
    )


def judged(collection: Collection, world: World) -> Iterator[Problem]:
    """Yield the judged requests with all their offers."""
    yield from problems(collection.needs, collection.offers, collection, world)


def problems(
    needs: Iterable[NeedRow], offers: Iterable[OfferRow], collection: Collection, world: World
) -> Iterator[Problem]:
    """Yield what a page would solve: gates, likeness of subject and score as the matcher says."""
    profiler = Profiler(world, current_analyser())
    needs = list(needs)
    matcher = Matcher.build(needs, offers, profiler, DEFAULT_WEIGHTS, collection.as_of)
    rows = {profile.row.id: profile.row for profile in matcher.offers.profiles}
    for need in needs:
        asked = [_asked(at, line) for at, line in enumerate(need.lines)]
        fit = fits(matcher, need.id)
        ranked = matcher.rank_need(need.id, top=len(rows))
        kept = useful(asked, ranked, rows, fit, world.kinds)
        candidates = [
            Candidate(
                one.offer_id,
                rows[one.offer_id].owner,
                tuple(_given(at, line) for at, line in enumerate(rows[one.offer_id].lines)),
                fit[one.offer_id],
                one.score,
                peer_of(need.state, rows[one.offer_id].owner, world),
            )
            for one in kept
        ]
        yield Problem(asked, candidates, world.kinds)


def scarce_problem(world: World, chance: random.Random, size: int) -> Problem:
    """Invent a request of several costed lines and offers that are each too small for it."""
    kinds = ["EQP.MARK", "EQP.SAFE", "TRN.COURSE", "OPS.DESTR", "EXP.TECH"]
    asked = [
        Asked(kind, kind, "", float(chance.randint(10, 60)), float(chance.randint(*COST)))
        for kind in chance.sample(kinds, chance.randint(3, 5))
    ]
    return Problem(asked, [_scarce(asked, chance, at) for at in range(size)], world.kinds)


def _scarce(asked: list[Asked], chance: random.Random, at: int) -> Candidate:
    served = chance.sample(asked, chance.randint(1, 2))
    lines = [
        Given(line.id, line.kind, "", float(chance.randint(2, int(line.quantity or 0))))
        for line in served
    ]
    if chance.random() < 0.2:
        dollars = float(chance.randint(*COST))
        lines = [Given("money", "FUN.GRANT", "", dollars, dollars)]
    party = chance.randint(0, max(3, at // 2))
    return Candidate(at, party, tuple(lines), chance.uniform(0.4, 1), chance.uniform(0.3, 0.9))


def _asked(at: int, line: LineRow) -> Asked:
    dollars = line.quantity if line.kind.startswith("FUN") else None
    return Asked(at, line.kind, line.unit, line.quantity, dollars)


def _given(at: int, line: LineRow) -> Given:
    dollars = line.quantity if line.kind.startswith("FUN") else None
    return Given(at, line.kind, line.unit, line.quantity, dollars)


def main() -> None:
    """Print the figures as a table."""
    heads = (
        "requests", "median ms", "slowest ms", "largest gap", "best single", "greedy",
        "greedy at worst", "better than greedy",
    )  # fmt: skip
    print(f"At most {PARTIES} parties, the best bundle and two alternatives; worth beside it.\n")
    print(f"| | {' | '.join(heads)} |\n|---|{'---:|' * len(heads)}")
    for name, found in run():
        print(f"| {name} | {_row(found)} |", flush=True)


def _row(found: Figures) -> str:
    times: list[Any] = [found.requests, f"{found.median_ms:.0f}", f"{found.slowest_ms:.0f}"]
    return " | ".join(map(str, [*times, *(f"{share:.1%}" for share in found[3:])]))


if __name__ == "__main__":
    main()
