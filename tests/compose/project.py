"""The project as Compose would read it: files parsed, variables put in."""

import re
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
# ${NAME}, ${NAME:-default}, ${NAME:?words}; $$ is a dollar of the container's own.
VARIABLE = re.compile(
    r"\$\$|\$\{(?P<name>\w+)(?:(?P<kind>:-|:\?)(?P<rest>[^{}]*(?:\$\{\w+\})?))?\}"
)


@dataclass(frozen=True)
class Project:
    """The files of one installation."""

    root: Path = ROOT

    @cached_property
    def raw(self) -> dict[str, Any]:
        """The compose file as written."""
        return yaml.safe_load(self._text("docker-compose.yml"))

    @cached_property
    def example(self) -> dict[str, str]:
        """Every variable of .env.example, those commented out included."""
        found = re.findall(r"^(?:# )?([A-Z][A-Z_]+)=(.*)$", self._text(".env.example"), re.M)
        return dict(found)

    @cached_property
    def filled(self) -> dict[str, Any]:
        """The compose file with the variables that .env.example sets put in."""
        given = re.findall(r"^([A-Z][A-Z_]+)=(.*)$", self._text(".env.example"), re.M)
        return put_in(self.raw, dict(given))

    @property
    def services(self) -> dict[str, dict[str, Any]]:
        """The services, variables put in."""
        return self.filled["services"]

    def ours(self) -> dict[str, dict[str, Any]]:
        """Return the services that run our image."""
        return {name: one for name, one in self.services.items() if "build" in one}

    def instructions(self) -> list[tuple[str, list[str]]]:
        """Return the lines of the Dockerfile: the instruction and its words."""
        text = re.sub(r"^\s*#.*\n", "", self._text("Dockerfile"), flags=re.M)
        lines = text.replace("\\\n", " ").splitlines()
        return [
            (line.split()[0], shlex.split(line.split(maxsplit=1)[1]))
            for line in lines
            if line.strip()
        ]

    def _text(self, name: str) -> str:
        return (self.root / name).read_text(encoding="utf-8")


def put_in(value: Any, given: Mapping[str, str]) -> Any:
    """Return the value with all variables replaced; raise KeyError for a required one."""
    if isinstance(value, dict):
        return {key: put_in(one, given) for key, one in value.items()}
    if isinstance(value, list):
        return [put_in(one, given) for one in value]
    return (
        VARIABLE.sub(lambda match: _value(match, given), value) if isinstance(value, str) else value
    )


def _value(match: re.Match[str], given: Mapping[str, str]) -> str:
    if match[0] == "$$":
        return "$"
    if match["kind"] == ":-":
        return given.get(match["name"]) or put_in(match["rest"], given)
    return given[match["name"]]


def variables(value: Any) -> Iterator[str]:
    """Yield the name of every variable in a value, defaults included."""
    if isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from variables(one)
    elif isinstance(value, str):
        for match in VARIABLE.finditer(value):
            if match["name"]:
                yield match["name"]
                yield from variables(match["rest"] or "")
