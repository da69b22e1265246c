"""`make compose-check`: print every fault of the compose file and the Dockerfile."""

import sys

from tests.compose.checks import CHECKS, faults
from tests.compose.project import Project

if __name__ == "__main__":
    found = faults(Project())
    for fault in found:
        print(fault)
    if not found:
        print(f"docker-compose.yml and Dockerfile: {len(CHECKS)} checks, no fault")
    sys.exit(bool(found))
