"""Reading many rows a hundred at a time."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

CHUNK = 100


def in_chunks(rows: QuerySet[Any], size: int = CHUNK) -> Iterator[list[Any]]:
    """Yield the rows in the order of their keys; what is prefetched comes with each part.

    A cursor that stays open would hold up writers on SQLite.
    """
    last = 0
    while part := list(rows.filter(pk__gt=last).order_by("pk")[:size]):
        last = part[-1].pk
        yield part
