"""Compare the figures with the records: what the nightly task puts right, told by hand."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from matchmaking.insights import services


class Command(BaseCommand):
    """Read every fact anew, and fail where one said something else than its record."""

    help = "Compare the facts behind the figures with the records; exit with 1 where they differ."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Let differences be put right."""
        parser.add_argument("--rebuild", action="store_true", help="put right what differs")

    def handle(self, *args: Any, **options: Any) -> None:
        """Name every difference."""
        found = services.rebuild() if options["rebuild"] else services.disagreements()
        for one in found:
            what = ", ".join(one.fields) or "missing or too much"
            self.stderr.write(f"{one.subject} {one.record_id}: {what}")
        if found and not options["rebuild"]:
            raise CommandError(f"{len(found)} facts differ from their records.")
        self.stdout.write("The figures agree with the records.")
