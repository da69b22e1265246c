"""Whether two databases hold the same: the count and a checksum of the rows of every table.

Databases write the same value in different ways and sort in different orders, so each row is
brought into one form, and the sum of the rows' hashes knows no order.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field

from config.moving.tables import Rows, Table

WIDTH = 128
SHOWN = 12


class Sum(NamedTuple):
    """How many rows a table has, and what they come to."""

    rows: int
    digest: str

    def __str__(self) -> str:
        return f"{self.rows:>9} {self.digest[:SHOWN]}"


class Difference(NamedTuple):
    """A table and what the two databases say of it."""

    table: Table
    left: Sum
    right: Sum

    @property
    def is_equal(self) -> bool:
        """Say whether both hold the same rows."""
        return self.left == self.right


class Summing:
    """A sum that grows with every part that is read."""

    def __init__(self, table: Table) -> None:
        self._plain = [_plain(field) for field in table.fields]
        self._rows = self._total = 0

    def add(self, rows: Rows) -> None:
        """Count these rows in."""
        for row in rows:
            words = [to(value) for to, value in zip(self._plain, row, strict=True)]
            digest = hashlib.sha256(repr(words).encode()).digest()
            self._total += int.from_bytes(digest[: WIDTH // 8], "big")
        self._rows += len(rows)

    def result(self) -> Sum:
        """Return what it comes to."""
        return Sum(self._rows, f"{self._total % 2**WIDTH:0{WIDTH // 4}x}")


def sum_of(table: Table, connection: BaseDatabaseWrapper) -> Sum:
    """Read a table and sum it up."""
    return summed(table, table.rows(connection))


def summed(table: Table, parts: Iterable[Rows]) -> Sum:
    """Sum up the rows of a table."""
    summing = Summing(table)
    for rows in parts:
        summing.add(rows)
    return summing.result()


def compare(
    tables: Sequence[Table], left: BaseDatabaseWrapper, right: BaseDatabaseWrapper
) -> Iterator[Difference]:
    """Yield what two databases say of each table."""
    for table in tables:
        yield Difference(table, sum_of(table, left), sum_of(table, right))


def _plain(field: Field[Any, Any]) -> Callable[[Any], str | None]:
    """Return what brings the values of a column into the one form."""
    internal = getattr(field, "target_field", field).get_internal_type()
    to = {"JSONField": _json, "DecimalField": _number, "FloatField": _float}.get(internal, _word)
    return lambda value: None if value is None else to(value)


def _word(value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return str(value)


def _number(value: Any) -> str:
    return format(Decimal(value).normalize(), "f")


def _float(value: Any) -> str:
    return repr(float(value))


def _json(value: str) -> str:
    """Sort keys, and write 1.0, 1.00 and 1 alike, as PostgreSQL may."""
    read = json.loads(value, parse_float=_number, parse_int=_number)
    return json.dumps(read, sort_keys=True)
