"""Let the checks whose last day is over run out, and look at every open pair again."""

from typing import Any

from django.core.management.base import BaseCommand

from matchmaking.clearance.services import keeping


class Command(BaseCommand):
    """Run by the calendar (celery beat or cron), once a day."""

    help = "Let the checks whose last day is over run out."

    def handle(self, *args: Any, **options: Any) -> None:
        """End them and say how many pairs it concerned."""
        self.stdout.write(f"{keeping.end_overdue_checks()} pairs with checks that ran out.")
