"""Indexing and asking 10,000 and 100,000 papers, on each engine whose server answers.

    python -m tests.bench.searching                         every engine, one after another
    python -m tests.bench.searching postgres 10000          one engine, one size
    python -m tests.bench.searching elasticsearch 1000000   a million; not on SQLite

POSTGRES_URL and ELASTICSEARCH_URL name the servers. Every query goes the whole way of a request:
rights, analysis, engine, filters, counts, order, page. A query's time is the best of three; median
and p95 are over the queries of a class. From `MANY` documents on they are mixed from tokens that
were analysed before.
"""

import os
import statistics
import subprocess
import sys
import time
from typing import Any

from tests.bench import papers
from tests.bench.papers import VISIBLE_TO, Papers, median_and_p95, timed
from tests.bench.places import engines

SIZES = [int(size) for size in os.environ.get("BENCH_SIZES", "10000 100000").split()]
QUERIES = int(os.environ.get("BENCH_QUERIES", "120"))
MANY = int(os.environ.get("BENCH_MANY", "500000"))
MOST_ON_SQLITE = 200_000
CHANGES = 50
LANGUAGES, SHARES = ["en", "fr", "es", "ru", "ar", "zh"], (40, 18, 14, 10, 10, 8)
FACETS = ["theme", "kind", "region", "country", "status", "language", "priority", "budget_band"]
FACETS += ["window"]


def main(wanted: list[str]) -> int:
    """Run each engine that is wanted and present, at each size, in a process of its own."""
    names = [word for word in wanted if not word.isdigit()]
    sizes = [int(word) for word in wanted if word.isdigit()] or SIZES
    failed = 0
    for engine, env in engines():
        for size in sizes if not names or engine in names else ():
            if engine == "sqlite" and size > MOST_ON_SQLITE:
                continue
            command = [sys.executable, "-m", "tests.bench.searching", "--here", engine, str(size)]
            failed |= subprocess.run(command, env=os.environ | env, check=False).returncode
    return failed


def run(engine: str, size: int) -> None:
    """Measure one engine at one size and print tables."""
    with papers.empty_index():
        shelf = papers.papers(size)
        print(f"### {engine}, {size:,} documents (load {os.getloadavg()[0]:.1f})\n", flush=True)
        _index(shelf)
        print("\n| class | median hits | median ms | p95 ms |\n|---|---|---|---|")
        for name, queries in _classes(shelf.corpus).items():
            _report(name, queries)
        median, p95 = median_and_p95([_lag(shelf, number) for number in range(1, CHANGES + 1)])
        print(f"\nfrom save to findable: median {median * 1000:.0f} ms, p95 {p95 * 1000:.0f} ms")
        print(f"load at the end {os.getloadavg()[0]:.1f}\n", flush=True)


def _index(shelf: Papers) -> None:
    import search
    from search.engines import engine_named
    from search.models import SearchDocument
    from search.reindex import reindex

    if shelf.size >= MANY:
        generation, storing, writing = papers.fill(shelf)
        rates = f"database {shelf.size / storing:,.0f}, engine {shelf.size / writing:,.0f}"
        print(f"{rates} documents/s, without analysing")
    else:
        took, generation = timed(lambda: reindex("paper"))
        took -= shelf.inventing
        print(f"{shelf.size / took:,.0f} documents/s, analysing and comparing included")
    assert SearchDocument.objects.filter(generation=generation).count() == shelf.size
    engine_named.cache_clear()
    megabytes = engine_named(generation.engine).size(generation) / 1e6
    first, _ = timed(lambda: search.find(type="paper", visible_to=VISIBLE_TO))
    print(
        f"engine's own {megabytes:,.0f} MB; first request of a process: {first:.2f} s", flush=True
    )


def _lag(shelf: Papers, number: int) -> float:
    """Change a paper as a service does, and say how long it takes until its new word is found."""
    import search

    word = f"zyx{number}qw"
    start = time.perf_counter()
    shelf.change(number, word)
    while not search.find(type="paper", visible_to=VISIBLE_TO, text=word).total:
        assert time.perf_counter() - start < 60, "a change does not arrive"
    return time.perf_counter() - start


def _classes(corpus: Any) -> dict[str, list[dict[str, Any]]]:
    """Return the questions of each class."""
    chance = corpus.chance
    languages = chance.choices(LANGUAGES, SHARES, k=QUERIES)
    concepts = [{"text": corpus.label(code), "language": code} for code in languages]
    common = [{"text": corpus.common_word(code), "language": code} for code in languages]
    often = [{"text": corpus.frequent_word(code), "language": code} for code in languages]
    mixed = [
        one | {"text": f"{one['text']} {corpus.common_word(one['language'])}"} for one in concepts
    ]
    filters = {"theme": ["STK", "GOV"], "status": ["open"], "region": ["R1", "R2"]}
    return {
        "and_concept": concepts,
        "and_concept, all languages": [one | {"mode": "all"} for one in concepts],
        "and_mixed": mixed,
        "one_common": common,
        "one_very_common": often,
        "filtered": [one | {"filters": filters} for one in concepts],
        "9 facets": [one | {"facets": FACETS} for one in concepts],
        "browse, 9 facets": [{"facets": FACETS}] * 10,
        "page: 9 facets, highlights": [
            one | {"facets": FACETS, "marked": True} for one in concepts
        ],
        "mistyped": [{"text": _mistyped(corpus.rare_word("en"), chance)} for _ in languages[:40]],
    }


def _mistyped(word: str, chance: Any) -> str:
    place = chance.randrange(1, len(word) - 1)
    return word[:place] + word[place + 1 :]


def _report(name: str, queries: list[dict[str, Any]]) -> None:
    times, hits = [], []
    for query in queries:
        runs = [timed(lambda query=query: _ask(query)) for _ in range(3)]
        times.append(min(took for took, _ in runs) * 1_000)
        hits.append(runs[0][1])
    median, p95 = median_and_p95(times)
    print(f"| {name} | {statistics.median(hits):,.0f} | {median:.1f} | {p95:.1f} |", flush=True)


def _ask(query: dict[str, Any]) -> int:
    import search

    wanted = {name: value for name, value in query.items() if name != "marked"}
    results = search.find(type="paper", visible_to=VISIBLE_TO, **wanted)
    if query.get("marked"):
        assert len(results.highlights) == len(results.ids)
    return int(results.total)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--here"]:
        run(sys.argv[2], int(sys.argv[3]))
    else:
        sys.exit(main(sys.argv[1:]))
