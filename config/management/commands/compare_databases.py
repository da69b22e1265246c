"""Do two databases hold the same?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from config.moving import CannotMove
from config.moving.comparing import compare
from config.moving.tables import INDEX, all_tables, database_at, refuse_other_versions


class Command(BaseCommand):
    """Print the count and the checksum of every table of two databases; fail on a difference."""

    help = "Compare every table of two databases by count and checksum; exit 1 on a difference."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the two."""
        parser.add_argument("--from", dest="left", required=True, metavar="URL")
        parser.add_argument("--to", dest="right", metavar="URL", help="default: DATABASE_URL")

    def handle(self, *, left: str, right: str | None, **_: Any) -> None:
        """Print a line for each table that has rows, and a sum."""
        try:
            old, new = database_at(left), database_at(right) if right else connection
            refuse_other_versions(old, new)
        except CannotMove as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{'table':<50} {'from: rows, checksum':>22}   {'to: rows, checksum':>22}"
        )
        tables, rows, differing = all_tables(), 0, 0
        for found in compare(tables, old, new):
            rows += found.left.rows
            differing += not found.is_equal
            if found.left.rows or found.right.rows:
                sign = "=" if found.is_equal else "DIFFERS"
                self.stdout.write(f"{found.table.name:<50} {found.left} {sign} {found.right}")
        old.close()
        self.stdout.write(f"Not compared, as each builds its own: {', '.join(sorted(INDEX))}")
        if differing:
            raise CommandError(f"{differing} of {len(tables)} tables differ.")
        self.stdout.write(f"All {len(tables)} tables are equal: {rows} rows.")
