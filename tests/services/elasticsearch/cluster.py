"""Nodes of one cluster as processes of ours: started, waited for, killed and revived."""

import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self
from urllib.error import URLError
from urllib.request import urlopen

from tests.services.elasticsearch.building import build, class_path
from tests.services.programs import free_port, program

PATIENCE = 180  # seconds: starting a JVM takes long where other tests run beside
SECONDS_TO_STOP = 30


@dataclass
class OneNode:
    """One node: where it listens, where its data is, and its process while it runs."""

    name: str
    folder: Path
    http: int
    transport: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.http}"

    @property
    def log(self) -> Path:
        return self.folder / "log.txt"

    def end(self, how: signal.Signals) -> None:
        """Send our own process a signal and wait until it is gone."""
        if self.process is not None:
            self.process.send_signal(how)
            try:
                self.process.wait(SECONDS_TO_STOP)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
            self.process = None


@dataclass
class Cluster:
    """A cluster of one or three nodes whose data is in `folder`."""

    folder: Path
    heap: str = "512m"
    name: str = "exchange"
    # The port of the first node for HTTP; 0, or one that is taken: any free one.
    port: int = 0
    # Whether the nodes end with the process that started them.
    ends_with_us: bool = True
    nodes: list[OneNode] = field(default_factory=list)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *failure: object) -> None:
        self.stop()

    @property
    def urls(self) -> list[str]:
        """The addresses of all nodes, of those that are down too."""
        return [node.url for node in self.nodes]

    def start(self, nodes: int = 1) -> list[str]:
        """Start so many nodes, wait until they have found each other and return their addresses."""
        self.nodes = list(self._new_nodes(nodes))
        for node in self.nodes:
            self._start(node)
        self.wait()
        return self.urls

    def kill(self, n: int) -> None:
        """End a node at once, as a crash does."""
        self.nodes[n].end(signal.SIGKILL)

    def revive(self, n: int) -> None:
        """Start a node that was killed on the data that it has, and wait for it."""
        self._start(self.nodes[n])
        self.wait()

    def stop(self) -> None:
        """End all nodes; their data stays."""
        for node in self.nodes:
            node.end(signal.SIGTERM)

    def wait(self, seconds: float = PATIENCE) -> None:
        """Wait until all nodes that run are in the cluster and every index can be searched."""
        running = [node for node in self.nodes if node.process]
        deadline = time.monotonic() + seconds
        for node in running:
            while not _is_healthy(node, len(running)):
                self._check_runs(node)
                if time.monotonic() > deadline:
                    raise TimeoutError(f"{node.name} is not ready:\n{_end_of(node.log)}")
                time.sleep(0.2)

    def _new_nodes(self, count: int) -> Iterator[OneNode]:
        for n in range(count):
            http = free_port(self.port if n == 0 else 0)
            yield OneNode(f"node-{n}", self.folder / f"node-{n}", http, free_port())

    def _start(self, node: OneNode) -> None:
        (node.folder / "data").mkdir(parents=True, exist_ok=True)
        with node.log.open("ab") as log:
            node.process = subprocess.Popen(
                self._command(node),
                cwd=node.folder,
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                start_new_session=True,  # an interrupt at the terminal is for the tests
            )

    def _command(self, node: OneNode) -> list[str]:
        home = build()
        java = [program("java"), f"-Xms{self.heap}", f"-Xmx{self.heap}", "-XX:+UseSerialGC"]
        # A heap dump of gigabytes helps nobody here; a node out of memory has to go.
        java += ["-XX:+ExitOnOutOfMemoryError", "-Dlog4j2.disable.jmx=true"]
        options = {
            "home": home,
            "data": node.folder / "data",
            "cluster": self.name,
            "name": node.name,
            "http-port": node.http,
            "transport-port": node.transport,
        } | self._others()
        launcher = [f"--{option}={value}" for option, value in options.items()]
        return [*java, "--class-path", class_path(home), "OneNode", *launcher]

    def _others(self) -> dict[str, object]:
        options: dict[str, object] = {"ends-with": os.getpid()} if self.ends_with_us else {}
        if len(self.nodes) > 1:
            options["masters"] = ",".join(node.name for node in self.nodes)
            options["seeds"] = ",".join(f"127.0.0.1:{node.transport}" for node in self.nodes)
        return options

    def _check_runs(self, node: OneNode) -> None:
        if node.process and (status := node.process.poll()) is not None:
            node.process = None
            raise RuntimeError(f"{node.name} ended with {status}:\n{_end_of(node.log)}")


def _is_healthy(node: OneNode, nodes: int) -> bool:
    """Every index has its primary shards, and as many nodes as there are see each other."""
    question = (
        f"{node.url}/_cluster/health?wait_for_nodes={nodes}&wait_for_status=yellow&timeout=1s"
    )
    try:
        with urlopen(question, timeout=5) as answer:
            return not json.load(answer)["timed_out"]
    except (URLError, OSError):
        return False


def _end_of(log: Path) -> str:
    return log.read_text(errors="replace")[-3000:]
