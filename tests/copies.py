"""Copies of the empty test database, for tests in which several processes really commit."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing

import psycopg2
import pytest
from django.conf import settings
from django.db import connection, connections

COPY = f"copy_{os.getpid()}"
IS_SQLITE = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")


@pytest.fixture
def copy(django_db_setup, django_db_blocker, tmp_path):
    """Give the environment of processes that work on a copy of the empty test database."""
    with django_db_blocker.unblock():
        url = _copy_sqlite(tmp_path) if IS_SQLITE else _copy_postgres()
    yield os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "DATABASE_URL": url,
        "DATA_DIR": str(tmp_path),
    }
    if not IS_SQLITE:
        _administer(f"DROP DATABASE {COPY} WITH (FORCE)")


def start(env, *words):
    """Start Python on the copy."""
    return subprocess.Popen(
        [sys.executable, *words],
        cwd=settings.BASE_DIR,
        env=env,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _copy_sqlite(folder):
    connection.ensure_connection()
    with closing(sqlite3.connect(folder / "copy.sqlite3")) as target:
        connection.connection.backup(target)
    return f"sqlite:///{folder}/copy.sqlite3"


def _copy_postgres():
    connections.close_all()  # a database that somebody uses is no template
    _administer(f"CREATE DATABASE {COPY} TEMPLATE {settings.DATABASES['default']['NAME']}")
    return os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{COPY}"


def _administer(words):
    server = psycopg2.connect(os.environ["DATABASE_URL"].rpartition("/")[0] + "/postgres")
    with closing(server):
        server.autocommit = True
        server.cursor().execute(words)
