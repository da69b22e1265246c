"""Who may take how long in the database, and what a person reads when it does not answer."""

import sqlite3

import pytest
from django.db import DataError, InterfaceError, OperationalError, connection
from django.test import Client
from django.urls import reverse

from config import databases
from config.databases import Trouble, configured, role_of, trouble_of
from config.env import Environment

POSTGRES = {"ENGINE": "django.db.backends.postgresql", "NAME": "exchange"}


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("/venv/bin/gunicorn config.wsgi", "web"),
        ("manage.py runserver 8000", "web"),
        ("/venv/bin/celery --app=config worker", "worker"),
        ("/venv/lib/celery/__main__.py --app=config beat", "worker"),
        ("manage.py migrate", "migrate"),
        ("manage.py prepare", "migrate"),
        ("manage.py reindex", "command"),
        ("/srv/celery/exchange/manage.py", "command"),
        ("-c", "command"),
    ],
)
def test_a_process_is_known_by_its_command_line(words, role):
    assert role_of(words.split(), has_workers=True) == role


def test_a_page_that_does_the_work_of_a_worker_may_take_as_long():
    assert role_of(["/venv/bin/gunicorn", "config.wsgi"], has_workers=False) == "worker"


def test_limits_are_those_of_the_process_unless_the_environment_says_otherwise(monkeypatch):
    monkeypatch.setenv("DATABASE_ROLE", "web")
    monkeypatch.setenv("DATABASE_LOCK_TIMEOUT", "7")
    given = configured({**POSTGRES, "OPTIONS": {"sslmode": "require"}}, Environment())
    assert given["OPTIONS"] == {
        "sslmode": "require",
        "connect_timeout": 5,
        "application_name": "exchange web",
        "options": "-c jit=off -c statement_timeout=30s -c lock_timeout=7s"
        " -c idle_in_transaction_session_timeout=60s",
    }
    assert (given["CONN_MAX_AGE"], given["CONN_HEALTH_CHECKS"]) == (60, True)
    assert given["NAME"] == "exchange"


def test_a_migration_gives_up_waiting_for_a_lock_before_a_page_does():
    assert databases.LIMITS["migrate"].lock < databases.LIMITS["web"].lock


def caused(error, **said):
    class Cause(Exception):
        pgcode = said.get("pgcode")

    error.__cause__ = said.get("cause") or Cause()
    return error


def busy(code):
    cause = sqlite3.OperationalError("said SQLite")
    cause.sqlite_errorcode = code
    return caused(OperationalError(), cause=cause)


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (caused(OperationalError(), pgcode="57014"), Trouble.SLOW),  # cancelled
        (caused(OperationalError(), pgcode="55P03"), Trouble.SLOW),  # a lock
        (caused(OperationalError(), pgcode="40P01"), Trouble.SLOW),  # two in a circle
        (caused(OperationalError(), pgcode="57P01"), Trouble.AWAY),  # shutting down
        (caused(OperationalError(), pgcode="53300"), Trouble.AWAY),  # too many connections
        (caused(OperationalError()), Trouble.AWAY),  # refused or broken: there is no code
        (InterfaceError("connection already closed"), Trouble.AWAY),
        (caused(OperationalError(), pgcode="58030"), None),  # a disk
        (caused(DataError(), pgcode="22001"), None),
        (busy(sqlite3.SQLITE_BUSY), Trouble.SLOW),
        (busy(sqlite3.SQLITE_BUSY_SNAPSHOT), Trouble.SLOW),
        (busy(sqlite3.SQLITE_ERROR), None),  # no such table
        (ValueError(), None),
        (None, None),
    ],
)
def test_trouble_of_the_database_is_told_from_faults_of_the_program(error, trouble):
    assert trouble_of(error) == trouble


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (caused(OperationalError(), pgcode="57014"), 503, "choose fewer records"),
        (caused(OperationalError()), 503, "does not answer at this moment"),
        (caused(DataError(), pgcode="22001"), 500, "The fault is ours"),
    ],
)
def test_a_page_says_what_to_do_instead_of_a_stack_trace(error, status, words):
    def fail(execute, sql, params, many, context):
        raise error

    with connection.execute_wrapper(fail):
        answer = Client(raise_request_exception=False).get(reverse("needs:list"))
    assert answer.status_code == status
    assert words in answer.text
    assert "Traceback" not in answer.text
    assert ("Retry-After" in answer.headers) == (status == 503)
