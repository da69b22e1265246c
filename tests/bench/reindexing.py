"""Building the index of 100,000 papers anew while people search and write: no search may fail.

    python -m tests.bench.reindexing                 each engine whose server answers
    python -m tests.bench.reindexing sqlite 10000    one engine, another number of papers

Two processes search without a pause and one changes a paper ten times a second, from before the
building begins until after the swap.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from tests.bench import papers
from tests.bench.papers import VISIBLE_TO, median_and_p95, timed
from tests.bench.places import engines

SIZE = int(os.environ.get("BENCH_REINDEX", "100000"))
PAUSE = 0.1  # seconds between two changes
FACETS = ["theme", "kind", "status"]
ROLES = ("search", "search", "change")
HEAD = (
    *("engine", "documents", "first building s", "building under load s", "searches", "failed"),
    *("median ms", "p95 ms", "longest ms", "changes", "refused", "not found", "load"),
)


def main(wanted: list[str]) -> int:
    """Run each engine that is wanted and present, in a process of its own."""
    names = [word for word in wanted if not word.isdigit()]
    size = next((word for word in wanted if word.isdigit()), str(SIZE))
    print(f"| {' | '.join(HEAD)} |\n|---|{'---:|' * (len(HEAD) - 1)}", flush=True)
    failed = 0
    for engine, env in engines():
        if names and engine not in names:
            continue
        command = [sys.executable, "-m", "tests.bench.reindexing", "--here", engine, size]
        failed |= subprocess.run(command, env=os.environ | env, check=False).returncode
    return failed


def run(engine: str, size: int) -> int:
    """Build, build again under load, and print one line."""
    with papers.empty_index():
        from search.reindex import reindex

        papers.papers(size)
        first, _ = timed(lambda: reindex("paper"))
        with ExitStack() as others:
            told = [others.enter_context(other(role, size)) for role in ROLES]
            again, _ = timed(lambda: reindex("paper"))
            time.sleep(1)
            answers = [stopped(process) for process in told]
        times = [took for answer in answers for took in answer["times"]]
        failures = [one for answer in answers[:-1] for one in answer["failures"]]
        refused = answers[-1]["failures"]
        changed = answers[-1]["changed"]
        papers.drain_all()
        lost = not_found(changed)
        milliseconds = [f"{took * 1000:.1f}" for took in (*median_and_p95(times), max(times))]
        print(
            f"| {engine} | {size:,} | {first:.0f} | {again:.0f} |",
            f"{len(times):,} | {len(failures)} |",
            *(f"{figure} |" for figure in (*milliseconds, len(changed), len(refused), lost)),
            f"{os.getloadavg()[0]:.1f} |",
            flush=True,
        )
        for failure in (*failures[:3], *refused[:3]):
            print(failure, flush=True)
        return int(bool(failures or lost))


@contextmanager
def other(role: str, size: int) -> Iterator[subprocess.Popen[str]]:
    """Start another process on the same index, and wait until it is at work."""
    command = [sys.executable, "-m", "tests.bench.reindexing", f"--{role}", str(size)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        yield process
    finally:
        process.kill()
        process.wait()


def stopped(process: subprocess.Popen[str]) -> dict[str, Any]:
    process.send_signal(signal.SIGTERM)
    said, _ = process.communicate(timeout=120)
    answer: dict[str, Any] = json.loads(said)
    return answer


def not_found(changed: dict[str, str]) -> int:
    """Count the changes that the index which is searched now does not know of."""
    import search

    return sum(
        search.find(type="paper", visible_to=VISIBLE_TO, text=word).ids != [int(number)]
        for number, word in changed.items()
    )


class Until:
    """Lets a loop run until this process is told to stop."""

    def __init__(self) -> None:
        self.is_over = False
        signal.signal(signal.SIGTERM, self._stop)
        print("ready", flush=True)

    def _stop(self, *_args: object) -> None:
        self.is_over = True


def search_on(size: int) -> None:
    """Search without a pause until told to stop, and say how long each took and what failed."""
    import search

    shelf = papers.papers(size)
    corpus, times, failures = shelf.corpus, list[float](), list[str]()
    until = Until()
    while not until.is_over:
        text = corpus.label("en") if len(times) % 2 else corpus.common_word("en")
        start = time.perf_counter()
        try:
            found = search.find(type="paper", visible_to=VISIBLE_TO, text=text, facets=FACETS)
            if not found.total and len(times) % 2 == 0:
                failures.append(f"nothing found for {text!r}")
        except Exception as error:  # noqa: BLE001  whatever it is, it is counted
            failures.append(repr(error))
        times.append(time.perf_counter() - start)
    print(json.dumps({"times": times, "failures": failures, "changed": {}}))


def change_on(size: int) -> None:
    """Change papers until told to stop, and say which."""
    shelf = papers.papers(size)
    until, changed, failures = Until(), dict[str, str](), list[str]()
    for number in range(1, size + 1):
        if until.is_over:
            break
        word = f"zyx{number}qw"
        try:
            shelf.change(number, word)
        except Exception as error:  # noqa: BLE001  whatever it is, it is counted
            # Whoever saved is told that it was refused, and nothing of it stays.
            shelf.take_back(number)
            failures.append(repr(error))
        else:
            changed[str(number)] = word
        time.sleep(PAUSE)
    print(json.dumps({"times": [], "failures": failures, "changed": changed}))


if __name__ == "__main__":
    act, words = sys.argv[1] if len(sys.argv) > 1 else "", sys.argv[2:]
    if act == "--here":
        sys.exit(run(words[0], int(words[1])))
    elif act in ("--search", "--change"):
        papers.join()
        {"--search": search_on, "--change": change_on}[act](int(words[0]))
    else:
        sys.exit(main(sys.argv[1:]))
