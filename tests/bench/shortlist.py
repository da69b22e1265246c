"""The matcher by shortlist beside the matcher of all pairs: python -m tests.bench.shortlist

On each engine whose server answers, or on those that are named. Requests and offers are mixed from
the judged texts and indexed as in production.
"""

import io
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tests.bench.places import empty_site, engines

SIZE = int(os.environ.get("BENCH_SHORTLIST", "1000"))
WIDTHS = (50, 100, 200, 500)
ASKED = 100


def main(wanted: list[str]) -> int:
    """Run each engine that is wanted and present, in a process of its own."""
    failed = 0
    for engine, env in engines():
        if not wanted or engine in wanted:
            command = [sys.executable, "-m", "tests.bench.shortlist", "--here", engine]
            failed |= subprocess.run(command, env=os.environ | env, check=False).returncode
    return failed


def run(engine: str) -> None:
    """Print a table: width, what is kept of the best, time of the question and of the scoring."""
    with empty_site():
        matcher = _market()
        full, took = _ranked(matcher, None)
        listed = statistics.mean(len(best) for best in full.values())
        print(f"\n### {engine} (load {os.getloadavg()[0]:.1f})\n")
        print(f"{SIZE:,} requests x {SIZE:,} offers, {ASKED} requests asked for")
        print(f"every offer scored: {took:.1f} ms a request, {listed:.1f} listed on average\n")
        print("| shortlist | of the best 5 | of the best 20 | ms a request, question included |")
        print("|---|---:|---:|---:|")
        for width in WIDTHS:
            short, took = _ranked(matcher, width)
            kept = [f"{overlap(full, short, top):.1%}" for top in (5, 20)]
            print(f"| {width} | {' | '.join(kept)} | {took:.1f} |", flush=True)


def overlap(
    full: Mapping[Any, Sequence[Any]], short: Mapping[Any, Sequence[Any]], top: int
) -> float:
    """Return the share of the best of everything that the lists by shortlist hold, on average."""
    return statistics.mean(_shares(full, short, top))


def _shares(
    full: Mapping[Any, Sequence[Any]], short: Mapping[Any, Sequence[Any]], top: int
) -> Iterator[float]:
    for key, best in full.items():
        wanted = {(pair.need_id, pair.offer_id) for pair in best[:top]}
        found = {(pair.need_id, pair.offer_id) for pair in short[key][:top]}
        if wanted:
            yield len(wanted & found) / len(wanted)


def _market() -> Any:
    from django.core.management import call_command
    from django.db import transaction

    from matchmaking.matching import index, scratch
    from matchmaking.matching.judged import SHIPPED, Collection, read_collection, world_from_csv
    from matchmaking.needs.models import Need
    from matchmaking.offers.models import Offer
    from tests.bench.matching import invented

    judged = read_collection(SHIPPED)
    needs, offers = invented(judged, world_from_csv(), SIZE)
    with transaction.atomic():
        scratch.load(Collection(judged.as_of, tuple(needs), tuple(offers), {}))
    for type in ("need", "offer"):
        call_command("reindex", type, stdout=io.StringIO())
    return index.matcher_of(Need.objects.all(), Offer.objects.all(), judged.as_of)


def _ranked(matcher: Any, width: int | None) -> tuple[dict[Any, list[Any]], float]:
    from django.conf import settings

    from matchmaking.matching import shortlist

    settings.MATCHING_MOST_PAIRS = 0 if width else SIZE * SIZE
    settings.MATCHING_SHORTLIST = width
    asked = list(matcher.needs.position)[:ASKED]
    start = time.perf_counter()
    lists = {pk: shortlist.best_offers(matcher, pk, top=20) for pk in asked}
    return lists, (time.perf_counter() - start) * 1_000 / len(asked)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--here"]:
        run(sys.argv[2])
    else:
        sys.exit(main(sys.argv[1:]))
