"""Load the reference data that ships with the product."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from matchmaking.vocabulary import services
from matchmaking.vocabulary.services.load import DATA


class Command(BaseCommand):
    """Load countries, bodies, embargoes, themes, kinds, terms and rates; safe to repeat."""

    help = (
        "Load the reference data, keeping what the secretariat edited. Says what was added, "
        "changed and retired; a broken row stops the load before anything is written."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take another folder of files."""
        parser.add_argument("--data", type=Path, default=DATA, help="folder of the CSV files")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and give the account."""
        try:
            reports = [services.load_reference(folder=options["data"]), *services.load_datasets()]
        except services.BrokenData as error:
            raise CommandError(f"Nothing was loaded.\n{error}") from error
        if options["verbosity"] > 0:
            self.stdout.write("\n".join(line for report in reports for line in report.lines()))
