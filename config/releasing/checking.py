"""Reading the migrations that no release has shipped yet, and naming what is refused in them."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from django.apps import apps
from django.conf import settings
from django.db.migrations import CreateModel, Migration
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from config.releasing.rules import CONTRACTS, AnyField, Refusal, refusal_of

Key = tuple[str, str]
# The migrations of the last release, under its version.
SHIPPED = Path(__file__).with_name("shipped.txt")
VERSION = "version "


class Release(NamedTuple):
    """A version that was released, and the migrations it came with."""

    version: str
    migrations: frozenset[str]


class Fault(NamedTuple):
    """An operation that is refused, and why."""

    migration: str
    operation: str
    why: str

    def __str__(self) -> str:
        return f"{self.migration}: {self.operation}\n    {self.why}"


def last_release(path: Path = SHIPPED) -> Release:
    """Read what the last release shipped."""
    first, *names = path.read_text().split("\n")
    return Release(first.removeprefix(VERSION), frozenset(filter(None, names)))


def ship(version: str, path: Path = SHIPPED) -> int:
    """Write down what this release ships, and return how many migrations it is."""
    names = sorted(name_of(migration) for migration in ours(plan()))
    path.write_text("\n".join([VERSION + version, *names, ""]))
    return len(names)


def plan() -> list[Migration]:
    """Return all migrations in the order in which they are applied."""
    loader = MigrationLoader(None)
    keys: dict[Key, None] = {}
    for leaf in sorted(loader.graph.leaf_nodes()):
        keys |= dict.fromkeys(loader.graph.forwards_plan(leaf))
    return [loader.graph.nodes[key] for key in keys]


def ours(migrations: Iterable[Migration]) -> list[Migration]:
    """Leave out those of the packages that are installed."""
    here = {
        config.label
        for config in apps.get_app_configs()
        if (settings.BASE_DIR / config.name.split(".")[0]).is_dir()
    }
    return [migration for migration in migrations if migration.app_label in here]


def faults_of(migrations: Iterable[Migration], release: Release) -> list[Fault]:
    """Return what the migrations after a release would do to it while it still serves."""
    migrations = list(migrations)
    fresh = {name_of(one) for one in ours(migrations)} - release.migrations
    state, new_tables, found = ProjectState(), set[Key](), list[Fault]()
    for migration in migrations:
        for operation in migration.operations:
            if name_of(migration) in fresh:
                found += _faults(migration, operation, state, new_tables, release.version)
            operation.state_forwards(migration.app_label, state)
    return found


def name_of(migration: Migration) -> str:
    """Return the name under which a migration is shipped."""
    return f"{migration.app_label}.{migration.name}"


def _faults(
    migration: Migration,
    operation: Operation,
    state: ProjectState,
    new_tables: set[Key],
    version: str,
) -> Iterator[Fault]:
    """Judge an operation; on a table that the release does not know everything is allowed."""
    for real in getattr(operation, "database_operations", [operation]):
        table = _table_of(migration, real)
        if isinstance(real, CreateModel):
            new_tables.add(table)
        elif table not in new_tables:
            refusal = refusal_of(real, _before(real, table, state), migration)
            why = refusal and _unless_marked(refusal, migration, version)
            if why:
                yield Fault(name_of(migration), real.describe(), why)


def _table_of(migration: Migration, operation: Operation) -> Key:
    name = getattr(operation, "model_name", "") or getattr(operation, "name", "")
    return migration.app_label, str(name).lower()


def _before(operation: Operation, table: Key, state: ProjectState) -> AnyField | None:
    model = state.models.get(table)
    return model.fields.get(getattr(operation, "name", "")) if model else None


def _unless_marked(refusal: Refusal, migration: Migration, version: str) -> str:
    said = getattr(migration, refusal.mark, "") if refusal.mark else ""
    if refusal.mark == CONTRACTS and said:
        later = _parts(said) > _parts(version)
        return f"version {said} is not released yet; the last one is {version}" if later else ""
    if said:
        return ""
    hint = {
        CONTRACTS: f'; once a released version can do without: contracts = "{version}"',
        "": "",
    }.get(refusal.mark, f'; if it is safe: {refusal.mark} = "the reason"')
    return refusal.why + hint


def _parts(version: str) -> list[int]:
    return [int(part) for part in version.split(".")]
