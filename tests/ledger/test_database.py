"""The database itself refuses to change the ledger; so do the models before it."""

import pytest
from django.db import DatabaseError, connection, transaction

from matchmaking.ledger import triggers
from matchmaking.ledger.errors import AppendOnlyError
from matchmaking.ledger.models import Entry, Posting
from tests.ledger import making

pytestmark = pytest.mark.django_db
STATEMENTS = [
    "UPDATE ledger_entry SET amount_minor = amount_minor + 1",
    "UPDATE ledger_posting SET words = 'other'",
    "DELETE FROM ledger_entry",
    "DELETE FROM ledger_posting",
]
BY_VENDOR = {
    "sqlite": [
        "INSERT OR REPLACE INTO ledger_entry (id, posting_id, account_id, amount_minor,"
        " reporting_minor) SELECT id, posting_id, account_id, 1, 1 FROM ledger_entry",
        "REPLACE INTO ledger_posting SELECT * FROM ledger_posting",
    ],
    "postgresql": [
        "TRUNCATE ledger_entry",
        "TRUNCATE ledger_posting CASCADE",
        "INSERT INTO ledger_entry (id, posting_id, account_id, amount_minor, reporting_minor)"
        " SELECT id, posting_id, account_id, 1, 1 FROM ledger_entry"
        " ON CONFLICT (id) DO UPDATE SET amount_minor = 1",
    ],
}


def test_the_database_refuses_to_change_or_remove_what_was_booked():
    making.received()
    connection.check_constraints()  # what waits for the end would hide who refuses
    before = list(Entry.objects.order_by("pk").values())
    for statement in [*STATEMENTS, *BY_VENDOR[connection.vendor]]:
        with (
            pytest.raises(DatabaseError, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
    assert list(Entry.objects.order_by("pk").values()) == before
    assert triggers.missing() == []


@pytest.mark.parametrize("model", [Posting, Entry])
def test_a_row_of_the_ledger_refuses_to_be_saved_again_or_deleted(model):
    making.received()
    row = model.objects.first()
    for change in (
        row.save,
        row.delete,
        model.objects.all().delete,
        lambda: model.objects.update(pk=7),
        lambda: model.objects.bulk_update([row], ["id"]),
        lambda: model.objects.update_or_create(pk=row.pk),
    ):
        with pytest.raises(AppendOnlyError):
            change()
