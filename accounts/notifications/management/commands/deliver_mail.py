"""The outbox by hand, and how it stands."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db.models import Count

from accounts.notifications import delivery
from accounts.notifications.choices import EmailState
from accounts.notifications.models import Email


class Command(BaseCommand):
    """Send what is due, and say how many letters are in which state."""

    help = "Send the letters that are due, and say how many are in which state."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whether to send anew what may or may not have arrived."""
        parser.add_argument(
            "--again",
            action="store_true",
            help="also send what was handed over without an answer; it may arrive twice",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it."""
        if options["again"]:
            Email.objects.filter(state=EmailState.UNSURE).update(state=EmailState.WAITING)
        self.stdout.write(f"delivered now: {delivery.deliver()}")
        for state, count in Email.objects.values_list("state").annotate(Count("pk")).order_by():
            self.stdout.write(f"{state}: {count}")
