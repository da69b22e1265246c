"""What is refused before a site is moved; the move itself is tried in tests/postgres."""

import sqlite3
from contextlib import closing

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from config.moving import CannotMove
from config.moving.copying import refuse_what_cannot_be_moved
from config.moving.files import copy_files
from config.moving.tables import database_at, refuse_other_versions

pytestmark = pytest.mark.django_db


@pytest.fixture
def old(tmp_path):
    """Make a file that has seen all migrations but the last of requests."""
    path = tmp_path / "old site.sqlite3"
    seen = [leaf for leaf in MigrationLoader(None).graph.leaf_nodes() if leaf[0] != "needs"]
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("CREATE TABLE django_migrations (app, name)")
        file.executemany("INSERT INTO django_migrations VALUES (?, ?)", seen)
    return path


def test_a_site_of_another_version_is_neither_moved_nor_compared(old):
    source = database_at(f"sqlite:///{old}")
    refuse_other_versions(connection)
    for refuse in (refuse_other_versions, lambda one: refuse_what_cannot_be_moved(one, connection)):
        with pytest.raises(CannotMove, match=r"old%20site.* \(needs\.\d{4}_"):
            refuse(source)
    source.close()


def test_a_database_without_tables_is_of_no_version(tmp_path):
    (tmp_path / "empty.sqlite3").touch()
    with pytest.raises(CannotMove, match="has not seen all migrations"):
        refuse_other_versions(database_at(f"sqlite:///{tmp_path}/empty.sqlite3"))


def test_the_commands_say_what_is_wrong(tmp_path):
    with pytest.raises(CommandError, match="There is no database at"):
        call_command("compare_databases", "--from", f"sqlite:///{tmp_path}/none.sqlite3")
    if connection.vendor == "sqlite":
        with pytest.raises(CommandError, match="to the PostgreSQL of DATABASE_URL"):
            call_command("move_database", "--from", f"sqlite:///{tmp_path}/none.sqlite3")


def test_files_are_copied_once_and_never_over_others(tmp_path, settings):
    settings.PRIVATE_ROOT, settings.MEDIA_ROOT = tmp_path / "new", tmp_path / "media"
    attachment = tmp_path / "old" / "private" / "reports" / "a.pdf"
    attachment.parent.mkdir(parents=True)
    attachment.write_bytes(b"1234")
    assert copy_files(tmp_path / "old") == copy_files(tmp_path / "old") == (1, 4)
    copied = tmp_path / "new" / "reports" / "a.pdf"
    assert copied.read_bytes() == b"1234"
    copied.write_bytes(b"5678")
    with pytest.raises(CannotMove, match="neither was changed"):
        copy_files(tmp_path / "old")
    assert copied.read_bytes() == b"5678"
