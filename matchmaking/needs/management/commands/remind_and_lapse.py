"""Remind States of requests to confirm after a new report, and let lapse what was not."""

from typing import Any

from django.core.management.base import BaseCommand

from matchmaking.needs.renewal import services


class Command(BaseCommand):
    """Run by the calendar (celery beat or cron), once a day; twice does no harm."""

    help = "Remind States of requests to confirm after a new report, and let lapse what was not."

    def handle(self, *args: Any, **options: Any) -> None:
        """Remind, let lapse, and say how many."""
        reminded = services.send_reminders()
        lapsed = services.lapse_renewals()
        self.stdout.write(f"{reminded} reminders sent, {lapsed} requests lapsed.")
