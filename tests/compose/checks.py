"""What must hold of the compose file and the Dockerfile; each check yields the faults it found."""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import yaml

from tests.compose.project import ROOT, Project, variables
from tests.compose.schema import Schema

SPEC = Path(__file__).parent / "spec" / "compose-spec.json"
Faults = Iterator[str]
# Read by gunicorn.conf.py or by programs that are not ours.
GUNICORN = re.compile(r'os\.environ\.get\("(\w+)"')
SECRET_WORDS = re.compile(r"(PASSWORD|SECRET|TOKEN|EMAIL_URL)", re.I)


def schema(project: Project) -> Faults:
    """The file fits the published schema of the Compose Specification."""
    yield from Schema(json.loads(SPEC.read_text(encoding="utf-8"))).faults(project.raw)


def references(project: Project) -> Faults:
    """Every service, volume, network and secret that is referred to is there, and used."""
    whole = project.filled
    for kind in ("volumes", "networks", "secrets"):
        there = set(whole.get(kind) or {})
        used = {name for one in project.services.values() for name in _named(one, kind)}
        yield from (f"{kind}: {name} is not defined" for name in sorted(used - there))
        yield from (f"{kind}: {name} is used by nobody" for name in sorted(there - used))
    for name, one in project.services.items():
        yield from _waits(project, name, one)


def _named(service: dict[str, Any], kind: str) -> Iterator[str]:
    for one in service.get(kind) or ():
        name = one if isinstance(one, str) else one.get("source", "")
        name = name.split(":")[0] if kind == "volumes" else name
        if not name.startswith((".", "/")):
            yield name


def _waits(project: Project, name: str, service: dict[str, Any]) -> Faults:
    for other, how in (service.get("depends_on") or {}).items():
        target = project.services.get(other)
        if target is None:
            yield f"{name}: waits for {other}, which is not there"
        elif how["condition"] == "service_healthy" and not _probe(target):
            yield f"{name}: waits for the health of {other}, which has no healthcheck"
        elif how["condition"] == "service_completed_successfully" and target.get("restart") != "no":
            yield f"{name}: waits for the end of {other}, which is started again and again"


def _probe(service: dict[str, Any]) -> bool:
    return bool((service.get("healthcheck") or {}).get("test"))


def mounts(project: Project) -> Faults:
    """What is mounted from the project is in it, and read-only; each secret is read as a file."""
    for name, one in project.services.items():
        for mount in one.get("volumes") or ():
            source, _target, *mode = mount.split(":")
            if source.startswith("./") and not (project.root / source).exists():
                yield f"{name}: {source} is not there"
            if source.startswith("./") and mode != ["ro"]:
                yield f"{name}: {source} can be written to"
        for key, value in (one.get("environment") or {}).items():
            folder, _slash, secret = str(value).rpartition("/")
            if folder == "/run/secrets" and secret not in (one.get("secrets") or ()):
                yield f"{name}: {key} names a secret that is not given to it"


def settings_of_env(project: Project) -> Faults:
    """Every ${VARIABLE} is in .env.example, and the other way round."""
    used = set(variables(project.raw))
    for one in project.raw["services"].values():
        used |= {key for key, value in (one.get("environment") or {}).items() if value is None}
    known = set(project.example)
    yield from (f".env.example: {name} is missing" for name in sorted(used - known))
    unused = {name for name in known - used if not name.startswith("COMPOSE_")}
    yield from (f".env.example: {name} is used by nobody" for name in sorted(unused))


def environment(project: Project) -> Faults:
    """Every variable our containers are given is read by the settings or by gunicorn."""
    done = _with_settings_of(project, "web", "-c", ASK)
    if done.returncode:
        yield f"the settings do not start: {done.stderr.strip().splitlines()[-1]}"
        return
    told = json.loads(done.stdout.splitlines()[-1])
    if not told["broker"]:
        yield "Celery speaks to its broker without a password"
    asked = set(told["asked"])
    asked |= set(GUNICORN.findall((project.root / "gunicorn.conf.py").read_text(encoding="utf-8")))
    for name, one in project.ours().items():
        unread = set(one["environment"]) - asked
        yield from (f"{name}: nothing reads {variable}" for variable in sorted(unread))


# Celery reads some variables itself, past the settings.
ASK = (
    "import json; from config.celery import app; from config.env import env; "
    "broker = app.connection_for_write().password; "
    "print(json.dumps({'asked': sorted(env.asked), 'broker': broker}))"
)


