"""Moves a file of SQLite into the database of DATABASE_URL, at last; prints what came of it.

python -m tests.postgres.moving <file>
"""

import io
import json
import sqlite3
import sys
from contextlib import closing

import django

django.setup()

from django.core.management import CommandError, call_command  # noqa: E402
from django.db import connection  # noqa: E402

from config.moving.tables import FILLED_BY_MIGRATIONS  # noqa: E402
from matchmaking.needs.models import Need  # noqa: E402

TITLE = "Ärger mit 枪支 – «учёт»"
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"


def main(path):
    said = {"full": told("move_database", path)}
    empty()
    change(path, "UPDATE needs_need SET title = printf('%.*c', 300, 'x')")
    said["long"] = told("move_database", path)
    said["half"] = Need.objects.count()
    change(path, f"UPDATE needs_need SET title = '{TITLE}'")
    said["moved"] = told("move_database", path)
    said["equal"] = told("compare_databases", path)
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('search_outbox_id_seq')")
        said["next"] = cursor.fetchone()[0]
    change(path, "UPDATE needs_need SET place = 'Elsewhere'")
    said["other"] = told("compare_databases", path)
    print(json.dumps(said))  # noqa: T201


def told(command, path):
    out = io.StringIO()
    try:
        call_command(command, "--from", f"sqlite:///{path}", stdout=out)
    except CommandError as error:
        out.write(f"refused: {error}")
    return out.getvalue()


def empty():
    """Leave what `migrate` writes, and nothing else."""
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        tables = {table for (table,) in cursor.fetchall()}
        cursor.execute("BEGIN")
        for table in tables - FILLED_BY_MIGRATIONS - {"django_migrations"}:
            cursor.execute(f"DELETE FROM {table}")
        cursor.execute("COMMIT")


def change(path, sql):
    with closing(sqlite3.connect(path)) as file, file:
        file.execute(sql)


if __name__ == "__main__":
    main(sys.argv[1])
