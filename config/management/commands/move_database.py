"""From a site on SQLite to one on PostgreSQL, with every record."""

import time
from contextlib import closing
from pathlib import Path
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from config.moving import CannotMove
from config.moving.copying import copy_everything, refuse_what_cannot_be_moved
from config.moving.files import copy_files
from config.moving.tables import database_at
from matchmaking.ledger import triggers


class Command(BaseCommand):
    """Copy everything from a file of SQLite into the empty PostgreSQL of DATABASE_URL."""

    help = (
        "Copy every record from a file of SQLite into the database of DATABASE_URL, in one "
        "transaction, compare the two, and build the search index. Stop the old site first."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the source, and what else to bring along."""
        parser.add_argument("--from", dest="source", required=True, metavar="sqlite:///PATH")
        parser.add_argument(
            "--files-from", type=Path, metavar="DATA_DIR", help="copy its files into this DATA_DIR"
        )
        parser.add_argument(
            "--no-index", action="store_true", help="leave `reindex` and `update_index` to you"
        )

    def handle(self, *, source: str, files_from: Path | None, no_index: bool, **_: Any) -> None:
        """Migrate, copy, compare, and build the index."""
        if connection.vendor != "postgresql" or not source.startswith("sqlite:"):
            raise CommandError("Moves from sqlite:///PATH to the PostgreSQL of DATABASE_URL.")
        began = time.monotonic()
        try:
            with closing(database_at(source)) as old:
                self._create_tables()
                self._move(old)
            if files_from:
                files, size = copy_files(files_from)
                self.stdout.write(f"{files} files, {size / 1e6:.1f} MB, compared byte by byte")
        except CannotMove as error:
            raise CommandError(str(error)) from error
        if not no_index:
            self._index()
        self.stdout.write(f"Moved in {time.monotonic() - began:.0f} s.")

    def _create_tables(self) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Creating the tables ...")
            call_command("migrate", verbosity=0, interactive=False)

    def _move(self, old: BaseDatabaseWrapper) -> None:
        with transaction.atomic(), old.cursor() as cursor:
            cursor.execute("BEGIN")  # one view of the source, whatever is written there meanwhile
            refuse_what_cannot_be_moved(old, connection)
            copy_everything(old, connection, self.stdout.write)
            if triggers.missing():
                raise CannotMove("The triggers of the ledger are missing; see docs/ledger.md.")
        # What this process and others remember of the rows that were there before.
        ContentType.objects.clear_cache()
        cache.clear()

    def _index(self) -> None:
        self.stdout.write("Building the index ...")
        call_command("reindex", stdout=self.stdout)
        call_command("update_index", verbosity=0)
