"""Changes of the schema during which people go on writing."""

from typing import Any

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db.migrations.operations import AddIndex


class AddIndexOnline(AddIndexConcurrently):
    """Build an index without holding writers up; its migration says `atomic = False`.

    SQLite knows no such thing, and needs none: it is one person's, or a test's.
    """

    def database_forwards(self, app_label: str, schema_editor: Any, *states: Any) -> None:
        """Create the index."""
        kind = AddIndexConcurrently if _can_wait(schema_editor) else AddIndex
        kind.database_forwards(self, app_label, schema_editor, *states)

    def database_backwards(self, app_label: str, schema_editor: Any, *states: Any) -> None:
        """Remove it again."""
        kind = AddIndexConcurrently if _can_wait(schema_editor) else AddIndex
        kind.database_backwards(self, app_label, schema_editor, *states)


def _can_wait(schema_editor: Any) -> bool:
    """Say whether the database builds indexes beside the work; never within a transaction."""
    connection = schema_editor.connection
    return connection.vendor == "postgresql" and not connection.in_atomic_block
