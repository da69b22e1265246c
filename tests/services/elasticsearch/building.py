"""Getting the server's jars and compiling the launcher, once."""

import fcntl
import hashlib
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from tests.services.programs import program

HERE = Path(__file__).parent
HOME = HERE.parents[2] / ".data" / "services" / "elasticsearch"
SOURCES = [HERE / name for name in ("pom.xml", "checksums.txt", "OneNode.java")]
# What belongs into a folder of its own, loaded by the server as a module.
MODULE = "transport-netty4"
OF_MODULE = (MODULE, "netty-")
DESCRIPTOR = """\
name={name}
description=HTTP and the transport between nodes
version={version}
elasticsearch.version={version}
java.version=17
classname=org.elasticsearch.transport.netty4.Netty4Plugin
extended.plugins=
has.native.controller=false
"""


class WrongJars(Exception):
    """What was downloaded is not what the tests were written with."""


def build(home: Path | None = None) -> Path:
    """Return the folder of the built launcher; build it where it is missing or out of date."""
    home = home or Path(os.environ.get("ELASTICSEARCH_HOME") or HOME)
    home.mkdir(parents=True, exist_ok=True)
    with (home / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # several processes of the tests may want it at once
        built, wanted = home / "built", _digest(SOURCES)
        if not built.exists() or built.read_text() != wanted:
            _build(home)
            built.write_text(wanted)
    return home


def class_path(home: Path) -> str:
    return f"{home / 'classes'}{os.pathsep}{home / 'server' / '*'}"


def _build(home: Path) -> None:
    server, module = home / "server", home / "modules" / MODULE
    for folder in (server, module):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    (home / "config").mkdir(exist_ok=True)
    maven = [program("mvn"), "--batch-mode", "--quiet", "--strict-checksums"]
    goal = ["dependency:copy-dependencies", f"-DoutputDirectory={server}"]
    _run([*maven, "--file", str(HERE / "pom.xml"), *goal])
    check_jars(server, HERE / "checksums.txt")
    _make_module(server, module)
    sources = ["-d", str(home / "classes"), str(HERE / "OneNode.java")]
    _run([program("javac"), "--class-path", class_path(home), *sources])


def check_jars(folder: Path, checksums: Path) -> None:
    """Refuse jars that are not exactly those of `checksums` (written by sha256sum)."""
    wanted = {tuple(line.split()) for line in checksums.read_text().splitlines()}
    found = {(_digest([jar]), jar.name) for jar in folder.glob("*.jar")}
    if wrong := sorted({name for _, name in wanted ^ found}):
        raise WrongJars(f"missing, changed or too many: {', '.join(wrong)}")


def _make_module(server: Path, module: Path) -> None:
    for jar in server.glob("*.jar"):
        if jar.name.startswith(OF_MODULE):
            jar.rename(module / jar.name)
    version = next(module.glob(f"{MODULE}-*.jar")).stem.removeprefix(f"{MODULE}-")
    text = DESCRIPTOR.format(name=MODULE, version=version)
    (module / "plugin-descriptor.properties").write_text(text)


def _digest(files: Sequence[Path]) -> str:
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def _run(command: Sequence[str]) -> None:
    done = subprocess.run(command, text=True, capture_output=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{Path(command[0]).name} failed:\n{done.stdout}{done.stderr}".strip())
