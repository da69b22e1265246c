"""Set up the portal on a new installation."""

from typing import Any

from django.core.management.base import BaseCommand

from cms import services


class Command(BaseCommand):
    """Make the home page, the first articles and the rights of the secretariat."""

    help = "Make the pages and rights that are missing; what editors changed stays. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, and give the account."""
        done = services.prepare_site()
        if options["verbosity"] > 0:
            self.stdout.write("\n".join(done) or "The site is set up already.")
