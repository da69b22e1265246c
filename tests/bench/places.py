"""Where benchmarks run: databases and indices of their own, which go away afterwards."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from secrets import token_hex

import django
import psycopg2
from django.conf import settings

from tests import services


def engines() -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the engines whose servers answer, each with what the environment must say."""
    yield "sqlite", {"BENCH_DATABASE_URL": "", "SEARCH_ENGINE": "sqlite"}
    try:
        on_postgres = {"BENCH_DATABASE_URL": services.find_postgres()}
        yield "postgres", on_postgres | {"SEARCH_ENGINE": "postgres"}
        nodes = {"ELASTICSEARCH_URL": services.find_elasticsearch()}
        yield "elasticsearch", on_postgres | nodes | {"SEARCH_ENGINE": "elasticsearch"}
    except services.Missing as missing:
        print(f"SKIPPED: {missing}", flush=True)


@contextmanager
def own_environment() -> Iterator[None]:
    """Point the environment at a new folder, a new database and indices of our own."""
    server = os.environ.get("BENCH_DATABASE_URL", "")
    with tempfile.TemporaryDirectory() as folder:
        address = f"sqlite:///{folder}/bench.sqlite3"
        with own_database(server) if server else _as_it_is(address) as url:
            os.environ |= {
                "DATA_DIR": folder,
                "DATABASE_URL": url,
                "DJANGO_SETTINGS_MODULE": "config.settings.development",
                "ELASTICSEARCH_PREFIX": f"bench{token_hex(4)}",
                "DEBUG": "0",
                "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
                "LOG_LEVEL": "ERROR",
            }
            yield


@contextmanager
def empty_site() -> Iterator[None]:
    """Set the site up with its reference data and no records."""
    with own_environment():
        django.setup()
        # The tables as the models describe them: their history takes minutes and adds nothing.
        settings.MIGRATION_MODULES = _NoMigrations()
        from django.core.management import call_command
        from django.db import connections

        call_command("migrate", run_syncdb=True, verbosity=0, interactive=False)
        call_command("load_reference", verbosity=0)
        try:
            yield
        finally:
            forget_indices()
            connections.close_all()


@contextmanager
def own_database(server: str) -> Iterator[str]:
    """Create a database on a server of PostgreSQL, and drop it in the end."""
    name = f"bench_{token_hex(4)}"
    _run(server, f"CREATE DATABASE {name}")
    try:
        yield server.rpartition("/")[0] + f"/{name}"
    finally:
        _run(server, f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def _as_it_is(url: str) -> Iterator[str]:
    yield url


def _run(server: str, sql: str) -> None:
    connection = psycopg2.connect(server)
    connection.autocommit = True
    connection.cursor().execute(sql)
    connection.close()


def forget_indices() -> None:
    """Drop the indices that lie outside the database."""
    from search.engines import engine_named
    from search.models import IndexGeneration

    for generation in IndexGeneration.objects.all():
        engine_named(generation.engine).drop(generation)


class _NoMigrations(dict[str, None]):
    """Says of every app that it has no migrations."""

    def __contains__(self, app: object) -> bool:
        return True

    def __missing__(self, app: str) -> None:
        return None
