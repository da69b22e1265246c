"""The calendar by hand."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from accounts.notifications.choices import DIGESTS, Frequency
from matchmaking.following import alerting


class Command(BaseCommand):
    """Tell followers what is new."""

    help = "Send the alerts of the searches that are followed that often."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take which."""
        choices = [str(frequency) for frequency in (Frequency.AT_ONCE, *DIGESTS)]
        parser.add_argument("frequency", choices=choices)

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it."""
        self.stdout.write(f"alerts sent: {alerting.send_alerts(options['frequency'])}")
