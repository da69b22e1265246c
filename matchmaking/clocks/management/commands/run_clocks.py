"""Read the clocks as of a day: what the nightly task does, by hand."""

import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from matchmaking.clocks import services


class Command(BaseCommand):
    """Take every step that is due, today or on another day."""

    help = "Read all clocks, remind and escalate, and ask owners to confirm."

    def add_arguments(self, parser: CommandParser) -> None:
        """Let the day be named, to see what would happen then."""
        parser.add_argument("--today", type=datetime.date.fromisoformat, default=None)

    def handle(self, *args: Any, today: datetime.date | None, **options: Any) -> None:
        """Run, and say how many messages were written."""
        told = services.run_clocks(today=today)
        asked = services.ask_to_confirm(today=today)
        self.stdout.write(f"{told} messages about clocks, {asked} to owners.")
