"""Run every benchmark, each in a process of its own, and print what they print.

python -m tests.bench [reading matching insights ...]     see PARTS for all of them
"""

import os
import platform
import subprocess
import sys

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


def main() -> int:
    """Run the parts that were named, or all; return 1 when one of them failed."""
    wanted = sys.argv[1:] or PARTS
    print(f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} cores")
    failed = 0
    for part in wanted:
        print(f"\n## {part}\n", flush=True)
        failed |= subprocess.run(
            [sys.executable, "-m", f"tests.bench.{part}"], check=False
        ).returncode
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
