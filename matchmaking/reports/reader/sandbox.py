"""Read uploaded files in a separate process with limits: every upload may be hostile.

One worker process per call; it forks a child for each file, so that the libraries load once and
a file can only bring down its own child.
"""

import base64
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from matchmaking.reports.reader.messages import MESSAGES, refusal
from matchmaking.reports.reader.types import ReadError, ReadResult

MIB = 1024 * 1024
TIME_LIMIT = 30.0
MEMORY_LIMIT = 512 * MIB
# The worker enforces the limit; this much longer and the worker itself is stuck.
GRACE = 5.0


def read_file(
    path: Path,
    *,
    time_limit: float = TIME_LIMIT,
    memory_limit: int = MEMORY_LIMIT,
    name: str = "",
) -> ReadResult:
    """Read one report; raise ReadError with words for the person when it cannot be read.

    `name` is the name the person gave the file, where it is stored under another.
    """
    job = {"do": "read", "path": os.fspath(path), "name": name}
    reply = next(_work([job], time_limit, memory_limit))
    return ReadResult.from_json(_checked(reply)["result"])


def read_files(
    paths: Sequence[Path],
    *,
    time_limit: float = TIME_LIMIT,
    memory_limit: int = MEMORY_LIMIT,
) -> list[dict[str, Any]]:
    """Read several reports; give each in the annotation schema, or its name and the refusal."""
    jobs = [{"do": "read", "path": os.fspath(path), "name": ""} for path in paths]
    replies = _work(jobs, time_limit, memory_limit)
    return [_as_gold(Path(path), reply) for path, reply in zip(paths, replies, strict=True)]


def render_page(
    path: Path,
    page: int,
    *,
    width: int = 1000,
    time_limit: float = TIME_LIMIT,
    memory_limit: int = MEMORY_LIMIT,
) -> bytes:
    """Draw one page of a PDF report as a PNG picture."""
    job = {"do": "render", "path": os.fspath(path), "page": page, "width": width}
    reply = _checked(next(_work([job], time_limit, memory_limit)))
    return base64.b64decode(reply["png"])


def _checked(reply: dict[str, Any]) -> dict[str, Any]:
    if "error" in reply:
        raise _error(reply)
    return reply


def _error(reply: dict[str, Any]) -> ReadError:
    code = reply["error"] if reply["error"] in MESSAGES else "crashed"
    return refusal(code, **reply.get("details", {}))


def _as_gold(path: Path, reply: dict[str, Any]) -> dict[str, Any]:
    if "error" in reply:
        error = _error(reply)
        return {"file": path.name, "error": error.message, "code": error.code}
    return {"file": path.name, **ReadResult.from_json(reply["result"]).to_gold()}


def _work(
    jobs: list[dict[str, Any]], time_limit: float, memory_limit: int
) -> Iterator[dict[str, Any]]:
    """Give one reply for each job, in order, whatever happens to the worker."""
    order = {"jobs": jobs, "time_limit": time_limit, "memory_limit": memory_limit}
    command = [sys.executable, "-I", "-c", _BOOT, _ROOT]
    try:
        done = subprocess.run(  # noqa: S603 our own interpreter and module, no shell
            command,
            input=json.dumps(order).encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=time_limit * len(jobs) + GRACE,
            env=_ENVIRONMENT,
            check=False,
        )
        lines = done.stdout.splitlines()
    except subprocess.TimeoutExpired as stuck:
        lines = (stuck.stdout or b"").splitlines()
    for number in range(len(jobs)):
        yield json.loads(lines[number]) if number < len(lines) else {"error": "crashed"}


_ROOT = str(Path(__file__).resolve().parents[3])
# Isolated mode ignores PYTHONPATH and the current folder; only the project itself is added.
_BOOT = (
    "import sys; sys.path.insert(0, sys.argv.pop(1)); "
    "from matchmaking.reports.reader.worker import main; main()"
)
# No secrets reach the process that opens strangers' files.
_ENVIRONMENT = {"PATH": os.defpath, "LANG": "C.UTF-8"}
