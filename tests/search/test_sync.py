"""A change reaches the index once, in order, whatever goes wrong on the way."""

import datetime

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

import search
from search.engines import get_engine
from search.engines.columns import Columns, Record
from search.indexing import reindex_records
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
    last = Outbox.objects.latest("pk").pk
    assert drain() == 3
    document = SearchDocument.objects.get()
    assert (document.title, document.revision, document.changed) == ("Three", last, 1)


def test_a_late_write_cannot_bring_back_what_was_removed(shelf):
    shelf.put(paper(1))
    drain()
    generation = IndexGeneration.objects.live("paper")
    revision = SearchDocument.objects.get().revision
    shelf.remove(1)
    drain()
    shelf[1] = paper(1, "Old words")
    reindex_records(generation, [1], {1: revision})
    assert shelf.find("old").ids == []


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
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_process_sees_what_another_wrote(shelf):
    shelf.put(paper(1), paper(2))
    reader = type(get_engine())()
    request = Request(visible_to=frozenset({"public"}), sort="oldest", facets=["theme"])

    def seen():
        return reader.search(IndexGeneration.objects.live("paper"), request)

    assert sorted(seen().ids) == [1, 2]
    shelf.put(paper(2, visibility=["org:7"]), paper(3, facets={"theme": ["A"]}))
    shelf.remove(1)
    assert seen().ids == [3]
    assert seen().facets == {"theme": [("A", 1)]}


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_columns_of_a_transaction_that_is_taken_back_are_not_kept(shelf):
    shelf.put(paper(1))
    assert shelf.find().ids == [1]
    with transaction.atomic():
        shelf.put(paper(2))
        assert shelf.find().total == 2
        transaction.set_rollback(True)
    del shelf[2]
    assert shelf.find().ids == [1]
    shelf.put(paper(3))
    assert sorted(shelf.find().ids) == [1, 3]


def test_columns_with_many_dead_rows_are_sparse():
    columns = Columns()
    for _ in range(3):
        columns = columns.extended(
            [Record(n, True, 3, 1.0, ["public"], {}, {}) for n in range(1, 500)]
        )
    assert columns.is_sparse
    assert columns.documents == 499
