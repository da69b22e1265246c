"""Write the IATI activities: manage.py export_iati --out activities.xml [--check]"""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from matchmaking.opendata import services
from matchmaking.opendata.iati.checking import faults_of


class Command(BaseCommand):
    """Write all activities that may be published into a file."""

    help = "Write the IATI 2.03 activities of funded projects and named agreements into a file."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file, and whether it is to be checked."""
        parser.add_argument("--out", required=True, type=Path, help="the file to write")
        parser.add_argument(
            "--check", action="store_true", help="check it by schema, code lists and rules"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file, and end with an error where it does not keep the standard."""
        path: Path = options["out"]
        with path.open("wb") as out:
            count = len(services.write_file(out))
        self.stdout.write(f"{count} activities, {path.stat().st_size:,} bytes: {path}")
        if options["check"]:
            self._check(path)

    def _check(self, path: Path) -> None:
        faults = faults_of(path, timezone.localdate())
        for fault in faults:
            self.stdout.write(str(fault))
        if any(fault.severity == "error" for fault in faults):
            raise CommandError("The file does not keep the standard.")
        self.stdout.write(f"The file keeps the standard; {len(faults)} warnings.")
