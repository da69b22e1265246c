"""What is moved: every table of the site, read and written column by column.

Values pass as the database holds them, made into Python by the database's own converters and not
by the fields: a StreamField would write its blocks anew, a DateTimeField put in today.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.models import Field
from django.db.utils import ConnectionHandler

from config.env import env
from config.moving import CannotMove

Row = tuple[Any, ...]
Rows = Sequence[Row]
# Made by the engine that searches, and made anew by `reindex` and Wagtail's `update_index`.
INDEX = frozenset(
    {
        "search_indexgeneration",
        "search_searchdocument",
        "search_term",
        "search_termdeletion",
        "wagtailsearch_indexentry",
        "wagtailsearch_indexentry_fts",
    }
)
# What `migrate` writes into an empty database; a move puts the rows of the source in their place.
FILLED_BY_MIGRATIONS = frozenset(
    {
        "auth_group",
        "auth_group_permissions",
        "auth_permission",
        "clearance_checkrule",
        "clearance_ruleset",
        "django_content_type",
        "evaluation_samplingrule",
        "evaluation_scale",
        "vocabulary_edition",
        "wagtailcore_collection",
        "wagtailcore_groupapprovaltask",
        "wagtailcore_groupapprovaltask_groups",
        "wagtailcore_groupcollectionpermission",
        "wagtailcore_grouppagepermission",
        "wagtailcore_locale",
        "wagtailcore_page",
        "wagtailcore_site",
        "wagtailcore_task",
        "wagtailcore_workflow",
        "wagtailcore_workflowpage",
        "wagtailcore_workflowtask",
    }
)
READ_AT_ONCE = 1_000
# SQLite takes 32,766 values in one statement.
MOST_VALUES = 30_000


class Table:
    """A table with its columns."""

    def __init__(self, name: str, fields: Sequence[Field[Any, Any]]) -> None:
        self.name = name
        self.fields = fields
        self.columns = [str(field.column) for field in fields]

    def __str__(self) -> str:
        return self.name

    @property
    def primary_key(self) -> Field[Any, Any]:
        """Return the column that tells rows apart."""
        return next(field for field in self.fields if field.primary_key)

    def count(self, connection: BaseDatabaseWrapper) -> int:
        """Return how many rows there are."""
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {self._quoted(connection)}")  # noqa: S608
            return int(cursor.fetchone()[0])

    def rows(self, connection: BaseDatabaseWrapper) -> Iterator[Rows]:
        """Read all rows, in parts that fit into memory."""
        quote = connection.ops.quote_name
        columns = ", ".join(quote(column) for column in self.columns)
        convert = [_from_database(connection, field) for field in self.fields]
        with connection.chunked_cursor() as cursor:
            cursor.execute(f"SELECT {columns} FROM {self._quoted(connection)}")  # noqa: S608
            while part := cursor.fetchmany(READ_AT_ONCE):
                yield [
                    tuple(to(value) for to, value in zip(convert, row, strict=True)) for row in part
                ]

    def insert(self, connection: BaseDatabaseWrapper, rows: Rows) -> None:
        """Write rows just as they are."""
        quote = connection.ops.quote_name
        columns = ", ".join(quote(column) for column in self.columns)
        one = f"({', '.join(['%s'] * len(self.fields))})"
        convert = [_to_database(connection, field) for field in self.fields]
        with connection.cursor() as cursor:
            for part in _parts(rows, MOST_VALUES // len(self.fields)):
                cursor.execute(
                    f"INSERT INTO {self._quoted(connection)} ({columns}) VALUES "  # noqa: S608
                    + ", ".join([one] * len(part)),
                    [to(value) for row in part for to, value in zip(convert, row, strict=True)],
                )
        connection.queries_log.clear()  # it would keep every row in memory where DEBUG is on

    def empty(self, connection: BaseDatabaseWrapper) -> None:
        """Delete all rows."""
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {self._quoted(connection)}")  # noqa: S608

    def _quoted(self, connection: BaseDatabaseWrapper) -> str:
        return connection.ops.quote_name(self.name)


def all_tables() -> list[Table]:
    """Return every table that a move takes along, those between two models included."""
    models = [
        model._meta
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    ]
    return [
        Table(meta.db_table, meta.local_concrete_fields)
        for meta in models
        if meta.db_table not in INDEX
    ]


def database_at(url: str) -> BaseDatabaseWrapper:
    """Return a connection to the database at a URL; a file of SQLite is only read."""
    config = {**env.db_url_config(url), "TIME_ZONE": None}
    if config["ENGINE"].endswith("sqlite3"):
        path = Path(config["NAME"]).absolute()
        if not path.is_file():
            raise CannotMove(f"There is no database at {path}.")
        config["NAME"] = f"{path.as_uri()}?mode=ro"
    else:
        config["OPTIONS"] = dict(settings.DATABASES["default"].get("OPTIONS", {}))
    return ConnectionHandler({"default": config})["default"]


def refuse_other_versions(*connections: BaseDatabaseWrapper) -> None:
    """Raise CannotMove unless each database has seen the migrations of this version.

    SQLite would take the name of a column that it does not know for a word, and return it.
    """
    last = set(MigrationLoader(None).graph.leaf_nodes())
    for connection in connections:
        if missing := last - _migrations_of(connection):
            raise CannotMove(
                f"The database {connection.settings_dict['NAME']} has not seen all migrations of "
                f"this version ({'.'.join(min(missing))}). Run `manage.py migrate` with "
                "DATABASE_URL set to it."
            )


def _migrations_of(connection: BaseDatabaseWrapper) -> set[tuple[str, str]]:
    """Ask the database itself: Django's recorder asks the one that is named like it."""
    with connection.cursor() as cursor:
        if "django_migrations" not in connection.introspection.table_names(cursor):
            return set()
        cursor.execute("SELECT app, name FROM django_migrations")
        return set(cursor.fetchall())


def _from_database(connection: BaseDatabaseWrapper, field: Field[Any, Any]) -> Callable[[Any], Any]:
    column = field.get_col(field.model._meta.db_table)
    converters = connection.ops.get_db_converters(column)

    def convert(value: Any) -> Any:
        for converter in converters:
            value = converter(value, column, connection)
        return value

    return convert


def _to_database(connection: BaseDatabaseWrapper, field: Field[Any, Any]) -> Callable[[Any], Any]:
    operations, target = connection.ops, getattr(field, "target_field", field)
    match target.get_internal_type():
        case "DateTimeField":
            return operations.adapt_datetimefield_value
        case "DateField":
            return operations.adapt_datefield_value
        case "UUIDField" if not connection.features.has_native_uuid_field:
            return lambda value: value and value.hex
    return lambda value: value


def _parts(rows: Iterable[Row], size: int) -> Iterator[list[Row]]:
    rest = iter(rows)
    for first in rest:
        yield [first, *islice(rest, size - 1)]
