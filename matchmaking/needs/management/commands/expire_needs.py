"""Close the assistance requests whose window is over."""

from typing import Any

from django.core.management.base import BaseCommand

from matchmaking.needs import services


class Command(BaseCommand):
    """Run by the calendar (celery beat or cron), once a day."""

    help = "Close the assistance requests whose window is over."

    def handle(self, *args: Any, **options: Any) -> None:
        """Expire them and say how many there were."""
        self.stdout.write(f"{services.expire_needs()} requests expired.")
