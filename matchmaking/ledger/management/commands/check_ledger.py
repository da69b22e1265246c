"""Add up the books of every fund again: what the nightly task does, by hand."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from matchmaking.ledger.services.checking import check_books


class Command(BaseCommand):
    """Compare the books with their entries, and fail where they differ."""

    help = "Recompute every balance from the entries; tell, and exit with 1, where they differ."

    def handle(self, *args: Any, **options: Any) -> None:
        """Check, and name every fault."""
        found = check_books()
        for fund, faults in found.items():
            for fault in faults:
                self.stderr.write(f"{fund}: {fault}")
        if found:
            raise CommandError(f"The books of {len(found)} funds do not add up.")
        self.stdout.write("The books of all funds add up.")
