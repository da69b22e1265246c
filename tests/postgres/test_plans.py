"""No main list reads a whole large table on PostgreSQL."""

import json

import pytest

from matchmaking.vocabulary.models import Kind
from tests.copies import IS_SQLITE, copy, start  # noqa: F401 (a fixture)
from tests.postgres import HERE

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(IS_SQLITE, reason="about the plans of PostgreSQL"),
]
REQUESTS = 20_000


@pytest.mark.django_db
def test_what_is_copied_holds_the_reference_data():
    # It also makes sure that there is a test database where this file runs alone.
    assert Kind.objects.filter(pk="EQP.MARK").exists()


def test_the_main_lists_find_their_rows_by_indexes(copy):  # noqa: F811
    words = ("-m", "tests.postgres.plans", str(REQUESTS))
    said, _nothing = start(copy | HERE, *words).communicate(timeout=240)
    found = json.loads(said.splitlines()[-1])
    assert found["unexpected"] == {}
    assert len(found["lists"]) == 14
    assert found["lists"]["outbox"]["slowest"]["nodes"][0] == "Limit"
