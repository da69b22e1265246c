"""Print what the reader finds in the given files: `python -m matchmaking.reports.reader FILE...`"""

import json
import sys
from pathlib import Path

from matchmaking.reports.reader import read_files


def main(arguments: list[str]) -> None:
    """Print a JSON list, one object per file."""
    reports = read_files([Path(name) for name in arguments])
    json.dump(reports, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main(sys.argv[1:])
