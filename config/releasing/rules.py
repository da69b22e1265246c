"""Which operations of a migration the version before it survives, and why others are refused.

While a release is started, the old version still reads and writes, on the new schema. So a column
or table goes only after a version that no longer asks for it, and nothing becomes compulsory
before a version that always gives it: expand, migrate, contract.
"""

from typing import NamedTuple

from django.db import migrations as on
from django.db.migrations import Migration
from django.db.migrations.operations.base import Operation
from django.db.models import Field, ManyToManyField, TextField
from django.db.models.fields import NOT_PROVIDED

from files.online import AddIndexOnline

# What a migration says of itself where an operation is all the same in order: the version whose
# code can do without, or a reason that this table cannot know.
CONTRACTS, SAFE, NOTHING = "contracts", "safe_because", ""
AnyField = Field[object, object]


class Refusal(NamedTuple):
    """Why an operation is refused, and with which mark it would not be."""

    why: str
    mark: str


GONE = Refusal("the old version still asks for it", CONTRACTS)
KEPT = Refusal("the old version may write what this forbids", CONTRACTS)
RENAMED = Refusal(
    "the old version asks for the old name: add the new one, copy, remove the old one later",
    NOTHING,
)
NOT_FILLED = Refusal(
    "the old version does not fill it: give it a db_default, or null=True at first", NOTHING
)
CHANGED = Refusal(
    "another type rewrites the table and the old version writes the old one: add a column", NOTHING
)
NARROWER = Refusal("the old version may write longer values", CONTRACTS)
INDEX = Refusal(
    "building it holds writers up: use files.online.AddIndexOnline and atomic = False", NOTHING
)
ALONE = Refusal(
    "an index is built beside the work only outside a transaction: atomic = False", NOTHING
)
LONG = Refusal(
    "rows it changes stay locked until the migration ends: say RunPython(..., atomic=True) if they "
    "are few, or work in batches with atomic = False in the Migration",
    NOTHING,
)
MIXED = Refusal("changes of rows belong into a migration of their own", NOTHING)
UNKNOWN = Refusal("nobody but a person can tell what this does", SAFE)

HARMLESS = (
    on.AlterModelManagers,
    on.AlterModelOptions,
    on.AlterModelTableComment,
    on.CreateModel,
    on.RemoveConstraint,
    on.RemoveIndex,
    on.RenameIndex,
)
ALWAYS: dict[type[Operation], Refusal] = {
    on.RemoveField: GONE,
    on.DeleteModel: GONE,
    on.AddConstraint: KEPT,
    on.AlterUniqueTogether: KEPT,
    on.RenameField: RENAMED,
    on.RenameModel: RENAMED,
    on.AlterModelTable: RENAMED,
    on.AddIndex: INDEX,
}


def refusal_of(
    operation: Operation, before: AnyField | None, migration: type[Migration] | Migration
) -> Refusal | None:
    """Say why the old version would not survive an operation on a table it knows."""
    if isinstance(operation, on.AddField):
        return _of_new_column(operation.field)
    if isinstance(operation, on.AlterField):
        return _of_altered_column(before, operation.field)
    if isinstance(operation, AddIndexOnline):
        return ALONE if migration.atomic else None
    if isinstance(operation, on.RunPython):
        return _of_changed_rows(operation, migration)
    if isinstance(operation, HARMLESS):
        return None
    return ALWAYS.get(type(operation), UNKNOWN)


def _of_new_column(field: AnyField) -> Refusal | None:
    if isinstance(field, ManyToManyField) or field.generated:
        return None
    if not field.null and field.db_default is NOT_PROVIDED:
        return NOT_FILLED
    # A column that a foreign key adds holds nothing yet: its index is quickly built.
    return KEPT if field.unique else None


def _of_altered_column(before: AnyField | None, after: AnyField) -> Refusal | None:
    if before is None:
        return UNKNOWN
    if _type_of(before) != _type_of(after):
        is_wider = isinstance(after, TextField) and _type_of(before) == "CharField"
        return None if is_wider else CHANGED
    if (before.null and not after.null) or (after.unique and not before.unique):
        return KEPT
    if _length(after) < _length(before):
        return NARROWER
    return INDEX if _is_indexed(after) and not _is_indexed(before) else None


def _of_changed_rows(
    operation: on.RunPython, migration: type[Migration] | Migration
) -> Refusal | None:
    if not all(isinstance(one, on.RunPython | on.RunSQL) for one in migration.operations):
        return MIXED
    return LONG if operation.atomic is None and migration.atomic else None


def _type_of(field: AnyField) -> str:
    kind = field.get_internal_type()
    remote = field.deconstruct()[3].get("to", "") if field.is_relation else ""
    return f"{kind} {remote}".strip().lower() if remote else kind


def _length(field: AnyField) -> float:
    return getattr(field, "max_length", None) or float("inf")


def _is_indexed(field: AnyField) -> bool:
    return bool(getattr(field, "db_index", False))
