"""PostgreSQL, Redis and Elasticsearch of a developer's own: started and stopped as ours.

All of it lies in SERVICES_DIR (`.data/services`), on free ports of loopback. Nothing of the
machine's own servers is touched. The data is for tests: it may not outlive a loss of power.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from subprocess import PIPE, STDOUT
from typing import Any, NamedTuple

from tests.services import Missing, find_elasticsearch, find_postgres, find_redis
from tests.services.elasticsearch import Cluster, build
from tests.services.programs import MissingProgram, free_port, missing, program

ROOT = Path(__file__).parents[2]
FOLDER = Path(os.environ.get("SERVICES_DIR") or ROOT / ".data" / "services").absolute()
RUNNING = FOLDER / "running.json"
EXPORTS = FOLDER / "env"
PATIENCE = 60  # seconds
# Quick rather than safe, as said above. Clients come over TCP: paths of sockets may be too long.
POSTGRES_OPTIONS = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=200",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "jit=off",
]
# One command in each line.
ROLE = """\
CREATE ROLE exchange LOGIN CREATEDB PASSWORD 'exchange';
CREATE DATABASE exchange OWNER exchange;
"""


class Started(NamedTuple):
    """A process of ours, and what the environment must say of it."""

    pid: int
    env: dict[str, str]


class Server(NamedTuple):
    """How a server is started, how it is asked whether it answers, and what it needs."""

    start: Callable[[], Started]
    ask: Callable[[], str]
    programs: list[str]


def start(*names: str) -> int:
    """Start servers, all or those named, and print what to export to use them."""
    wanted = list(names) or list(SERVERS)
    try:
        _check_programs(wanted)
        FOLDER.mkdir(parents=True, exist_ok=True)
        for name in wanted:
            _start(name)
    except (MissingProgram, RuntimeError) as error:
        print(error, file=sys.stderr)
        return 1
    print(EXPORTS.read_text(), end="")
    return 0


def stop() -> int:
    """Stop what `start` started, each by its own process."""
    for name, (pid, began, _env) in _running().items():
        if _began(pid) == began:
            # To PostgreSQL an interrupt says not to wait for those who are connected.
            os.kill(pid, signal.SIGINT if name == "postgresql" else signal.SIGTERM)
            _wait(f"{name} does not stop", lambda pid=pid: _began(pid) is None)
            print(f"{name} stopped")
    RUNNING.unlink(missing_ok=True)
    EXPORTS.unlink(missing_ok=True)
    return 0


def start_postgresql() -> Started:
    data, port = FOLDER / "postgresql", free_port(54328)
    if not (data / "PG_VERSION").exists():
        _make_postgresql(data)
    options = " ".join(f"-c {option}" for option in [f"port={port}", *POSTGRES_OPTIONS])
    control = [*_as_postgres(), program("pg_ctl"), "--wait", f"--timeout={PATIENCE}"]
    files = [f"--pgdata={data}", f"--log={data / 'log.txt'}"]
    _run([*control, *files, f"--options={options}", "start"])
    pid = int((data / "postmaster.pid").read_text().split()[0])
    url = f"postgres://exchange:exchange@127.0.0.1:{port}/exchange"
    return Started(pid, {"POSTGRES_URL": url})


def start_redis() -> Started:
    data, port = FOLDER / "redis", free_port(63798)
    data.mkdir(exist_ok=True)
    options = f"--port {port} --bind 127.0.0.1 --appendonly no --logfile log.txt".split()
    command = [program("redis-server"), *options, "--save", "", "--dir", str(data)]
    pid = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True).pid
    return Started(pid, {"REDIS_URL": f"redis://127.0.0.1:{port}/0"})


def start_elasticsearch() -> Started:
    home = build()
    cluster = Cluster(
        FOLDER / "elasticsearch-data",
        heap=os.environ.get("ELASTICSEARCH_HEAP") or "512m",
        port=19229,
        ends_with_us=False,
    )
    (url,) = cluster.start()
    process = cluster.nodes[0].process
    assert process
    return Started(process.pid, {"ELASTICSEARCH_URL": url, "ELASTICSEARCH_HOME": str(home)})


SERVERS = {
    "postgresql": Server(start_postgresql, find_postgres, ["initdb", "pg_ctl", "postgres"]),
    "redis": Server(start_redis, find_redis, ["redis-server"]),
    "elasticsearch": Server(start_elasticsearch, find_elasticsearch, ["java", "javac", "mvn"]),
}


def _check_programs(names: Sequence[str]) -> None:
    needed = [program for name in names for program in SERVERS[name].programs]
    if lines := missing(needed):
        raise MissingProgram("\n".join(["Missing, with Debian's packages:", *lines]))


def _start(name: str) -> None:
    running = _running()
    pid, began, env = running.get(name, (0, None, {}))
    if began is None or _began(pid) != began:
        pid, env = SERVERS[name].start()
        running[name] = (pid, _began(pid), env)
        _keep(running)
    os.environ |= env
    _wait(f"{name} does not answer", lambda: _answers(SERVERS[name].ask))


def _running() -> dict[str, tuple[int, str | None, dict[str, str]]]:
    return json.loads(RUNNING.read_text()) if RUNNING.exists() else {}


def _keep(running: dict[str, Any]) -> None:
    """Write down what runs, and the same for a shell to read."""
    RUNNING.write_text(json.dumps(running, indent=1))
    env = {key: value for _pid, _began, env in running.values() for key, value in env.items()}
    EXPORTS.write_text("".join(f"export {key}={value}\n" for key, value in env.items()))


def _began(pid: int) -> str | None:
    """Return when a process began, nothing if it is gone: another may have its number later."""
    try:
        state, *fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return None if state == "Z" else fields[18]


def _make_postgresql(data: Path) -> None:
    data.mkdir(parents=True, exist_ok=True)
    if os.geteuid() == 0:
        shutil.chown(data, "postgres")
        if subprocess.run([*_as_postgres(), "test", "-w", str(data)], check=False).returncode:
            raise RuntimeError(
                "PostgreSQL does not run as root, and the user postgres cannot reach "
                f"{data}: set SERVICES_DIR to a folder that everyone may enter."
            )
    options = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"]
    _run([*_as_postgres(), program("initdb"), f"--pgdata={data}", *options])
    single = [program("postgres"), "--single", "-D", str(data), "postgres"]
    _run([*_as_postgres(), *single], ROLE)


def _as_postgres() -> list[str]:
    return ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []


def _answers(ask: Callable[[], str]) -> bool:
    try:
        return bool(ask())
    except Missing:
        return False


def _wait(failure: str, until: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not until():
        if time.monotonic() > deadline:
            raise RuntimeError(f"{failure}; its log lies in {FOLDER}")
        time.sleep(0.1)


def _run(command: Sequence[str], words: str = "") -> None:
    """Run a command quietly; what it says is told if it fails."""
    done = subprocess.run(
        command, cwd="/", input=words, text=True, stdout=PIPE, stderr=STDOUT, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} failed:\n{done.stdout}")
