"""Run every benchmark, each in a process of its own, and print what they print.

python -m tests.bench                      all of PARTS
python -m tests.bench reading matching     these
python -m tests.bench -load -nodes         all but these
"""

import os
import platform
import subprocess
import sys
import time

PARTS = (
    "reading",
    "matching",
    "bundles",
    "allocation",
    "duplicates",
    "shortlist",
    "searching",
    "reindexing",
    "nodes",
    "pages",
    "load",
    "ledger",
    "applications",
    "insights",
    "study",
    "iati",
)


def main(words: list[str]) -> int:
    """Run the parts that were named, or all but those with a minus; return 1 when one failed."""
    left_out = {word.removeprefix("-") for word in words if word.startswith("-")}
    named = [word for word in words if not word.startswith("-")]
    if unknown := ({*named} | left_out) - {*PARTS}:
        print(f"Unknown: {', '.join(sorted(unknown))}. Known: {', '.join(PARTS)}")
        return 1
    print(f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} cores")
    start, failed = time.monotonic(), []
    for part in named or PARTS:
        if part not in left_out and not _runs(part):
            failed.append(part)
    print(f"\nAll of it took {_minutes_since(start)}.")
    if failed:
        print(f"Failed: {', '.join(failed)}")
    return int(bool(failed))


def _runs(part: str) -> bool:
    start = time.monotonic()
    print(f"\n## {part}\n", flush=True)
    done = subprocess.run([sys.executable, "-m", f"tests.bench.{part}"], check=False)
    print(f"\n{part} took {_minutes_since(start)}", flush=True)
    return done.returncode == 0


def _minutes_since(start: float) -> str:
    minutes, seconds = divmod(round(time.monotonic() - start), 60)
    return f"{minutes} min {seconds} s"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
