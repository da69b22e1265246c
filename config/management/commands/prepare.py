"""Bring an installation, new or old, to the state this version of the code expects."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from matchmaking.desk import services as desk
from matchmaking.insights import services as insights


class Command(BaseCommand):
    """Migrate, load the reference data, and set up the portal; safe to repeat."""

    help = "Migrate, load the reference data and set up the portal. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run each step; each says what it changed."""
        verbosity = options["verbosity"]
        call_command("migrate", verbosity=min(verbosity, 1), interactive=False)
        call_command("load_reference", verbosity=verbosity)
        call_command("prepare_site", verbosity=verbosity)
        # A new analyser or new terms of the thesaurus ask for a new generation of the index.
        call_command("reindex", stale=True, verbosity=verbosity)
        # What was published before there was a desk comes onto it; new reasons are weighed.
        desk.refresh_queue()
        # What was published before there were figures is counted in them.
        insights.rebuild()
