"""What lets the database itself refuse to change the ledger, whoever asks.

PostgreSQL and SQLite each carry triggers on postings and entries. A migration that rebuilds one
of these tables on SQLite drops them with it: it must end with `install` again, and the nightly
check says so where it was forgotten.
"""

from typing import Any

from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLES = ("ledger_posting", "ledger_entry")
WORDS = "the ledger is append-only: reverse the posting instead"

# By vendor and name of the trigger: when it fires, and what it then does.
_REFUSE = f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
_CALL = "EXECUTE FUNCTION ledger_is_append_only()"
TRIGGERS = {
    "sqlite": {
        "no_update": ("BEFORE UPDATE", _REFUSE),
        "no_delete": ("BEFORE DELETE", _REFUSE),
        # INSERT OR REPLACE deletes without firing the trigger above.
        "no_replace": (
            "BEFORE INSERT",
            "WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id) " + _REFUSE,  # noqa: S608
        ),
    },
    "postgresql": {
        "no_write": ("BEFORE UPDATE OR DELETE", f"FOR EACH ROW {_CALL}"),
        "no_truncate": ("BEFORE TRUNCATE", f"FOR EACH STATEMENT {_CALL}"),
    },
}
_FUNCTION = f"""
CREATE OR REPLACE FUNCTION ledger_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{WORDS}' USING ERRCODE = 'restrict_violation'; END $$
"""
_LISTINGS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'",
}


def install(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Create the triggers anew, for a migration."""
    remove(apps, editor)
    vendor = editor.connection.vendor
    if vendor == "postgresql":
        editor.execute(_FUNCTION, params=None)
    for table in TABLES:
        for name, (when, what) in TRIGGERS[vendor].items():
            words = f"CREATE TRIGGER {table}_{name} {when} ON {table} {what.format(table=table)}"
            editor.execute(words, params=None)


def remove(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Drop the triggers, for a migration that goes back."""
    vendor = editor.connection.vendor
    for table in TABLES:
        for name in TRIGGERS[vendor]:
            on = f" ON {table}" if vendor == "postgresql" else ""
            editor.execute(f"DROP TRIGGER IF EXISTS {table}_{name}{on}", params=None)


def missing() -> list[str]:
    """Return the triggers that should be in the database and are not, or are switched off."""
    with connection.cursor() as cursor:
        cursor.execute(_LISTINGS[connection.vendor])
        there = {name for (name,) in cursor.fetchall()}
    expected = {f"{table}_{name}" for table in TABLES for name in TRIGGERS[connection.vendor]}
    return sorted(expected - there)
