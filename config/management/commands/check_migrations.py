"""Can the version that serves go on while the next one is started?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.releasing.checking import faults_of, last_release, plan
from config.releasing.checking import ship as write_down


class Command(BaseCommand):
    """Refuse migrations that the last release would not survive."""

    help = "Refuse migrations, newer than the last release, that it would not survive."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the version that is released now, if one is."""
        parser.add_argument("--ship", metavar="VERSION", help="write down what a release ships")

    def handle(self, *, ship: str | None, **_: Any) -> None:
        """Name every fault."""
        release = last_release()
        faults = faults_of(plan(), release)
        for fault in faults:
            self.stderr.write(str(fault))
        if faults:
            raise CommandError(
                f"Version {release.version} would not survive {len(faults)} operations while this "
                "one is started. How to do it in steps: docs/postgresql.md."
            )
        if ship:
            self.stdout.write(f"Version {ship} ships {write_down(ship)} migrations.")
        else:
            self.stdout.write(f"Version {release.version} survives all migrations after it.")
