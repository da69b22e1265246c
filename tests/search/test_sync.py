"""A change reaches the index once, in order, whatever goes wrong on the way."""

import datetime

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import search
from search.engines import get_engine, local
from search.engines.columns import Columns, Record
from search.models import IndexGeneration, Outbox, SearchDocument
from search.query import Request
from search.sync import MOST_ATTEMPTS, drain, lag
from tests.search.test_service import paper


def test_a_change_is_indexed_when_its_transaction_is_committed(
    shelf, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        shelf.put(paper(1))
        assert not SearchDocument.objects.exists()
    assert SearchDocument.objects.live("paper").count() == 1
    assert not Outbox.objects.exists()


def test_what_runs_after_the_commit_has_a_name_for_the_log_when_it_fails(
    shelf, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks() as callbacks:
        shelf.put(paper(1))
    assert [hasattr(callback, "__qualname__") for callback in callbacks] == [True]


def test_a_change_that_is_taken_back_leaves_no_trace(shelf):
    with transaction.atomic():
        shelf.put(paper(1))
        assert shelf.find("rifle").ids == [1]
        transaction.set_rollback(True)
    del shelf[1]
    assert shelf.find("rifle").ids == []
    assert not Outbox.objects.exists()


def test_many_changes_of_one_record_are_one_write(shelf):
    for title in ("One", "Two", "Three"):
        shelf.put(paper(1, title))
    assert drain() == 3
    document = SearchDocument.objects.get()
    assert (document.title, document.revision, document.changed) == ("Three", 1, 1)


def test_every_write_of_a_record_has_a_higher_revision_even_when_it_was_removed(shelf):
    generation, revisions = None, []
    for is_there in (True, False, True):
        shelf.put(paper(1)) if is_there else shelf.remove(1)
        drain()
        generation = IndexGeneration.objects.live("paper")
        revisions.append(generation.documents.get().revision)
        assert shelf.find("rifle").total == is_there
    assert revisions == [1, 2, 3]


def test_a_change_whose_number_is_lower_but_that_comes_later_is_indexed_all_the_same(shelf):
    """Numbers are given when a row is written, and not in the order in which they are committed."""
    shelf.put(paper(1, "Pistol"))
    late = Outbox.objects.get()
    Outbox.objects.all().delete()
    shelf.put(paper(1, "Mortar"))
    drain()
    shelf[1] = paper(1, "Pistol, mortar")
    late.save(force_insert=True)
    drain()
    assert shelf.find("pistol").ids == [1]


def test_a_record_that_cannot_be_indexed_does_not_hold_up_the_others(shelf, caplog):
    shelf.put(paper(1), paper(2), paper(3, visibility=None))
    drain()
    assert shelf.find("rifle").ids == [1, 2]
    waiting = Outbox.objects.get()
    assert (waiting.object_id, waiting.attempts, waiting.has_failed) == (3, 1, False)
    assert "TypeError" in waiting.error
    assert waiting.retry_at > timezone.now()
    assert "cannot be indexed" in caplog.text


def test_a_record_is_given_up_after_many_attempts_and_reported(shelf, capsys):
    shelf.put(paper(1, visibility=None))
    for _ in range(MOST_ATTEMPTS):
        Outbox.objects.update(retry_at=None)
        call_command("drain_outbox")
    assert Outbox.objects.get().has_failed
    assert drain() == 0
    assert "1 changes were given up" in capsys.readouterr().err


def test_the_oldest_waiting_change_tells_the_lag(shelf):
    assert lag() == datetime.timedelta(0)
    shelf.put(paper(1))
    Outbox.objects.update(created_at=timezone.now() - datetime.timedelta(minutes=5))
    assert lag() >= datetime.timedelta(minutes=5)
    call_command("drain_outbox")
    assert lag() == datetime.timedelta(0)


def test_an_empty_change_asks_for_nothing(shelf):
    search.enqueue("paper", [])
    assert not Outbox.objects.exists()


# --- What a process has in memory ---------------------------------------------------------------
@pytest.fixture
def committed(monkeypatch):
    """Let the test's own transaction count as committed."""
    monkeypatch.setattr(local, "_may_be_taken_back", lambda: False)


@pytest.fixture
def reader():
    """Return a function that asks the engine as another process would, with its own memory."""
    engines = {}
    request = Request(visible_to=frozenset({"public"}), sort="oldest", facets=["theme"])

    def ask():
        engine = engines.setdefault("own", type(get_engine())())
        return engine.search(IndexGeneration.objects.live("paper"), request)

    return ask


def test_a_process_sees_what_another_wrote(shelf, committed, reader):
    shelf.put(paper(1), paper(2), paper(3))
    drain()
    assert reader().ids == [1, 2, 3]
    shelf.put(paper(2, visibility=["org:7"]), paper(4, facets={"theme": ["A"]}))
    shelf.remove(1)
    drain()
    assert reader().ids == [3, 4]
    assert reader().facets == {"theme": [("A", 1)]}


def test_what_a_process_knows_already_is_not_read_again(shelf, committed, reader):
    shelf.put(paper(1))
    drain()
    reader()
    with CaptureQueriesContext(connection) as queries:
        reader()
    assert len(queries) == 1


def test_a_transaction_that_is_taken_back_leaves_no_columns_behind(shelf, settings, reader):
    settings.SEARCH_ENGINE = "auto"  # no other is written to before the transaction is committed
    shelf.put(paper(1))
    drain()
    with transaction.atomic():
        shelf.put(paper(2))
        drain()
        assert reader().ids == [1, 2]
        transaction.set_rollback(True)
    del shelf[2]
    assert reader().ids == [1]
    shelf.put(paper(3))
    drain()
    assert reader().ids == [1, 3]


def test_columns_with_many_dead_rows_are_sparse():
    columns = Columns()
    for _ in range(3):
        columns = columns.extended(
            [Record(n, True, 3, 1.0, ["public"], {}, {}) for n in range(1, 500)]
        )
    assert columns.is_sparse
    assert columns.documents == 499
