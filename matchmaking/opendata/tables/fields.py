"""A table and its fields, as the data dictionary and the file both read them."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise

from files.export import Column
from matchmaking.money import Money

Text = str | Promise
TEXT, NUMBER, INTEGER, DAY, FLAG = "string", "number", "integer", "date", "boolean"


@dataclass(frozen=True)
class Field:
    """One field: its name for programs, what it holds, and where the value is."""

    name: str
    words: Text
    value: Callable[[Any], Any]
    kind: str = TEXT

    @property
    def column(self) -> Column:
        """The field as a column of a file; programs read its name, so that is its heading."""
        return Column(self.name, self.name, lambda row: written(self.value(row)))


@dataclass(frozen=True)
class Table:
    """One table: what its rows are, and which field names a row."""

    name: str
    title: Text
    words: Text
    rows: Callable[[], Iterable[Any]]
    fields: tuple[Field, ...]
    key: tuple[str, ...]

    @property
    def columns(self) -> list[Column]:
        """The fields as columns of a file."""
        return [field.column for field in self.fields]


def written(value: Any) -> Any:
    """Return a value the same in every language: no thousands, no names of months."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, Decimal):
        return Decimal(f"{value.normalize():f}")
    return value


def units(money: Money | None) -> Decimal | None:
    """Return an amount in whole units of its currency; its currency stands in another field."""
    return money.amount if money else None


def codes(values: Iterable[Any]) -> str:
    """Return several codes in one field."""
    return ";".join(sorted(str(value) for value in values))
