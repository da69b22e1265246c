"""What a record says, in values that JSON can hold, and the same in words."""

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from matchmaking.audit import Changes
from matchmaking.money import Money
from matchmaking.writing.models import Record
from matchmaking.writing.records import LINES, RecordKind

Contents = dict[str, Any]
AMOUNT = "_minor"
# That a secret changed is on record; what it says stays out of the trail.
MASK = "•••"
YES_NO = {True: _("yes"), False: _("no")}


def contents(kind: RecordKind[Any], record: Record) -> Contents:
    """Return all that is written in `record`: codes, smallest units, lines as rows."""
    said = {name: _plain(getattr(record, name)) for name in kind.plain_fields}
    said |= {
        name: sorted(row.pk for row in getattr(record, name).all()) for name in kind.link_fields
    }
    said |= {name: rows.read(record) for name, rows in kind.rows.items()}
    said[LINES] = [_row(kind, line) for line in record.lines.order_by("position", "pk")]
    return said


def fields_of(kind: RecordKind[Any], said: Contents) -> tuple[Contents, list[Any]]:
    """Return contents as the services take them: the fields, and the lines."""
    fields = {
        name: _typed(kind.model, name, said[name]) for name in kind.plain_fields if name in said
    }
    fields |= {name: said[name] for name in (*kind.link_fields, *kind.rows) if name in said}
    return fields, [_line(kind, row) for row in said[LINES]]


def said_with(
    kind: RecordKind[Any], said: Contents, fields: Mapping[str, Any], lines: Any
) -> Contents:
    """Return contents in which `fields` and `lines` (None: as they were) stand instead."""
    plain = {name: _plain(value) for name, value in fields.items()}
    plain |= {name: sorted(map(_code, fields[name])) for name in fields if name in kind.link_fields}
    rows = said[LINES] if lines is None else [_row(kind, line) for line in lines]
    return {**said, **plain, LINES: rows}


def trail(kind: RecordKind[Any], said: Contents) -> Contents:
    """Return contents as the audit trail keeps them: amounts with their currency, lines as text."""
    kept = {
        name: _money(value, said) if name.endswith(AMOUNT) else value
        for name, value in said.items()
    }
    kept |= {name: list(map(rows.text, said.get(name, ()))) for name, rows in kind.rows.items()}
    kept[LINES] = [line_text(kind, row, said) for row in said[LINES]]
    return kept


def differences(kind: RecordKind[Any], before: Contents, after: Contents) -> Changes:
    """Return the fields that differ, with both values for the trail; secrets masked."""
    old, new = trail(kind, before), trail(kind, after)
    return {
        name: (MASK, MASK) if name in kind.secret_fields else (old[name], new[name])
        for name in old
        if old[name] != new[name]
    }


def line_text(kind: RecordKind[Any], row: Mapping[str, Any], said: Contents) -> str:
    """Return a line as one text: code, description, quantity, unit and amount."""
    amount = _money(row[kind.amount + AMOUNT], said)
    parts = [row["kind_id"], row["description"], row[kind.quantity] or "", row["unit"], amount]
    return " | ".join(part.replace("|", "/") for part in parts)


def in_words(kind: RecordKind[Any], said: Contents) -> dict[str, str]:
    """Return contents in the reader's words, field by field."""
    return {name: words_of(kind, name, value) for name, value in trail(kind, said).items()}


def words_of(kind: RecordKind[Any], name: str, value: Any) -> str:
    """Return what the trail keeps of a field in words its reader understands."""
    if value in (None, "", []):
        return ""
    if isinstance(value, bool):
        return str(YES_NO[value])
    names = kind.code_names(name)
    values = value if isinstance(value, list) else [value]
    return "; ".join(_named(str(item), names) for item in values)


def _named(item: str, names: Mapping[Any, Any]) -> str:
    """Name a code; a line reads "Marking machines, 2, item"."""
    if " | " not in item:
        return str(names.get(item, item))
    code, *rest = item.split(" | ")
    return ", ".join([str(names.get(code, code)), *(part for part in rest if part)])


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _code(row: Any) -> Any:
    return row.pk if isinstance(row, models.Model) else row


def _typed(model: type[models.Model], name: str, value: Any) -> Any:
    is_day = isinstance(model._meta.get_field(name), models.DateField)
    return datetime.date.fromisoformat(value) if is_day and value else value


def _row(kind: RecordKind[Any], line: Any) -> dict[str, Any]:
    quantity = getattr(line, kind.quantity)
    return {
        "pk": line.pk,
        "kind_id": line.kind_id,
        "description": line.description,
        kind.quantity: None if quantity is None else f"{quantity.normalize():f}",
        "unit": line.unit,
        kind.amount + AMOUNT: getattr(line, kind.amount + AMOUNT),
    }


def _line(kind: RecordKind[Any], row: Mapping[str, Any]) -> Any:
    quantity = row[kind.quantity]
    return kind.line(**{**row, kind.quantity: None if quantity is None else Decimal(quantity)})


def _money(minor: int | None, said: Contents) -> str:
    if minor is None or not said["currency"]:
        return ""
    money = Money(minor, said["currency"])
    return f"{money.currency} {money.amount.normalize():f}"
