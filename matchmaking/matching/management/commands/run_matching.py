"""Compare everything with everything."""

from typing import Any

from django.core.management.base import BaseCommand

from matchmaking.matching import services


class Command(BaseCommand):
    """Run the matcher over all published needs and offers: the nightly repair."""

    help = "Compare every published request with every published offer."

    def handle(self, *args: Any, **options: Any) -> None:
        """Match, and say how many pairs were compared."""
        self.stdout.write(f"{services.match_all()} pairs compared.")
