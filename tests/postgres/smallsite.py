"""A small site in the database of DATABASE_URL, and the same as a file of SQLite.

python -m tests.postgres.smallsite [file]
"""

import sys

import django

django.setup()

from django.apps import apps  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.migrations.recorder import MigrationRecorder  # noqa: E402
from django.db.utils import ConnectionHandler  # noqa: E402

from config.moving.tables import INDEX, all_tables  # noqa: E402
from search.models import Outbox  # noqa: E402
from tests.desk import making as desk  # noqa: E402
from tests.ledger import making as ledger  # noqa: E402
from tests.postgres import LAST  # noqa: E402


def main(path=None):
    desk.market(title="Ärger mit 枪支 – «учёт»", confidential_place="Isiolo")
    ledger.received()
    ledger.on_project("commit", ledger.application(), ledger.usd(10), key="small")
    # The numbers of what was dealt with and deleted are never given again.
    Outbox.objects.filter(pk=Outbox.objects.create(pk=LAST, type="need", object_id=1).pk).delete()
    if path:
        write(path)


def write(path):
    """Write everything into a file of SQLite, as if the site had lived there."""
    config = {"ENGINE": "django.db.backends.sqlite3", "NAME": path}
    target = ConnectionHandler({"default": config})["default"]
    with target.cursor() as cursor:
        cursor.execute("PRAGMA foreign_keys = OFF")
        with target.schema_editor(atomic=False) as editor:
            for model in apps.get_models():
                if model._meta.managed and model._meta.db_table not in INDEX:
                    editor.create_model(model)
            editor.create_model(MigrationRecorder.Migration)
        cursor.execute("BEGIN")
        for app, name in MigrationRecorder(connection).applied_migrations():
            cursor.execute(
                "INSERT INTO django_migrations (app, name, applied) VALUES (%s, %s, '2026-01-01')",
                [app, name],
            )
        for table in all_tables():
            for rows in table.rows(connection):
                table.insert(target, rows)
        cursor.execute("DELETE FROM sqlite_sequence WHERE name = 'search_outbox'")
        cursor.execute("INSERT INTO sqlite_sequence VALUES ('search_outbox', %s)", [LAST])
        cursor.execute("COMMIT")
    target.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
