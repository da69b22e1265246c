"""Finding the programs of the servers, and the ports they may use."""

import shutil
import socket
from pathlib import Path

PACKAGES = {
    "initdb": "postgresql",
    "pg_ctl": "postgresql",
    "postgres": "postgresql",
    "redis-server": "redis-server",
    "java": "openjdk-17-jre-headless",
    "javac": "openjdk-17-jdk-headless",
    "mvn": "maven",
}


class MissingProgram(Exception):
    """A program is not installed."""


def program(name: str) -> str:
    """Return the path of a program; where it is missing, say which Debian package has it."""
    if found := find(name):
        return found
    raise MissingProgram(f"{name} is missing (on Debian: apt install {PACKAGES[name]})")


def find(name: str) -> str | None:
    """Return the path of a program, also those of PostgreSQL that Debian keeps out of PATH."""
    versions = Path("/usr/lib/postgresql").glob(f"*/bin/{name}")
    newest = max(versions, key=lambda path: float(path.parts[-3]), default=None)
    return str(newest) if newest else shutil.which(name)


def missing(names: list[str]) -> list[str]:
    """Return a line for each program that is not installed."""
    absent = [name for name in names if not find(name)]
    return [f"{name}: apt install {PACKAGES[name]}" for name in absent]


def free_port(wanted: int = 0) -> int:
    """Return a port of loopback that nobody listens at: the wanted one, or any other."""
    with socket.socket() as taken:
        try:
            taken.bind(("127.0.0.1", wanted))
        except OSError:
            return free_port()
        return taken.getsockname()[1]