def deployment(project: Project) -> Faults:
    """Django finds nothing to warn of in the environment of the web server."""
    done = _with_settings_of(
        project, "web", "manage.py", "check", "--deploy", "--fail-level", "WARNING"
    )
    if done.returncode:
        yield f"manage.py check --deploy: {done.stderr.strip()}"


def _with_settings_of(project: Project, service: str, *command: str) -> Any:
    """Run Python with the environment of a service, and secrets made up for it."""
    with tempfile.TemporaryDirectory() as folder:
        given = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "config.settings.production"}
        given["DATA_DIR"] = folder
        for name, value in project.services[service]["environment"].items():
            if str(value).startswith("/run/secrets/"):
                secret = Path(folder) / Path(value).name
                secret.write_text("smtp://localhost" if "EMAIL" in name else "0123456789" * 6)
                given[name] = str(secret)
            elif value is not None:
                given[name] = str(value)
        return subprocess.run(
            [sys.executable, *command],
            env=given,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )


def confinement(project: Project) -> Faults:
    """Each service is no root, cannot write beside its programs, says how it is, and has limits."""
    for name, one in project.services.items():
        if str(one.get("user", "0")).split(":")[0] in ("0", "root") and "x-root" not in one:
            yield f"{name}: runs as root, and no x-root says why"
        if not one.get("read_only") and not {"x-root", "x-writable"} & set(one):
            yield f"{name}: can write everywhere, and no x-writable says why"
        if not _probe(one) and "x-no-healthcheck" not in one:
            yield f"{name}: has no healthcheck, and no x-no-healthcheck says why"
        if not one.get("deploy", {}).get("resources", {}).get("limits", {}).get("memory"):
            yield f"{name}: has no limit of memory"
        if one.get("ports") and name != "proxy":
            yield f"{name}: is open to the world beside the proxy"
        if "image" in one and one["image"].endswith(":latest") and "build" not in one:
            yield f"{name}: its image has no version"


def secrecy(project: Project) -> Faults:
    """No secret stands in a variable, and the files of secrets are kept out of git and images."""
    for name, one in project.services.items():
        for key, value in (one.get("environment") or {}).items():
            if value and SECRET_WORDS.search(key) and not key.endswith("_FILE"):
                yield f"{name}: {key} is a secret in a variable"
    for file in (".gitignore", ".dockerignore"):
        lines = (project.root / file).read_text(encoding="utf-8").split()
        if not {"secrets", "/secrets/"} & set(lines):
            yield f"{file}: does not keep ./secrets out"


def image(project: Project) -> Faults:
    """The Dockerfile copies what the settings import, ends as no root, and says how it is."""
    lines = project.instructions()
    names = [name for name, _words in lines]
    if names.count("FROM") < 2:
        yield "Dockerfile: what it takes to make the image stays in it"
    last = lines[len(names) - names[::-1].index("FROM") :]
    users = [words[0] for name, words in last if name == "USER"]
    if not users or users[-1].split(":")[0] in ("0", "root"):
        yield "Dockerfile: ends as root"
    if "HEALTHCHECK" not in names:
        yield "Dockerfile: has no HEALTHCHECK"
    yield from _copied(project, lines)
    if re.search(r"index-url|https?://(?!localhost|-)", (project.root / "Dockerfile").read_text()):
        yield "Dockerfile: names a server"


def _copied(project: Project, lines: list[tuple[str, list[str]]]) -> Faults:
    sources = {
        source
        for name, words in lines
        if name == "COPY" and not words[0].startswith("--from")
        for source in words[:-1]
    }
    ignored = (project.root / ".dockerignore").read_text(encoding="utf-8").split()
    for source in sorted(sources):
        if not (project.root / source).exists():
            yield f"Dockerfile: {source} is not there to be copied"
        if any(fnmatch(source.split("/")[0], pattern) for pattern in ignored):
            yield f".dockerignore: keeps {source} out, which is copied"
    wanted = {file.parent.name for file in project.root.glob("*/__init__.py")} - {"tests"}
    yield from (f"Dockerfile: {name} is not copied" for name in sorted(wanted - sources))


CHECKS: tuple[Callable[[Project], Faults], ...] = (
    schema,
    references,
    mounts,
    settings_of_env,
    environment,
    deployment,
    confinement,
    secrecy,
    image,
)


def faults(project: Project) -> list[str]:
    """Return everything that is wrong."""
    try:
        return [fault for check in CHECKS for fault in check(project)]
    except (yaml.YAMLError, KeyError) as error:
        return [f"docker-compose.yml cannot be read: {error!r}"]
