"""The calendar by hand."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from accounts.notifications.choices import DIGESTS
from accounts.notifications.digests import send_digests


class Command(BaseCommand):
    """Write the digests of the day or the week."""

    help = "Write the digests of the day or the week to those who wish them."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take which."""
        parser.add_argument("frequency", choices=[str(frequency) for frequency in DIGESTS])

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it."""
        self.stdout.write(f"digests written: {send_digests(options['frequency'])}")
