"""How well and how fast national reports are read.

    python -m tests.bench.reading

Scores the example reports beside a naive baseline (plain text and regular expressions), and
measures pages per second on one core with the worker's peak memory.
"""

import json
import logging
import os
import resource
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from matchmaking.reports.reader import read_files
from tests.bench import baseline_reports, score_reports

logging.disable(logging.NOTSET)  # the baseline silences every log of the process it is read into

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "matchmaking" / "reports" / "examples"
GOLD = ROOT / "tests" / "reports" / "reader" / "gold.json"
ROUNDS = 5


def main() -> int:
    """Print both score tables and the speed."""
    for name, pred in (("reader", read_all()), ("naive baseline", baseline())):
        print(f"### {name}\n")
        with TemporaryDirectory() as folder:
            path = Path(folder) / "pred.json"
            path.write_text(json.dumps(pred), encoding="utf-8")
            score_reports.main([str(GOLD), str(path)])
        print()
    for label, value in run():
        print(f"{label}: {value}")
    return 0


def reports() -> list[Path]:
    """List the example reports."""
    gold = json.loads(GOLD.read_text(encoding="utf-8"))
    return [EXAMPLES / report["file"] for report in gold]


def read_all() -> list[dict]:
    """Read the examples the way the product does."""
    return read_files(reports())


def baseline() -> list[dict]:
    """Read the examples the naive way."""
    return [baseline_reports.run(str(path)) for path in reports()]


def run() -> list[tuple[str, str]]:
    """Measure pages per second and memory on one core."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    files = [path for path in reports() if path.suffix == ".pdf"] * ROUNDS
    began, busy = time.perf_counter(), _cpu_seconds()
    pages = sum(report["pages"] for report in read_files(files))
    took, busy = time.perf_counter() - began, _cpu_seconds() - busy
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return [
        ("PDF pages per CPU second, process start included", f"{pages / busy:.0f}"),
        ("PDF pages per second on one core, as busy as it is now", f"{pages / took:.0f}"),
        ("peak memory of the reading process, MB", f"{peak:.0f}"),
    ]


def _cpu_seconds() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    sys.exit(main())
