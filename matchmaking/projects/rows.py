"""The rows of a proposal as JSON can hold them, and back."""

import datetime
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from matchmaking.errors import DomainError
from matchmaking.projects.models import (
    Activity,
    Annex,
    BudgetLine,
    Milestone,
    Proposal,
    Result,
    ResultIndicator,
    Risk,
    Row,
)

Said = dict[str, Any]


class FaultyRows(DomainError):
    """Some rows cannot stand; `faults` says which field of which row, and why."""

    def __init__(self, name: str, faults: Mapping[int, Mapping[str, str]]) -> None:
        super().__init__(_("Some rows cannot stand as they are."), field=name)
        self.faults = faults


@dataclass(frozen=True)
class RowKind:
    """What one kind of row holds. Other rows are named by their key."""

    name: str
    model: type[Row]
    fields: tuple[str, ...]
    refs: Mapping[str, str] = field(default_factory=dict)  # column: kind of row it names
    ids: tuple[str, ...] = ()  # columns that name a row of another slice
    needs: tuple[str, ...] = ()  # a row without these is no row
    also: Callable[[Any], Said] = lambda row: {}  # told of a row, never written into it


ROWS: tuple[RowKind, ...] = (
    RowKind(
        "results",
        Result,
        ("level", "statement", "assumptions"),
        refs={"parent": "results"},
    ),
    RowKind(
        "indicators",
        ResultIndicator,
        (
            "title",
            "unit",
            "baseline",
            "baseline_on",
            "target",
            "due_on",
            "verification",
            "disaggregation",
        ),
        refs={"result": "results"},
        ids=("indicator",),
        needs=("result",),
    ),
    RowKind(
        "milestones",
        Milestone,
        ("due_on", "value", "words"),
        refs={"indicator": "indicators"},
        needs=("indicator",),
    ),
    RowKind(
        "activities",
        Activity,
        ("title", "description", "starts_month", "months", "responsible"),
        refs={"output": "results"},
    ),
    RowKind(
        "budget",
        BudgetLine,
        (
            "category",
            "description",
            "unit",
            "quantity",
            "unit_cost_minor",
            "cofinancing_minor",
            "cofinancer",
        ),
        refs={"output": "results", "activity": "activities"},
    ),
    RowKind("risks", Risk, ("description", "likelihood", "impact", "mitigation", "owner")),
    RowKind(
        "annexes",
        Annex,
        ("kind", "title"),
        ids=("attachment",),
        needs=("attachment",),
        also=lambda row: {
            "file": row.attachment.original_name,
            "sha256": row.attachment.sha256,
        },
    ),
)
KINDS = {kind.name: kind for kind in ROWS}


def new_key() -> str:
    """Return a key for a new row."""
    return secrets.token_hex(4)


def read_rows(proposal: Proposal) -> dict[str, list[Said]]:
    """Return all rows of a proposal in their order, one query for each kind."""
    found = {kind.name: _rows_of(kind, proposal) for kind in ROWS}
    keys = {name: {row.pk: row.key for row in rows} for name, rows in found.items()}
    return {kind.name: [_said(kind, row, keys) for row in found[kind.name]] for kind in ROWS}


def _rows_of(kind: RowKind, proposal: Proposal) -> list[Any]:
    rows: Any = kind.model._default_manager.filter(proposal=proposal).order_by("position", "pk")
    if kind.model is Annex:  # replaced and withdrawn ones stay on record, and say nothing
        rows = rows.filter(replaced_by=None, withdrawn_at=None).select_related("attachment")
    return list(rows)


def write_rows(proposal: Proposal, name: str, rows: Iterable[Said]) -> None:
    """Make the rows of one kind be what is said: known keys change, others come, the rest goes."""
    kind = KINDS[name]
    known = {row.key: row for row in kind.model._default_manager.filter(proposal=proposal)}
    refs = {ref: _pks(proposal, target) for ref, target in kind.refs.items() if target != name}
    kept = _standing(kind, rows, refs)
    written = [known.get(said["key"]) or kind.model(proposal=proposal) for said in kept]
    faults = {
        at: found for at, row in enumerate(written) if (found := _fill(kind, row, kept[at], refs))
    }
    if faults:
        raise FaultyRows(name, faults)
    keys = {said["key"] for said in kept}
    kind.model._default_manager.filter(
        pk__in=[r.pk for k, r in known.items() if k not in keys]
    ).delete()
    for position, row in enumerate(written):
        row.position = position
        row.save()
    _write_own_refs(kind, proposal, kept, written)


