"""How each kind of process speaks to its database, and what it says when that fails.

A page must end; what a worker or a command does may take its time; and a migration that waits for
a lock makes everybody behind it wait, so it gives up soon and is run again.
"""

import sqlite3
import sys
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from django.db import InterfaceError, OperationalError

from config.env import Environment


class Limits(NamedTuple):
    """Seconds after which PostgreSQL ends a statement, a wait for a lock, an idle transaction."""

    statement: int
    lock: int
    idle: int


LIMITS = {
    "web": Limits(statement=30, lock=10, idle=60),
    "worker": Limits(statement=900, lock=60, idle=900),
    "command": Limits(statement=0, lock=60, idle=0),
    "migrate": Limits(statement=0, lock=5, idle=0),
}
# SQLite must take its write lock when a transaction begins: a deferred one that reads first
# cannot upgrade after another commit, whatever the time-out.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
        "PRAGMA cache_size=-65536; PRAGMA mmap_size=268435456;"
    ),
}


def role_of(words: Sequence[str], *, has_workers: bool) -> str:
    """Say what kind of process a command line starts; without workers, pages do their work."""
    program, first = Path(words[0]), (*words[1:], "")[0]
    if program.name == "gunicorn" or first == "runserver":
        return "web" if has_workers else "worker"
    if "celery" in program.parts[-2:]:
        return "worker"
    return "migrate" if first in ("migrate", "prepare") else "command"


def configured(database: Mapping[str, Any], env: Environment) -> dict[str, Any]:
    """Complete what DATABASE_URL says with the options that are ours; those of the URL win."""
    if database["ENGINE"].endswith("sqlite3"):
        return {**database, "OPTIONS": SQLITE_OPTIONS}
    has_workers = bool(env("CELERY_BROKER_URL", default=""))
    role = env("DATABASE_ROLE", default=role_of(sys.argv, has_workers=has_workers))
    ours = {
        "connect_timeout": env.int("DATABASE_CONNECT_TIMEOUT", default=5),
        "application_name": f"exchange {role}",
        "options": _started_with(LIMITS[role], env),
    }
    return {
        **database,
        "CONN_MAX_AGE": env.int("DATABASE_CONN_MAX_AGE", default=60),
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": ours | database.get("OPTIONS", {}),
    }


def _started_with(limits: Limits, env: Environment) -> str:
    """Return what a session sets as it begins; jit costs our queries more than it saves."""
    given = {
        "statement_timeout": env.int("DATABASE_STATEMENT_TIMEOUT", default=limits.statement),
        "lock_timeout": env.int("DATABASE_LOCK_TIMEOUT", default=limits.lock),
        "idle_in_transaction_session_timeout": env.int(
            "DATABASE_IDLE_TIMEOUT", default=limits.idle
        ),
    }
    return " ".join(["-c jit=off", *(f"-c {name}={value}s" for name, value in given.items())])


class Trouble(StrEnum):
    """What went wrong, as far as the person is concerned."""

    SLOW = "slow"  # took too long, or somebody else was in the way
    AWAY = "away"  # the database does not answer


# Codes of PostgreSQL: cancelled, lock not available, and two transactions that cannot both go on.
_SLOW = ("57014", "55P03", "40P01", "40001")
# Connections, resources and shutting down; a transaction that was left alone for too long.
_AWAY = ("08", "53", "57P", "25P03")
_SQLITE_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def trouble_of(error: BaseException | None) -> Trouble | None:
    """Say what an error tells of the database's health; None if the fault is elsewhere."""
    if not isinstance(error, OperationalError | InterfaceError):
        return None
    cause = error.__cause__
    if isinstance(cause, sqlite3.Error):
        return Trouble.SLOW if cause.sqlite_errorcode & 0xFF in _SQLITE_BUSY else None
    code = getattr(cause, "pgcode", None) or ""
    if code in _SLOW:
        return Trouble.SLOW
    # A connection that broke or could not be made has no code.
    return Trouble.AWAY if not code or code.startswith(_AWAY) else None
