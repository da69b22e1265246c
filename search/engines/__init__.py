"""The engines, and which of them this installation uses."""

from functools import lru_cache

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from search.engines.base import Engine
from search.engines.memory import MemoryEngine
from search.engines.postgres import PostgresEngine
from search.engines.sqlite import SqliteEngine

_OF_VENDOR = {"sqlite": "sqlite", "postgresql": "postgres"}


def get_engine() -> Engine:
    """Return the engine that SEARCH_ENGINE names; "auto" takes the one of the database."""
    wanted = settings.SEARCH_ENGINE
    name = _OF_VENDOR.get(connection.vendor, "memory") if wanted == "auto" else wanted
    return engine_named(name)


@lru_cache
def engine_named(name: str) -> Engine:
    """Return an engine, one for the whole process."""
    match name:
        case "sqlite":
            return SqliteEngine()
        case "postgres":
            return PostgresEngine()
        case "memory":
            return MemoryEngine()
        case "elasticsearch":
            # Only where it is used: the client takes a while to import.
            from search.engines.elasticsearch import ElasticsearchEngine

            return ElasticsearchEngine()
    raise ImproperlyConfigured(f"SEARCH_ENGINE names no engine: {name}")
