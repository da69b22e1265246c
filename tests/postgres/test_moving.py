"""A site moves from SQLite to PostgreSQL with every record; a dump of it brings everything back."""

import shutil
import sqlite3
import subprocess
from contextlib import closing

import psycopg2
import pytest

from config.moving.tables import FILLED_BY_MIGRATIONS
from matchmaking.vocabulary.models import Kind
from tests.copies import IS_SQLITE, copy, start  # noqa: F401 (a fixture)
from tests.postgres import HERE, LAST
from tests.services import REQUIRED

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(IS_SQLITE, reason="moves to PostgreSQL"),
]
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
SUM = "SELECT count(*), coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) FROM {} AS t"
NUMBERS = "SELECT sequencename, last_value FROM pg_sequences ORDER BY 1"


@pytest.mark.django_db
def test_what_is_copied_holds_the_reference_data():
    # It also makes sure that there is a test database where this file runs alone.
    assert Kind.objects.filter(pk="EQP.MARK").exists()


@pytest.fixture
def other(copy):  # noqa: F811
    """Make a second copy beside the first, and give its environment."""
    server, _slash, name = copy["DATABASE_URL"].rpartition("/")
    with closing(psycopg2.connect(f"{server}/postgres")) as connection:
        connection.autocommit = True
        connection.cursor().execute(f"CREATE DATABASE {name}_other TEMPLATE {name}")
        yield copy | {"DATABASE_URL": f"{server}/{name}_other"}
        connection.cursor().execute(f"DROP DATABASE {name}_other WITH (FORCE)")


def run(env, *words):
    """Run Python and return whether it went well and what it said."""
    process = start(env | HERE, *words)
    said, _nothing = process.communicate(timeout=240)
    return process.returncode == 0, said


def manage(env, *words):
    return run(env, "manage.py", *words)


def asked(env, sql, *values):
    with closing(psycopg2.connect(env["DATABASE_URL"])) as server, server.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def empty(env):
    """Leave what `migrate` writes, and nothing else."""
    with (
        closing(psycopg2.connect(env["DATABASE_URL"])) as server,
        server,
        server.cursor() as cursor,
    ):
        cursor.execute(TABLES)
        for (table,) in cursor.fetchall():
            if table not in FILLED_BY_MIGRATIONS | {"django_migrations"}:
                cursor.execute(f"DELETE FROM {table}")


def test_every_record_moves_once_and_numbers_go_on(copy, other, tmp_path):  # noqa: F811
    file = tmp_path / "old.sqlite3"
    source = f"--from=sqlite:///{file}"
    went_well, _said = run(copy, "-m", "tests.postgres.smallsite", str(file))
    assert went_well
    went_well, _said = manage(other, "move_database", source)
    assert not went_well, "the target holds records, and they would have been lost"
    empty(other)
    broken(file, "UPDATE needs_need SET title = printf('%.*c', 300, 'x')")
    went_well, _said = manage(other, "move_database", source)
    assert not went_well, "PostgreSQL takes no longer title"
    assert asked(other, "SELECT count(*) FROM needs_need") == [(0,)], "half was moved"
    broken(file, "UPDATE needs_need SET title = 'Ärger mit 枪支 – «учёт»'")
    went_well, said = manage(other, "move_database", source)
    assert went_well, said
    assert "need: 1 documents are searched" in said
    went_well, said = manage(other, "compare_databases", source)
    assert went_well, said
    assert "tables are equal" in said
    with closing(sqlite3.connect(file)) as old:
        was = old.execute("SELECT title, description, created_at FROM needs_need").fetchall()
    now = (
        "SELECT title, description, to_char(created_at, 'YYYY-MM-DD HH24:MI:SS.US') FROM needs_need"
    )
    assert asked(other, now) == was
    assert asked(other, "SELECT nextval('search_outbox_id_seq')")[0][0] > LAST
    broken(file, "UPDATE needs_need SET place = 'Elsewhere'")
    went_well, said = manage(other, "compare_databases", source)
    assert not went_well
    assert [line.split()[0] for line in said.splitlines() if "DIFFERS" in line] == ["needs_need"]


def broken(file, sql):
    with closing(sqlite3.connect(file)) as old, old:
        old.execute(sql)


@pytest.fixture
def programs():
    """Find the programs of PostgreSQL that dump and restore."""
    found = {name: shutil.which(name) for name in ("pg_dump", "pg_restore")}
    if not all(found.values()):
        message = f"no {' and '.join(found)} here"
        pytest.fail(message) if REQUIRED else pytest.skip(message)
    return found


def test_a_dump_brings_everything_back_with_triggers_and_numbers(copy, other, programs, tmp_path):  # noqa: F811
    assert run(copy, "-m", "tests.postgres.smallsite")[0]
    dump = str(tmp_path / "dump")
    source, target = copy["DATABASE_URL"], other["DATABASE_URL"]
    subprocess.run(
        [programs["pg_dump"], "--format=custom", f"--file={dump}", f"--dbname={source}"], check=True
    )
    subprocess.run(
        [
            programs["pg_restore"],
            "--clean",
            "--if-exists",
            "--exit-on-error",
            f"--dbname={target}",
            dump,
        ],
        check=True,
    )
    tables = [table for (table,) in asked(copy, TABLES)]
    assert len(tables) > 300
    assert sums(copy, tables) == sums(other, tables)
    assert asked(copy, NUMBERS) == asked(other, NUMBERS)
    assert manage(other, "check_ledger") == (True, "The books of all funds add up.\n")
    for refused in ("UPDATE ledger_entry SET amount_minor = 1", "TRUNCATE ledger_posting CASCADE"):
        with pytest.raises(psycopg2.Error, match="append-only"):
            asked(other, refused)


def sums(env, tables):
    return {table: asked(env, SUM.format(table))[0] for table in tables}