def tidy_rows(name: str, rows: Iterable[Said]) -> list[Said]:
    """Return rows as they would be read once written: complete, with equal figures alike."""
    return [tidy_row(KINDS[name], row) for row in rows]


def tidy_row(kind: RowKind, said: Said) -> Said:
    """Return one row as it would be read; what cannot be read as it should stays as it was said."""
    columns = {name: kind.model._meta.get_field(name) for name in kind.fields}
    return {
        "key": said.get("key") or new_key(),
        **{name: _tidy(column, said.get(name)) for name, column in columns.items()},
        **{name: said.get(name) or None for name in (*kind.ids, *kind.refs)},
    }


def _tidy(column: Any, value: Any) -> Any:
    given = _given(column, value)
    try:
        return plain(column.to_python(given))
    except ValidationError:
        return given


def _standing(
    kind: RowKind, rows: Iterable[Said], refs: Mapping[str, Mapping[str, int]]
) -> list[Said]:
    """Return the rows that name what they cannot do without, each with a key."""
    return [
        {**said, "key": said.get("key") or new_key()}
        for said in rows
        if all(said.get(need) in refs.get(need, {said.get(need)}) for need in kind.needs)
        and all(said.get(need) for need in kind.needs)
    ]


def _fill(
    kind: RowKind, row: Row, said: Said, refs: Mapping[str, Mapping[str, int]]
) -> dict[str, str]:
    """Put what is said into a row; return what is wrong with it, by field."""
    row.key = said["key"]
    faults = {}
    for name in kind.fields:
        column = row._meta.get_field(name)
        try:
            setattr(row, name, column.clean(_given(column, said.get(name)), row))  # type: ignore[union-attr]
        except ValidationError as error:
            faults[name] = " ".join(error.messages)
    for name in kind.ids:
        setattr(row, f"{name}_id", said.get(name) or None)
    for name, pks in refs.items():
        setattr(row, f"{name}_id", pks.get(said.get(name) or ""))
    return faults


def _given(column: Any, value: Any) -> Any:
    """Return a value as the column takes it: nothing said is the default."""
    if isinstance(value, str):
        value = value.replace("\r\n", "\n").strip()
    if value in (None, ""):
        return None if column.null else column.get_default()
    return value


def _write_own_refs(
    kind: RowKind, proposal: Proposal, kept: list[Said], written: list[Row]
) -> None:
    """Let rows name others of their own kind, now that all of them are there."""
    for name in (ref for ref, target in kind.refs.items() if target == kind.name):
        pks = {row.key: row.pk for row in written}
        for said, row in zip(kept, written, strict=True):
            pk = pks.get(said.get(name) or "")
            if getattr(row, f"{name}_id") != pk:
                setattr(row, f"{name}_id", pk)
                row.save(update_fields=[f"{name}_id"])


def _pks(proposal: Proposal, name: str) -> dict[str, int]:
    rows = KINDS[name].model._default_manager.filter(proposal=proposal)
    return dict(rows.values_list("key", "pk"))


def _said(kind: RowKind, row: Row, keys: Mapping[str, Mapping[int, str]]) -> Said:
    return {
        "key": row.key,
        **{name: plain(getattr(row, name)) for name in kind.fields},
        **{name: getattr(row, f"{name}_id") for name in kind.ids},
        **{ref: keys[target].get(getattr(row, f"{ref}_id")) for ref, target in kind.refs.items()},
        **kind.also(row),
    }


def plain(value: Any) -> Any:
    """Return a value as JSON holds it; equal figures read alike."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}" if value else "0"
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value
