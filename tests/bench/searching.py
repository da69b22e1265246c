"""Index and query times at 10,000 and 100,000 documents for each engine that is present.

    python -m tests.bench.searching             every engine, each in a process of its own
    python -m tests.bench.searching sqlite      one engine, in the database of DATABASE_URL

Every query goes the whole way of a request: rights, analysis, engine, filters, counts, order,
page. A query's time is the best of three; median and p95 are over the queries of a class.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from typing import Any

import environ
from django.conf import settings

from tests import services

SIZES = [int(size) for size in os.environ.get("BENCH_SIZES", "10000 100000").split()]
QUERIES = 120
POSTGRES = os.environ.get("POSTGRES_URL", "postgres://exchange:exchange@127.0.0.1:5432/exchange")
VISIBLE_TO = frozenset({"public", "members", "org:3"})
FACETS = ["theme", "kind", "region", "country", "status", "language", "priority", "budget_band"]
FACETS += ["window"]


def main() -> int:
    """Run each engine whose database answers."""
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        urls = {"sqlite": f"sqlite:///{folder}/bench.sqlite3"}
        if services.postgres(POSTGRES) == 0:
            urls["postgres"] = POSTGRES
        for engine, url in urls.items():
            command = [sys.executable, "-m", "tests.bench.searching", engine]
            env = os.environ | {"DATABASE_URL": url}
            failed |= subprocess.run(command, env=env, check=False).returncode
    return failed


def run(engine: str) -> None:
    """Measure one engine at every size and print a table."""
    from django.test.utils import setup_databases, teardown_databases

    databases = setup_databases(verbosity=0, interactive=False)
    try:
        print(f"### {engine}\n")
        for size in SIZES:
            _measure(size)
    finally:
        teardown_databases(databases, verbosity=0)


def _measure(size: int) -> None:
    import search
    from search.engines import engine_named
    from search.reindex import reindex
    from tests.search.conftest import Rows
    from tests.search.corpus import Corpus

    corpus, inventing = Corpus(vocabulary=20_000, length=(80, 300)), []

    def build(ids: list[int]) -> list[Any]:
        took, documents = _timed(lambda: [corpus.document(number) for number in ids])
        inventing.append(took)
        return documents

    search.register("paper", build=build, rows=lambda: Rows(range(1, size + 1)))
    took, generation = _timed(lambda: reindex("paper"))
    took -= sum(inventing)
    megabytes = engine_named(generation.engine).size(generation) / 1e6
    print(
        f"{size:,} documents: {size / took:,.0f} documents/s, engine's tables {megabytes:,.0f} MB"
    )
    engine_named.cache_clear()
    first, _ = _timed(lambda: search.find(type="paper", visible_to=VISIBLE_TO))
    print(f"first request of a process: {first:.2f} s\n")
    print("| class | median hits | median ms | p95 ms |\n|---|---|---|---|")
    for name, queries in _classes(corpus).items():
        _report(name, queries)
    print()


def _classes(corpus: Any) -> dict[str, list[dict[str, Any]]]:
    """Return the questions of each class."""
    chance = corpus.chance
    languages = chance.choices(
        ["en", "fr", "es", "ru", "ar", "zh"], (40, 18, 14, 10, 10, 8), k=QUERIES
    )
    concepts = [{"text": corpus.label(code), "language": code} for code in languages]
    common = [{"text": corpus.common_word(code), "language": code} for code in languages]
    often = [{"text": corpus.frequent_word(code), "language": code} for code in languages]
    mixed = [
        one | {"text": f"{one['text']} {corpus.common_word(one['language'])}"} for one in concepts
    ]
    filtered = [
        one | {"filters": {"theme": ["STK", "GOV"], "status": ["open"], "region": ["R1", "R2"]}}
        for one in concepts
    ]
    return {
        "and_concept": concepts,
        "and_concept, all languages": [one | {"mode": "all"} for one in concepts],
        "and_mixed": mixed,
        "one_common": common,
        "one_very_common": often,
        "filtered": filtered,
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
        runs = [_timed(lambda query=query: _ask(query)) for _ in range(3)]
        times.append(min(took for took, _ in runs) * 1_000)
        hits.append(runs[0][1])
    p95 = statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
    print(
        f"| {name} | {statistics.median(hits):,.0f} | {statistics.median(times):.1f} | {p95:.1f} |",
        flush=True,
    )


def _ask(query: dict[str, Any]) -> int:
    import search

    wanted = {name: value for name, value in query.items() if name != "marked"}
    results = search.find(type="paper", visible_to=VISIBLE_TO, **wanted)
    if query.get("marked"):
        assert len(results.highlights) == len(results.ids)
    return int(results.total)


def _timed(act: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    result = act()
    return time.perf_counter() - start, result


def _configure() -> None:
    """Install search alone, on the database of DATABASE_URL, as production would."""
    import django

    from config.settings.base import SQLITE_OPTIONS
    from search import lexicon
    from tests.search.corpus import rows_of_thesaurus

    database = environ.Env().db("DATABASE_URL")
    if database["ENGINE"].endswith("sqlite3"):
        database |= {"OPTIONS": SQLITE_OPTIONS, "TEST": {"NAME": database["NAME"]}}
    else:
        database["TEST"] = {"NAME": f"bench_search_{os.getpid()}"}
    settings.configure(
        INSTALLED_APPS=["search"],
        DATABASES={"default": database},
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        SEARCH_ENGINE="auto",
        USE_TZ=True,
    )
    django.setup()
    lexicon.register_provider(rows_of_thesaurus)


if __name__ == "__main__":
    if len(sys.argv) == 1:
        sys.exit(main())
    _configure()
    run(sys.argv[1])
