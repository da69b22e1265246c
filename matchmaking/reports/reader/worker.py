"""The process that opens uploaded files: one forked child per file, each under limits."""

import gc
import json
import os
import resource
import select
import signal
import sys
import time
from typing import Any

from matchmaking.reports.reader.reading import read, render, warm
from matchmaking.reports.reader.types import ReadError

CHUNK = 1 << 16
MIB = 1024 * 1024
OUT_LIMIT = 64 * MIB
# Compiling the word lists of all languages once costs as much as reading a few reports.
WORTH_WARMING = 6


def main() -> None:
    """Take the order from standard input; print one JSON line for each job."""
    order = json.loads(sys.stdin.buffer.read())
    if len(order["jobs"]) >= WORTH_WARMING:
        warm()
    for job in order["jobs"]:
        reply = run_limited(job, order["time_limit"], order["memory_limit"])
        sys.stdout.buffer.write(reply + b"\n")
        sys.stdout.buffer.flush()


def run_limited(job: dict[str, Any], time_limit: float, memory_limit: int) -> bytes:
    """Do one job in a child; kill it at the time limit; say how it ended if it gave no answer."""
    receiver, sender = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(receiver)
        _child(job, sender, time_limit, memory_limit)
    os.close(sender)
    data, in_time = _collect(receiver, time_limit)
    os.close(receiver)
    if not in_time:
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if data and in_time and b"\n" not in data:
        return data
    return _ended_badly(status, in_time=in_time, time_limit=time_limit)


def _child(job: dict[str, Any], sender: int, time_limit: float, memory_limit: int) -> None:
    code = 1
    try:
        _limit(time_limit, memory_limit)
        # The child lives for one file: collecting garbage only costs time.
        gc.disable()
        reply = json.dumps(_do(job, memory_limit)).encode()
        for start in range(0, len(reply), CHUNK):
            os.write(sender, reply[start : start + CHUNK])
        code = 0
    finally:
        os._exit(code)


def _limit(time_limit: float, memory_limit: int) -> None:
    seconds = int(time_limit) + 1
    resource.setrlimit(resource.RLIMIT_AS, (memory_limit, memory_limit))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_NOFILE, (32, 32))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))


def _do(job: dict[str, Any], memory_limit: int) -> dict[str, Any]:
    try:
        return render(job) if job["do"] == "render" else read(job)
    except ReadError as error:
        return {"error": error.code, "details": error.details}
    except (MemoryError, RecursionError):
        return {"error": "memory", "details": {"limit": memory_limit // MIB}}


def _collect(receiver: int, time_limit: float) -> tuple[bytes, bool]:
    chunks: list[bytes] = []
    size = 0
    deadline = time.monotonic() + time_limit
    while size <= OUT_LIMIT:
        ready, _, _ = select.select([receiver], [], [], max(0.0, deadline - time.monotonic()))
        if not ready:
            return b"", False
        chunk = os.read(receiver, CHUNK)
        if not chunk:
            return b"".join(chunks), True
        chunks.append(chunk)
        size += len(chunk)
    return b"", False


def _ended_badly(status: int, *, in_time: bool, time_limit: float) -> bytes:
    out_of_time = not in_time or (os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGXCPU)
    if out_of_time:
        return json.dumps({"error": "timeout", "details": {"seconds": int(time_limit)}}).encode()
    return json.dumps({"error": "crashed"}).encode()
