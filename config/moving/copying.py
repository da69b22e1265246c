"""Copying every row of one database into another, which holds nothing yet."""

from collections.abc import Callable, Sequence

from django.db import DataError, IntegrityError, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import AutoField

from config.moving import CannotMove
from config.moving.comparing import Difference, Summing, sum_of
from config.moving.tables import (
    FILLED_BY_MIGRATIONS,
    Row,
    Rows,
    Table,
    all_tables,
    refuse_other_versions,
)

Say = Callable[[str], None]
# The highest number each table of SQLite ever gave out.
LAST_NUMBERS = "SELECT name, seq FROM sqlite_sequence"
CARRY_ON = """SELECT setval(pg_get_serial_sequence(%s, %s), greatest(%s, (
    SELECT max({column}) FROM {table})))"""


def refuse_what_cannot_be_moved(source: BaseDatabaseWrapper, target: BaseDatabaseWrapper) -> None:
    """Raise CannotMove unless both have the same tables and the target holds nobody's records."""
    refuse_other_versions(source, target)
    full = [table for table in all_tables() if table.count(target)]
    if others := [table.name for table in full if table.name not in FILLED_BY_MIGRATIONS]:
        raise CannotMove(
            f"The target is not empty: there are rows in {', '.join(others[:5])}. "
            "Create a new database, and let nothing but this command write into it."
        )


def copy_everything(source: BaseDatabaseWrapper, target: BaseDatabaseWrapper, say: Say) -> None:
    """Copy all tables into the default database and compare them; inside a transaction."""
    tables = all_tables()
    for table in tables:
        if table.name in FILLED_BY_MIGRATIONS:
            table.empty(target)
    for table in tables:
        outcome = _copied(table, source, target)
        if not outcome.is_equal:
            raise CannotMove(f"{table} reads differently after copying: {outcome}")
        if outcome.left.rows:
            say(f"{table.name:<50} {outcome.left}")
    carry_numbers_on(tables, source, target)
    _check_references(target)


def carry_numbers_on(
    tables: Sequence[Table], source: BaseDatabaseWrapper, target: BaseDatabaseWrapper
) -> None:
    """Let new rows get numbers that none ever had in the source, deleted ones included.

    The history of a deleted record must not become that of a new one, and the numbers of the
    outbox order the writes of the index.
    """
    with source.cursor() as cursor:
        cursor.execute(LAST_NUMBERS)
        last = dict(cursor.fetchall())
    with target.cursor() as cursor:
        for table in tables:
            key = table.primary_key
            if isinstance(key, AutoField) and last.get(table.name):
                quoted = {"column": f'"{key.column}"', "table": f'"{table.name}"'}
                words = [quoted["table"], key.column, last[table.name]]
                cursor.execute(CARRY_ON.format(**quoted), words)


def _copied(table: Table, source: BaseDatabaseWrapper, target: BaseDatabaseWrapper) -> Difference:
    summing = Summing(table)
    for rows in table.rows(source):
        summing.add(rows)
        try:
            with transaction.atomic():
                table.insert(target, rows)
        except (DataError, IntegrityError, ValueError) as error:
            raise CannotMove(_which(table, target, rows, error)) from error
    return Difference(table, summing.result(), sum_of(table, target))


def _which(table: Table, target: BaseDatabaseWrapper, rows: Rows, error: Exception) -> str:
    """Say which of the rows is refused, by writing them one by one."""
    for row in rows:
        try:
            with transaction.atomic():
                table.insert(target, [row])
        except (DataError, IntegrityError, ValueError) as refused:
            return f"PostgreSQL refuses the row {_key(table, row)} of {table}: {refused}"
    return f"{table}: {error}"


def _key(table: Table, row: Row) -> str:
    return str(row[table.fields.index(table.primary_key)])


def _check_references(target: BaseDatabaseWrapper) -> None:
    try:
        target.check_constraints()
    except IntegrityError as error:
        raise CannotMove(f"A row points to one that does not exist: {error}") from error
