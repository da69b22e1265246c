"""Which servers the machine has, for the tests that need them.

With REQUIRE_SERVICES=1 a missing server is a failure instead of a skip.
"""

import os
from collections.abc import Callable
from urllib.error import URLError
from urllib.request import urlopen

import psycopg2
import redis

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
REQUIRED = os.environ.get("REQUIRE_SERVICES") == "1"
PATIENCE = 3  # seconds for a server to answer


class Missing(Exception):
    """A server does not answer, or the environment names none."""


def postgres_url() -> str:
    """Return the address of the PostgreSQL that the environment names and that answers."""
    return needed(find_postgres)


def redis_url() -> str:
    """Return the address of the Redis that the environment names and that answers."""
    return needed(find_redis)


def elasticsearch_url() -> str:
    """Return the address of the Elasticsearch that the environment names and that answers."""
    return needed(find_elasticsearch)


def needed(server: Callable[[], str]) -> str:
    """Return the address of a server; without it skip the test, or fail where all are required."""
    import pytest  # make asks for servers too, outside of any test

    try:
        return server()
    except Missing as missing:
        pytest.fail(str(missing)) if REQUIRED else pytest.skip(str(missing))


def find_postgres() -> str:
    url = _named("POSTGRES_URL", "PostgreSQL")
    try:
        psycopg2.connect(url, connect_timeout=PATIENCE).close()
    except psycopg2.OperationalError as error:
        raise _silent("PostgreSQL", url, error) from error
    return url


def find_redis() -> str:
    url = _named("REDIS_URL", "Redis")
    try:
        with redis.Redis.from_url(url, socket_connect_timeout=PATIENCE) as client:
            client.ping()
    except redis.RedisError as error:
        raise _silent("Redis", url, error) from error
    return url


def find_elasticsearch() -> str:
    """One of several nodes is enough: the others may have been killed."""
    url = _named("ELASTICSEARCH_URL", "Elasticsearch")
    failures = []
    for node in url.split(","):
        try:
            urlopen(f"{node}/_cluster/health", timeout=PATIENCE).close()
        except (URLError, OSError) as error:
            failures.append(error)
        else:
            return url
    raise _silent("Elasticsearch", url, failures[0]) from failures[0]


def _named(variable: str, server: str) -> str:
    url = os.environ.get(variable, "")
    if not url:
        raise Missing(f"no {server}: set {variable} (`make services` starts one)")
    return url


def _silent(server: str, url: str, error: Exception) -> Missing:
    address = url.rsplit("@")[-1]
    reason = str(error).strip().splitlines() or [type(error).__name__]
    return Missing(f"no {server} at {address} ({reason[0]})")
