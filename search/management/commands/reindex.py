from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.documents import registered_types
from search.errors import SearchUnavailable, WriteRefused
from search.reindex import IndexMismatch, reindex, stale_types


class Command(BaseCommand):
    """Build the search index anew; the old one is searched until the new one is complete."""

    help = "Build the search index anew, beside the one in use, and swap them once verified."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("types", nargs="*", help="types of records; all, if none is given")
        parser.add_argument(
            "--stale",
            action="store_true",
            help="only types whose index is missing or made by other rules or another engine",
        )

    def handle(self, *, types: list[str], stale: bool, verbosity: int, **options: Any) -> None:
        known = registered_types()
        if unknown := set(types) - set(known):
            raise CommandError(f"Unknown: {', '.join(sorted(unknown))}. Known: {', '.join(known)}")
        wanted = types or known
        if stale:
            wanted = [type for type in stale_types() if type in wanted]
        for type in wanted:
            self._reindex(type, verbosity)

    def _reindex(self, type: str, verbosity: int) -> None:
        try:
            generation = reindex(type, self.stdout.write if verbosity > 1 else lambda line: None)
        except (IndexMismatch, SearchUnavailable, WriteRefused) as trouble:
            raise CommandError(f"{type}: {trouble}. The old index stays in use.") from trouble
        count = generation.documents.filter(is_deleted=False).count()
        self.stdout.write(f"{type}: {count} documents are searched")
