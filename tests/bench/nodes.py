"""One of three nodes of Elasticsearch is killed while people search, write and an index is built.

    python -m tests.bench.nodes          5,000 papers
    python -m tests.bench.nodes 20000

The cluster is this script's own. The node that dies holds the primary shard of the index that is
searched; it comes back on its data after the building. With PostgreSQL where POSTGRES_URL answers,
else on SQLite. Nothing may be lost, and searches must go on.
"""

import json
import os
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from urllib.request import urlopen

from tests import services
from tests.bench import papers
from tests.bench.papers import drain_all, median_and_p95, timed, until
from tests.bench.reindexing import ROLES, not_found, other, stopped
from tests.services.elasticsearch import Cluster

SIZE = 5_000
HEAP = os.environ.get("BENCH_HEAP", "384m")
AFTERWARDS = 5  # seconds in which searching and writing go on with two nodes


def main(size: int) -> int:
    """Run it all and print a table."""
    with tempfile.TemporaryDirectory() as folder, Cluster(Path(folder), heap=HEAP) as cluster:
        nodes = {"ELASTICSEARCH_URL": ",".join(cluster.start(nodes=3))}
        os.environ |= nodes | {"SEARCH_ENGINE": "elasticsearch", "BENCH_DATABASE_URL": _server()}
        with papers.empty_index():
            return _measure(cluster, size)


def _server() -> str:
    try:
        return services.find_postgres()
    except services.Missing:
        return ""


def _measure(cluster: Cluster, size: int) -> int:
    from search.reindex import reindex

    papers.papers(size)
    first, _ = timed(lambda: reindex("paper"))
    _wait_for_copies(cluster)
    crash = _Crash(cluster, size)
    with ExitStack() as others:
        told = [others.enter_context(other(role, size)) for role in ROLES]
        building, resumed = timed(lambda: _build(crash))
        time.sleep(AFTERWARDS)
        healing, _ = timed(lambda: cluster.revive(crash.node))
        answers = [stopped(process) for process in told]
    changed = answers[-1]["changed"]
    arriving, _ = timed(drain_all)
    times = [took for answer in answers for took in answer["times"]]
    failures = [one for answer in answers[:-1] for one in answer["failures"]]
    lost, missing = not_found(changed), size - _found_in_all()
    median, p95 = median_and_p95(times)
    rows = {
        "papers": f"{size:,}",
        "building the index, three nodes": f"{first:.0f} s",
        "killed": f"{cluster.nodes[crash.node].name}, primary shard{crash.role}",
        "building it anew, killed at a third": f"{building:.0f} s, resumed {resumed} times",
        "searches": f"{len(times):,}",
        "searches that failed": len(failures),
        "searching: median, p95, longest": f"{median * 1000:.0f}, {p95 * 1000:.0f}, "
        f"{max(times) * 1000:.0f} ms",
        "changes": f"{len(changed):,}, {len(answers[-1]['failures'])} refused",
        "changes lost": lost,
        "papers missing": missing,
        "back with three nodes after": f"{healing:.0f} s",
        "outbox empty after": f"{arriving:.1f} s",
        "load at the end": f"{os.getloadavg()[0]:.1f}",
    }
    print("\n| one of three nodes killed | |\n|---|---:|")
    for name, value in rows.items():
        print(f"| {name} | {value} |")
    for failure in failures[:3]:
        print(failure)
    return int(bool(failures or lost or missing))


class _Crash:
    """Kills the node that holds the primary shard once a third of the papers is read."""

    def __init__(self, cluster: Cluster, size: int) -> None:
        self.cluster, self.size = cluster, size
        self.node, self.role = -1, ""

    def report(self, line: str) -> None:
        """Listen to how far the building is."""
        read = [int(word) for word in line.split() if word.isdigit()]
        if self.node < 0 and read and read[0] >= self.size / 3:
            self._happen()

    def _happen(self) -> None:
        alias = f"{os.environ['ELASTICSEARCH_PREFIX']}-paper"
        shards = _asked(self.cluster, f"_cat/shards/{alias}?format=json")
        name = next(shard["node"] for shard in shards if shard["prirep"] == "p")
        if _asked(self.cluster, "_cat/master?format=json")[0]["node"] == name:
            self.role = ", master of the cluster"
        self.node = [node.name for node in self.cluster.nodes].index(name)
        self.cluster.kill(self.node)


def _build(crash: _Crash) -> int:
    """Build the index anew, going on where a silence interrupted it; say how often that was."""
    from search.errors import SearchUnavailable
    from search.reindex import reindex

    resumed = 0
    while True:
        try:
            reindex("paper", crash.report)
        except SearchUnavailable:
            resumed += 1
            time.sleep(1)
        else:
            return resumed


def _found_in_all() -> int:
    """Count what the engine holds for those who may see everything."""
    import search
    from tests.search.corpus import CODES

    return search.find(type="paper", visible_to=frozenset(CODES)).total


def _wait_for_copies(cluster: Cluster) -> None:
    until(lambda: _asked(cluster, "_cluster/health")["status"] == "green")


def _asked(cluster: Cluster, path: str):
    url = next(node.url for node in cluster.nodes if node.process)
    with urlopen(f"{url}/{path}", timeout=10) as answer:
        return json.load(answer)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else SIZE))
