import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from search.errors import SearchUnavailable
from search.models import Outbox
from search.sync import drain, lag, waiting


class Command(BaseCommand):
    """Index the changes that wait in the outbox."""

    help = "Index the changes that wait in the outbox, once or again and again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--every", type=float, metavar="SECONDS", help="go on for ever, with such pauses"
        )

    def handle(self, *, every: float | None, **options: Any) -> None:
        self._drain()
        while every is not None:
            time.sleep(every)
            self._drain()

    def _drain(self) -> None:
        waited = lag()
        try:
            if done := drain():
                self.stdout.write(f"{done} changes indexed; the oldest had waited {waited}")
        except SearchUnavailable as silence:
            self.stderr.write(f"{silence}. {waiting().count()} changes wait, the oldest {waited}")
        if failed := Outbox.objects.filter(has_failed=True).count():
            self.stderr.write(f"{failed} changes were given up; see their errors in the outbox")
