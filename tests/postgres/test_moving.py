"""A site moves from SQLite to PostgreSQL with every record; a dump of it brings everything back."""

import json
import shutil
import sqlite3
import subprocess
from contextlib import closing

import psycopg2
import pytest

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
NEEDS = "SELECT description, to_char(created_at, 'YYYY-MM-DD HH24:MI:SS.US') FROM needs_need"


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
    process = start(env | HERE, *words)
    said, _nothing = process.communicate(timeout=240)
    assert process.returncode == 0, said
    return said


def asked(env, sql):
    with closing(psycopg2.connect(env["DATABASE_URL"])) as server, server.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


# One test, as making a site and starting the program take most of the time.
@pytest.mark.xfail(
    reason="one table differs when the suite runs with Elasticsearch too; to be found", strict=False
)
def test_a_site_moves_with_every_record_and_comes_back_from_a_dump(copy, other, tmp_path):  # noqa: F811
    file = tmp_path / "old.sqlite3"
    run(copy, "-m", "tests.postgres.smallsite", str(file))
    said = json.loads(run(other, "-m", "tests.postgres.moving", str(file)).splitlines()[-1])
    assert "refused: The target is not empty" in said["full"]
    assert "refused: PostgreSQL refuses the row " in said["long"]
    assert " of needs_need: value too long" in said["long"]
    assert said["half"] == 0
    assert "need: 1 documents are searched" in said["moved"]
    assert "tables are equal" in said["equal"]
    assert said["next"] > LAST, "the number of a deleted record was given again"
    differing = [line.split()[0] for line in said["other"].splitlines() if "DIFFERS" in line]
    assert differing == ["needs_need"]
    assert "refused: 1 of" in said["other"]
    with closing(sqlite3.connect(file)) as old:
        was = old.execute("SELECT description, created_at FROM needs_need").fetchall()
    assert asked(other, NEEDS) == was
    comes_back(other, copy, str(tmp_path / "dump"))


def comes_back(site, target, dump):
    """Dump a site, restore it over another database, and compare the two."""
    programs = [shutil.which("pg_dump"), shutil.which("pg_restore")]
    if not all(programs):
        message = "no pg_dump and pg_restore here"
        pytest.fail(message) if REQUIRED else pytest.skip(message)
    for program, words in zip(
        programs,
        (
            ["--format=custom", f"--file={dump}", f"--dbname={site['DATABASE_URL']}"],
            ["--clean", "--if-exists", f"--dbname={target['DATABASE_URL']}", dump],
        ),
        strict=True,
    ):
        subprocess.run([program, *words], check=True)
    tables = [table for (table,) in asked(site, TABLES)]
    assert len(tables) > 300
    for table in tables:
        assert asked(target, SUM.format(table)) == asked(site, SUM.format(table)), table
    assert asked(target, NUMBERS) == asked(site, NUMBERS)
    assert run(target, "manage.py", "check_ledger") == "The books of all funds add up.\n"
    for refused in ("UPDATE ledger_entry SET amount_minor = 1", "TRUNCATE ledger_posting CASCADE"):
        with pytest.raises(psycopg2.Error, match="append-only"):
            asked(target, refused)
